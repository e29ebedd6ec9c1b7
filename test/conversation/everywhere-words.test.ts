import { expect } from 'chai'
import { isWaiting } from '../../src/engine/flow.ts'
import { hear, plain } from '../../src/engine/hear.ts'
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

describe('The words that work everywhere', () => {
  for (const language of words.languages)
    it(`are heard at every step, whatever it offers in ${language}`, () => {
      for (const ask of asks) {
        const ear = { everywhere, languages: words.languageNames(), names: namesAt(language, ask) }
        for (const [word, phrases] of Object.entries(everywhere))
          for (const phrase of phrases)
            expect(hear(phrase, ask, ear, false), `"${phrase}" at ${ask.at}`).to.deep.equal({
              kind: 'everywhere',
              word,
            })
      }
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
