import type { Danger, HeardDanger } from '../../domain/danger.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import type { Listened, Understanding, Understood } from '../../ports/understanding.ts'
import { languageOf, surelyIn } from './language.ts'
import { acceptedOf, likeliest, likelyNeeds } from './likelihood.ts'
import { loadWords } from './load.ts'
import type { ParsedWords } from './parse-words.ts'
import { phrasesOf, worse } from './phrases.ts'
import type { Phrases } from './phrases.ts'
import type { Recognised } from './recogniser/recognise.ts'
import type { Recogniser } from './recogniser/recogniser.ts'

/** The same, from `<folder>/<language>/words.json`. Throws `WordsError` when an author made a mistake. */
export const understandingFromFiles = (folder: string): Understanding => localUnderstanding(loadWords(folder))

/** Makes sense of a person's own words by phrases and words alone: no model, no network, nothing kept. */
export function localUnderstanding(languages: readonly ParsedWords[]): Understanding {
  const phrases = phrasesOf(languages)
  return {
    danger: phrases.danger,
    listen: async (text) => listened(phrases.danger(text), surelyIn(text)),
    understand: async (text, language) => byPhrases(phrases, text, language),
  }
}

/**
 * The same with a trained recogniser beside the phrases. Danger is what either hears. A recogniser that is not there,
 * slow or at a loss leaves the phrases to answer alone.
 */
export function trainedUnderstanding(
  languages: readonly ParsedWords[],
  recogniser: Recogniser,
): Understanding {
  const phrases = phrasesOf(languages)
  const recognised = (text: string) => recogniser.recognise(text).catch(() => undefined)
  return {
    danger: phrases.danger,
    async listen(text) {
      const floor = phrases.danger(text)
      if (floor.level === 'now') return listened(floor, surelyIn(text))
      const guess = await inTime(recognised(text))
      return guess
        ? listened(worse(floor, heardBy(guess)), sureLanguage(guess) ?? surelyIn(text))
        : listened(floor, surelyIn(text))
    },
    async understand(text, language) {
      const guess = await recognised(text)
      if (!guess) return byPhrases(phrases, text, language)
      return {
        lang: sureLanguage(guess) ?? languageOf(text, language),
        crimes: guess.crimes,
        accepted: guess.accepted,
        needs: guess.needs,
        danger: plain(worse(phrases.danger(text), { ...guess.danger, signs: [] })),
      }
    },
  }
}

/** How long a person waits for the recogniser before the phrases answer alone, in milliseconds. */
const PATIENCE_MS = 250

function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/**
 * What the recogniser heard, in the shape of what phrases hear. A sign a kind, and whether it is only a hint (`HINT`).
 * The card comes at once only where it is surely now; else the question does, with the same first numbers beside it.
 */
function heardBy({ danger, isSure, isSurelyNow, language }: Recognised): HeardDanger {
  const sure = sureLanguage({ language })
  const how = isSure || danger.level === 'now' ? 'model' : 'hint'
  return {
    kinds: danger.kinds,
    level: danger.level === 'now' && !isSurelyNow ? 'ask' : danger.level,
    signs: DANGER_KINDS.filter((kind) => danger.kinds.includes(kind)).map((kind) => `${how} ${kind}`),
    ...(danger.level !== 'none' && sure !== undefined && sure !== 'en' && { language: sure }),
  }
}

/** From this share on the recogniser's word for the language is taken. */
const SURE = 0.8
const sureLanguage = ({ language }: Pick<Recognised, 'language'>): string | undefined =>
  language.confidence >= SURE ? language.id : undefined

const plain = ({ level, kinds }: Danger): Danger => ({ level, kinds })

const listened = (danger: HeardDanger, language: string | undefined): Listened => ({
  danger,
  ...(language !== undefined && { language }),
})

function byPhrases(phrases: Phrases, text: string, language: string): Understood {
  const { crimes, needs } = phrases.weigh(text)
  return {
    lang: languageOf(text, language),
    crimes: likeliest(crimes),
    accepted: acceptedOf(crimes),
    needs: likelyNeeds(needs),
    danger: plain(phrases.danger(text)),
  }
}
