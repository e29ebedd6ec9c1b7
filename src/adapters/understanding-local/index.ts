import type { Crime } from '../../domain/crimes.ts'
import { CRIMES } from '../../domain/crimes.ts'
import type { Danger } from '../../domain/danger.ts'
import { DANGER_KINDS, NO_DANGER } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'
import type { Need } from '../../domain/needs.ts'
import type { Understanding, Understood } from '../../ports/understanding.ts'
import { dangerEar } from './danger.ts'
import { weigherOf } from './evidence.ts'
import { languageOf } from './language.ts'
import { acceptedOf, likeliest, likelyNeeds } from './likelihood.ts'
import { compilerOf } from './pattern.ts'
import { loadWords } from './load.ts'
import { readerOf } from './reading.ts'
import { stem } from './stem.ts'
import type { ParsedWords } from './words.ts'

/** The same, from `<folder>/<language>/words.json`. Throws `WordsError` when an author made a mistake. */
export const understandingFromFiles = (folder: string): Understanding => localUnderstanding(loadWords(folder))

interface Ear {
  danger(text: string): Danger
  crimes(text: string): Map<Crime, number>
  needs(text: string): Map<Need, number>
}

/**
 * Makes sense of a person's own words by phrases and words alone: no model, no network, nothing kept. Listens in all
 * the languages given, whichever the person chose, because people cry for help in the language they think in.
 */
export function localUnderstanding(languages: readonly ParsedWords[]): Understanding {
  const ears = languages.map(earOf)
  const danger = (text: string): Danger => ears.map((ear) => ear.danger(text)).reduce(worse, NO_DANGER)
  return {
    danger,
    async understand(text: string, language: string): Promise<Understood> {
      const crimes = heaviest(
        CRIMES,
        ears.map((ear) => ear.crimes(text)),
      )
      return {
        lang: languageOf(text, language),
        crimes: likeliest(crimes),
        accepted: acceptedOf(crimes),
        needs: likelyNeeds(
          heaviest(
            NEEDS,
            ears.map((ear) => ear.needs(text)),
          ),
        ),
        danger: danger(text),
      }
    },
  }
}

function earOf({ words, folding }: ParsedWords): Ear {
  const compileWords = compilerOf(folding, (word) => word)
  const compileStems = compilerOf(folding, stem)
  const danger = dangerEar(words, compileWords)
  const read = readerOf(words, folding, danger.vocabulary, compileWords)
  const crimes = weigherOf<Crime>(words.crimes, compileStems)
  const needs = weigherOf<Need>(words.needs, compileStems)
  return {
    danger: (text) => danger.hear(read(text)),
    crimes: (text) => crimes(read(text)),
    needs: (text) => needs(read(text)),
  }
}

function worse(one: Danger, other: Danger): Danger {
  const level = [one, other].some((each) => each.level === 'now')
    ? 'now'
    : [one, other].some((each) => each.level === 'ask')
      ? 'ask'
      : 'none'
  return {
    level,
    kinds: DANGER_KINDS.filter((kind) => one.kinds.includes(kind) || other.kinds.includes(kind)),
  }
}

function heaviest<T>(ids: readonly T[], weights: readonly Map<T, number>[]): Map<T, number> {
  return new Map(ids.map((id) => [id, Math.max(0, ...weights.map((one) => one.get(id) ?? 0))]))
}
