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
import type { Read } from './reading.ts'
import { stem } from './stem.ts'
import type { ParsedWords } from './parse-words.ts'

/** The same, from `<folder>/<language>/words.json`. Throws `WordsError` when an author made a mistake. */
export const understandingFromFiles = (folder: string): Understanding => localUnderstanding(loadWords(folder))

/** What one language hears. */
interface Ear {
  read(text: string): Read
  danger(read: Read): Danger
  crimes(read: Read): Map<Crime, number>
  needs(read: Read): Map<Need, number>
}

/**
 * Makes sense of a person's own words by phrases and words alone: no model, no network, nothing kept. Listens in all
 * the languages given, whichever the person chose, because people cry for help in the language they think in.
 */
export function localUnderstanding(languages: readonly ParsedWords[]): Understanding {
  const ears = languages.map(earOf)
  return {
    danger: (text) => ears.map((ear) => ear.danger(ear.read(text))).reduce(worse, NO_DANGER),
    async understand(text, language): Promise<Understood> {
      const heard = ears.map((ear) => hear(ear, ear.read(text)))
      const crimes = heaviest(
        heard.map((one) => one.crimes),
        CRIMES,
      )
      return {
        lang: languageOf(text, language),
        crimes: likeliest(crimes),
        accepted: acceptedOf(crimes),
        needs: likelyNeeds(
          heaviest(
            heard.map((one) => one.needs),
            NEEDS,
          ),
        ),
        danger: heard.map((one) => one.danger).reduce(worse, NO_DANGER),
      }
    },
  }
}

function hear(ear: Ear, read: Read) {
  return { danger: ear.danger(read), crimes: ear.crimes(read), needs: ear.needs(read) }
}

function earOf({ words, folding }: ParsedWords): Ear {
  const compileWords = compilerOf(folding, (word) => word)
  const weighers = once(() => {
    const compileStems = compilerOf(folding, stem)
    return {
      crimes: weigherOf<Crime>(words.crimes, compileStems, words.reading.real),
      needs: weigherOf<Need>(words.needs, compileStems, words.reading.real),
    }
  })
  const danger = dangerEar(words, compileWords)
  return {
    read: readerOf(words, folding, danger.vocabulary, compileWords),
    danger: danger.hear,
    crimes: (read) => weighers().crimes(read),
    needs: (read) => weighers().needs(read),
  }
}

/** Made at the first use: crimes and needs can wait until a first message is read, and danger must not. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => (made ??= { it: make() }).it
}

function worse(one: Danger, other: Danger): Danger {
  const levels = [one.level, other.level]
  const level = levels.includes('now') ? 'now' : levels.includes('ask') ? 'ask' : 'none'
  return {
    level,
    kinds: DANGER_KINDS.filter((kind) => one.kinds.includes(kind) || other.kinds.includes(kind)),
  }
}

function heaviest<T>(weights: readonly Map<T, number>[], ids: readonly T[]): Map<T, number> {
  return new Map(ids.map((id) => [id, Math.max(0, ...weights.map((one) => one.get(id) ?? 0))]))
}
