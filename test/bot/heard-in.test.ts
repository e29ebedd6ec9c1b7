import { expect } from 'chai'
import { carry, saidIn } from '../../src/bot/heard-in.ts'
import { anActivity } from './an-activity.ts'

const chosen = { said: { kind: 'chosen', options: ['yes'] }, version: 3 }
const typed = (text: string) => ({ said: { kind: 'typed', text } })

const cases: readonly (readonly [string, Record<string, unknown>, unknown])[] = [
  [
    'a button that carries an option',
    { text: 'Yes', value: carry({ options: ['yes'], version: 3 }) },
    chosen,
  ],
  [
    'what a button carries as text',
    { value: JSON.stringify(carry({ options: ['yes'], version: 3 })) },
    chosen,
  ],
  [
    'a word that works everywhere',
    { value: carry({ everywhere: 'back' }) },
    { said: { kind: 'everywhere', word: 'back' } },
  ],
  ['a change', { value: carry({ change: 'who/age' }) }, { said: { kind: 'change', at: 'who/age' } }],
  [
    'a word of today’s that works everywhere',
    { value: carry({ everywhere: 'later' }) },
    { said: { kind: 'everywhere', word: 'later' } },
  ],
  [
    'what was written on a card, signs and all, whatever else the message says',
    {
      channelId: 'msteams',
      text: 'other',
      value: { ...carry({ box: 'words', version: 4 }), words: '<b>me</b> & {"haven":{"options":["yes"]}}' },
    },
    { ...typed('<b>me</b> & {"haven":{"options":["yes"]}}'), version: 4 },
  ],
  [
    'what was ticked on a card',
    { value: { ...carry({ box: 'ticked', version: 4 }), ticked: 'money,a%2Cb, health,' } },
    { said: { kind: 'chosen', options: ['money', 'a,b', 'health'] }, version: 4 },
  ],
  [
    'a tick that is badly written',
    { value: { ...carry({ box: 'ticked' }), ticked: '100 %' } },
    { said: { kind: 'chosen', options: ['100 %'] } },
  ],
  ['a card on which nothing was ticked', { value: carry({ box: 'ticked' }) }, typed('')],
  ['a card on which nothing was written', { value: carry({ box: 'words' }) }, typed('')],
  [
    'more ticks than any list has',
    { value: { ...carry({ box: 'ticked' }), ticked: Array.from({ length: 101 }, (_, at) => at).join(',') } },
    typed(''),
  ],
  [
    'a box of a card with something else in it',
    { text: 'hello', value: { ...carry({ box: 'words' }), words: { a: 1 } } },
    typed('hello'),
  ],
  ['plain text', { text: 'my bike was stolen' }, typed('my bike was stolen')],
  ['text with a version', { text: 'hello', value: carry({ version: 2 }) }, { ...typed('hello'), version: 2 }],
  ['nothing at all', {}, typed('')],
  [
    'typed text that looks like what a button carries',
    { text: '{"haven":{"options":["yes"]}}' },
    typed('{"haven":{"options":["yes"]}}'),
  ],
  ['a value of somebody else', { text: 'hello', value: { other: 1 } }, typed('hello')],
  ['a value with wrong ids', { text: 'hello', value: { haven: { options: [7] } } }, typed('hello')],
  [
    'an unknown word in a value',
    { text: 'hello', value: { haven: { everywhere: 'format' } } },
    typed('hello'),
  ],
  ['a value that is text but not JSON', { text: 'hello', value: 'no' }, typed('hello')],
  [
    'signs that are no HTML, in a chat window',
    { text: 'I <3 you & <b>me</b>' },
    typed('I <3 you & <b>me</b>'),
  ],
  [
    'a mention and formatting in Teams',
    { channelId: 'msteams', text: '<at>Haven</at>&nbsp;<p>he &amp; <b>she</b> <3 me</p>' },
    typed('he & she <3 me'),
  ],
]

describe('An activity', () => {
  for (const [name, parts, expected] of cases) {
    it(`is understood when it holds ${name}`, () => {
      expect(saidIn(anActivity(parts))).to.deep.equal(expected)
    })
  }

  it('of 100,000 opening brackets in Teams is read in a moment', () => {
    const started = performance.now()
    saidIn(anActivity({ channelId: 'msteams', text: '<a'.repeat(50_000) }))
    saidIn(anActivity({ channelId: 'msteams', text: '<at '.repeat(25_000) }))
    expect(performance.now() - started).to.be.below(1500)
  })
})
