import type { Crime } from '../../domain/crimes.ts'
import { CRIMES } from '../../domain/crimes.ts'
import type { HeardDanger } from '../../domain/danger.ts'
import { DANGER_KINDS, NOTHING_HEARD } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'
import type { Need } from '../../domain/needs.ts'
import { dangerEar } from './danger.ts'
import { weigherOf } from './evidence.ts'
import { fold } from './fold.ts'
import { mayBeIn, surelyIn } from './language.ts'
import { compilerOf } from './pattern.ts'
import type { ParsedWords } from './parse-words.ts'
import { readerOf } from './reading.ts'
import type { Read } from './reading.ts'
import { stem } from './stem.ts'

/** What phrases make of a text: synchronous, no model, no network, nothing kept. */
export interface Phrases {
  danger(text: string): HeardDanger
  /** How heavily the phrases speak for each crime and need; those without any evidence weigh 0. */
  weigh(text: string): { readonly crimes: Map<Crime, number>; readonly needs: Map<Need, number> }
  /** The words of a text in the usual spelling of the first language, `.` between sentences. */
  words(text: string): string[]
  /** The named groups of words of the first language. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

/** What one language hears. */
interface Ear {
  read(text: string): Read
  danger(read: Read): HeardDanger
  crimes(read: Read): Map<Crime, number>
  needs(read: Read): Map<Need, number>
}

/**
 * Listens for the phrases of all the languages given, whichever the person chose, because people cry for help in the
 * language they think in. What is plainly English is not also read as Welsh: the same letters mean other things there.
 */
export function phrasesOf(languages: readonly ParsedWords[]): Phrases {
  const ears = languages.map((words) => ({ language: words.language, ear: once(() => earOf(words)) }))
  const first = languages.find(({ language }) => language === 'en') ?? languages[0]
  if (!first) throw new Error('there is no language whose words say what danger sounds like')
  /** Those whose language the text may be in. */
  const awake = (text: string): Ear[] => {
    const mayBe = mayBeIn(text)
    return ears
      .filter(({ language }) => language === first.language || mayBe(language))
      .map(({ ear }) => ear())
  }
  const dangerIn = (text: string): HeardDanger =>
    awake(text)
      .map((ear) => ear.danger(ear.read(text)))
      .reduce(worse, NOTHING_HEARD)
  // The first message must not wait for the usual language to be compiled.
  ears.find(({ language }) => language === first.language)?.ear()
  return {
    danger(text) {
      const heard = dangerIn(text)
      const { language, ...unspoken } = heard
      if (language === undefined || surelyIn(text) === language) return heard
      return isSaidAnywhere(text) ? unspoken : heard
    },
    weigh(text) {
      const heard = awake(text).map((ear) => {
        const read = ear.read(text)
        return { crimes: ear.crimes(read), needs: ear.needs(read) }
      })
      const crimes = heard.map((one) => one.crimes)
      const needs = heard.map((one) => one.needs)
      return { crimes: heaviest(crimes, CRIMES), needs: heaviest(needs, NEEDS) }
    },
    words: (text) => fold(text, first.folding),
    groups: first.folding.groups,
  }
}

/** Both dangers together: the higher level and its language, the kinds and signs of both. */
export function worse(one: HeardDanger, other: HeardDanger): HeardDanger {
  const [higher, lower] =
    LEVELS.indexOf(other.level) > LEVELS.indexOf(one.level) ? [other, one] : [one, other]
  if (lower.level === 'none') return higher
  const { level, language } = higher
  return {
    level,
    kinds: DANGER_KINDS.filter((kind) => one.kinds.includes(kind) || other.kinds.includes(kind)),
    signs: [...new Set([...one.signs, ...other.signs])],
    ...(language !== undefined && { language }),
  }
}

/**
 * A cry that does not say in which language the card should be: a number to ring or the three letters, alone or with the
 * commonest English words around them.
 */
const isSaidAnywhere = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{Nd}]+/gu) ?? []).every((word) => ANYWHERE.test(word))
const ANYWHERE =
  /^(?:\p{Nd}+|sos|i|we|me|please|pls|call(?:ed|ing)?|ring(?:ing)?|rang|phone[d]?|dial(?:led)?|need|want|get|send|help|the|a|to|for|now|just|can|you|have|it|is|on)$/u

const LEVELS = ['none', 'ask', 'now']

function earOf({ words, folding, language }: ParsedWords): Ear {
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
    danger(read) {
      const heard = danger.hear(read)
      return heard.level === 'none' || language === 'en' ? heard : { ...heard, language }
    },
    crimes: (read) => weighers().crimes(read),
    needs: (read) => weighers().needs(read),
  }
}

/** Made at the first use: most conversations never need the crimes, or the ear of another language. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => (made ??= { it: make() }).it
}

function heaviest<T>(weights: readonly Map<T, number>[], ids: readonly T[]): Map<T, number> {
  return new Map(ids.map((id) => [id, Math.max(0, ...weights.map((one) => one.get(id) ?? 0))]))
}
