import { expect } from 'chai'
import { asText } from '../../src/conversation/plain-text.ts'
import type { Block, Question, Screen } from '../../src/conversation/screen.ts'
import { hear } from '../../src/engine/hear.ts'

const style = { numbered: true, text: (key: string) => `<${key}>` }

const screen = (parts: Partial<Screen> = {}): Screen => ({
  language: 'en',
  at: 'book/step',
  area: 'national',
  notes: [],
  says: [],
  canGoBack: false,
  languages: [],
  over: false,
  exit: 'https://example.org/',
  ...parts,
})

const question = (parts: Partial<Question> = {}): Question => ({
  at: 'book/step',
  kind: 'choice',
  heading: 'Which?',
  hint: [],
  items: [],
  options: [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No', hint: 'That is fine' },
  ],
  many: false,
  ...parts,
})

describe('A screen as plain text', () => {
  it('begins with the banner, then the notes, then what is said', () => {
    const says: readonly Block[] = [{ kind: 'text', text: 'Said.' }]
    expect(
      asText(screen({ banner: 'A demonstration.', notes: [{ text: 'A note.' }], says }), style),
    ).to.deep.equal(['A demonstration.\n\nA note.\n\nSaid.'])
  })

  it('puts the question in a message of its own, with numbered answers and how to reply', () => {
    expect(asText(screen({ question: question() }), style)).to.deep.equal([
      'Which?\n\n1. Yes\n2. No: That is fine\n<channel:one>',
    ])
  })

  it('leaves the answers to the buttons where there are buttons', () => {
    expect(asText(screen({ question: question() }), { ...style, numbered: false })).to.deep.equal(['Which?'])
  })

  it('numbers items first and options after them, exactly as they are heard', () => {
    const asked = question({
      kind: 'choices',
      many: true,
      items: [
        { id: 'a', label: 'Apple' },
        { id: 'b', label: 'Pear' },
      ],
      options: [{ id: 'none', label: 'None' }],
    })
    const [text = ''] = asText(screen({ question: asked }), style)
    const ask = { ...asked, items: ['a', 'b'], options: ['none'] }
    const labels = { a: 'Apple', b: 'Pear', none: 'None' }
    for (const [id, label] of Object.entries(labels)) {
      const number = new RegExp(`(\\d)\\. ${label}`).exec(text)?.[1] ?? ''
      expect(hear(number, ask, { everywhere: {}, languages: {}, names: {} }, false)).to.deep.equal({
        kind: 'chosen',
        options: [id],
      })
    }
  })

  const ways: readonly (readonly [string, Partial<Question>, string])[] = [
    ['several answers', { many: true, kind: 'choices' }, 'many'],
    ['one answer', {}, 'one'],
    ['an answer or own words', { kind: 'text' }, 'one-or-words'],
    ['own words', { kind: 'text', options: [] }, 'words'],
  ]
  for (const [name, parts, key] of ways) {
    it(`says how to reply where ${name} can be given`, () => {
      expect(asText(screen({ question: question(parts) }), style)[0]).to.match(
        new RegExp(`<channel:${key}>$`),
      )
    })
  }

  it('leaves every number to ring alone on its line', () => {
    const says: readonly Block[] = [
      { kind: 'line', name: 'Police', number: '999', dial: '999', about: 'Free.', hours: 'Open now' },
      {
        kind: 'service',
        name: 'Someone Kind',
        why: 'Because it helps.',
        before: ['From age 18.'],
        hours: 'Closed now',
        lines: [{ number: '0808 168 9111', dial: '08081689111', label: 'Day' }],
        text: '85258',
        web: 'https://example.org',
        first: false,
      },
    ]
    const rows = (asText(screen({ says }), style)[0] ?? '').split('\n')
    for (const number of ['999', '0808 168 9111', '85258']) expect(rows).to.include(number)
    expect(rows).to.include.members([
      'Because it helps.',
      'From age 18.',
      'Closed now',
      'https://example.org',
    ])
  })

  it('writes out every other kind of block', () => {
    const says: readonly Block[] = [
      { kind: 'heading', text: 'First' },
      { kind: 'notice', text: 'Mind this' },
      { kind: 'list', items: ['one', 'two'] },
      { kind: 'row', label: 'Name', value: 'Sam' },
      { kind: 'keep', label: 'Your reference', value: 'LARK 472' },
      { kind: 'keep', label: '', value: 'maple rocket harbour' },
      { kind: 'link', text: 'Look', href: 'https://example.org/a' },
      { kind: 'link', text: 'Write', href: 'mailto:help@example.org' },
      { kind: 'more', label: 'More', blocks: [{ kind: 'text', text: 'Inside' }] },
    ]
    expect(asText(screen({ says }), style)).to.deep.equal([
      [
        'First',
        'Mind this',
        '- one\n- two',
        'Name: Sam',
        'Your reference:\nLARK 472',
        'maple rocket harbour',
        'Look\nhttps://example.org/a',
        'Write\nhelp@example.org',
        'More\nInside',
      ].join('\n\n'),
    ])
  })

  it('is nothing where there is nothing to say', () => {
    expect(asText(screen(), style)).to.deep.equal([])
  })
})
