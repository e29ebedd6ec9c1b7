import { expect } from 'chai'
import { isWaiting } from '../../src/engine/flow.ts'
import { hear, plain } from '../../src/engine/hear.ts'
import type { Ear } from '../../src/engine/hear.ts'
import type { Ask } from '../../src/engine/standing.ts'
import { optionsOf } from '../../src/conversation/needed-words.ts'
import { CONTENT } from '../support/content.ts'

const { book, words } = CONTENT
const everywhere = words.everywhere()
const asks = Object.entries(book.steps).flatMap(([at, step]) =>
  isWaiting(step) ? [{ at, kind: step.kind, items: [], options: optionsOf(step), many: false } as Ask] : [],
)
/** What is heard for the options of a step in a language, labels and other names alike. */
const namesAt = (language: string, { at, options }: Ask): Record<string, readonly string[]> => {
  const [flow, step] = at.split('/')
  return Object.fromEntries(
    options.map((id) => [
      id,
      [words.text(language, `${flow}:${step}.options.${id}`) ?? '', ...words.synonyms(language, id)],
    ]),
  )
}

const oneOfEachKind = [...new Map(asks.map((ask) => [ask.kind, ask])).values()]
const phrases = Object.entries(everywhere).flatMap(([word, all]) =>
  all.map((phrase) => ({ word, phrase, said: plain(phrase) })),
)

/** Whether one could be heard for the other, by a slip of the keyboard or none; sometimes said of what could not. */
const mayBeHeardFor = (name: string, said: string): boolean =>
  Math.abs(name.length - said.length) <= 1 && (name[0] === said[0] || name.at(-1) === said.at(-1))

describe('The words that work everywhere', () => {
  for (const language of words.languages)
    it(`are heard at every step, whatever it offers in ${language}`, () => {
      const missed: string[] = []
      const expectHeard = (ask: Ask, names: Ear['names'], some: typeof phrases): void => {
        const ear = { everywhere, languages: words.languageNames(), names }
        for (const { word, phrase } of some) {
          const heard = hear(phrase, ask, ear, false)
          if (heard.kind !== 'everywhere' || heard.word !== word) missed.push(`"${phrase}" at ${ask.at}`)
        }
      }
      for (const ask of oneOfEachKind) expectHeard(ask, namesAt(language, ask), phrases)
      // Hearing looks through every phrase, so that a step is asked only about those that its own names come near.
      for (const ask of asks) {
        const names = namesAt(language, ask)
        const own = Object.values(names).flat().map(plain)
        const near = phrases.filter(({ said }) => own.some((name) => mayBeHeardFor(name, said)))
        expectHeard(ask, names, near)
      }
      expect(missed).to.deep.equal([])
    })

  for (const language of words.languages)
    it(`take no answer away from a question in ${language}`, () => {
      const meaning = new Map(
        Object.entries(everywhere).flatMap(([word, phrases]) =>
          phrases.map((phrase): [string, string] => [plain(phrase), word]),
        ),
      )
      // An option that means the same may be named the same.
      const SAME: Readonly<Record<string, string>> = {
        'start-again': 'start-again',
        stop: 'leave',
        help: 'help',
        answers: 'answers',
        later: 'later',
      }
      const taken = asks.flatMap((ask) =>
        Object.entries(namesAt(language, ask)).flatMap(([id, names]) =>
          names
            .filter((name) => meaning.has(plain(name)) && meaning.get(plain(name)) !== SAME[id])
            .map((name) => `${ask.at} ${id}: ${name}`),
        ),
      )
      expect(taken).to.deep.equal([])
    })
})
