import { expect } from 'chai'
import { hear } from '../../src/engine/hear.ts'
import type { Ear } from '../../src/engine/hear.ts'
import type { Ask } from '../../src/engine/standing.ts'

const choice: Ask = { at: 'a/b', kind: 'choice', items: [], options: ['yes', 'no', 'not-sure'], many: false }
const choices: Ask = {
  at: 'a/c',
  kind: 'choices',
  items: ['safety', 'money', 'health'],
  options: ['not-sure'],
  many: true,
}
const typed: Ask = { at: 'a/d', kind: 'text', check: 'name', items: [], options: ['skip'], many: false }
const ear: Ear = {
  everywhere: { help: ['help', 'help me'], leave: ['leave', 'gadael'], back: ['back'] },
  languages: { cy: ['cymraeg', 'welsh'] },
  names: {
    yes: ['Yes', 'yeah'],
    no: ['No'],
    'not-sure': ['I am not sure', 'dont know'],
    safety: ['Feeling safe'],
    money: ['Money and benefits', 'money'],
    health: ['How I feel and my health', 'health'],
    skip: ['Skip this'],
  },
}

const language: Ask = { ...typed, check: 'language' }

describe('Typed words', () => {
  const CASES: readonly [string, string, Ask, unknown][] = [
    ['a number is the option with that number', '2', choice, { kind: 'chosen', options: ['no'] }],
    [
      'a label is its option, whatever its letters and marks',
      '  YES! ',
      choice,
      { kind: 'chosen', options: ['yes'] },
    ],
    ['another name of an option counts', 'Don’t know', choice, { kind: 'chosen', options: ['not-sure'] }],
    [
      'one slip in a long name is forgiven',
      'i am nt sure',
      choice,
      { kind: 'chosen', options: ['not-sure'] },
    ],
    ['the name of a language changes to it', 'Welsh', typed, { kind: 'language', language: 'cy' }],
    [
      'where a language is asked for, its name is the answer',
      'Welsh',
      language,
      { kind: 'typed', text: 'Welsh' },
    ],
    ['a slip in a short name is not', 'yse', choice, { kind: 'typed', text: 'yse' }],
    ['a number beyond the options is text', '9', choice, { kind: 'typed', text: '9' }],
    [
      'several numbers are several answers',
      '1, 3',
      choices,
      { kind: 'chosen', options: ['safety', 'health'] },
    ],
    ['"1 and 2" is two answers', '1 and 2', choices, { kind: 'chosen', options: ['safety', 'money'] }],
    [
      'several names are several answers',
      'money, health',
      choices,
      { kind: 'chosen', options: ['money', 'health'] },
    ],
    [
      'an option after the items has the next number',
      '4',
      choices,
      { kind: 'chosen', options: ['not-sure'] },
    ],
    ['a name at a text question is text', 'Yesim', typed, { kind: 'typed', text: 'Yesim' }],
    ['an option of a text question can be typed', 'skip this', typed, { kind: 'chosen', options: ['skip'] }],
    ['a whole message that means help is help', 'HELP ME', choice, { kind: 'everywhere', word: 'help' }],
    [
      'help inside an answer is an answer',
      'help me with my locks',
      typed,
      { kind: 'typed', text: 'help me with my locks' },
    ],
    ['leaving is heard in every language at once', 'gadael', choice, { kind: 'everywhere', word: 'leave' }],
    ['the name of a language changes it', 'Cymraeg', typed, { kind: 'language', language: 'cy' }],
    ['an emoji is only text', '🙂', choice, { kind: 'typed', text: '🙂' }],
  ]
  for (const [sentence, said, ask, expected] of CASES) {
    it(sentence, () => expect(hear(said, ask, ear, false)).to.deep.equal(expected))
  }

  it('never give an agreement by a slip of the keyboard', () => {
    const ask: Ask = { ...choice, options: ['agree'] }
    const agree: Ear = { ...ear, names: { agree: ['I agree'] } }
    expect(hear('i agre', ask, agree, true)).to.deep.equal({ kind: 'typed', text: 'i agre' })
    expect(hear('I agree', ask, agree, true)).to.deep.equal({ kind: 'chosen', options: ['agree'] })
  })
})
