import type { Understanding, Understood } from '../../ports/understanding.ts'
import { languageOf } from './language.ts'
import { acceptedOf, likeliest, likelyNeeds } from './likelihood.ts'
import { loadWords } from './load.ts'
import type { ParsedWords } from './parse-words.ts'
import { phrasesOf, worse } from './phrases.ts'
import type { Phrases } from './phrases.ts'
import type { Recogniser } from './recogniser/recogniser.ts'

/** The same, from `<folder>/<language>/words.json`. Throws `WordsError` when an author made a mistake. */
export const understandingFromFiles = (folder: string): Understanding => localUnderstanding(loadWords(folder))

/** Makes sense of a person's own words by phrases and words alone: no model, no network, nothing kept. */
export function localUnderstanding(languages: readonly ParsedWords[]): Understanding {
  const phrases = phrasesOf(languages)
  return {
    danger: phrases.danger,
    listen: async (text) => phrases.danger(text),
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
      if (floor.level === 'now') return floor
      const guess = await recognised(text)
      return guess ? worse(floor, guess.danger) : floor
    },
    async understand(text, language) {
      const guess = await recognised(text)
      if (!guess) return byPhrases(phrases, text, language)
      return {
        lang: languageOf(text, language),
        crimes: guess.crimes,
        accepted: guess.accepted,
        needs: guess.needs,
        danger: worse(phrases.danger(text), guess.danger),
      }
    },
  }
}

function byPhrases(phrases: Phrases, text: string, language: string): Understood {
  const { crimes, needs } = phrases.weigh(text)
  return {
    lang: languageOf(text, language),
    crimes: likeliest(crimes),
    accepted: acceptedOf(crimes),
    needs: likelyNeeds(needs),
    danger: phrases.danger(text),
  }
}
