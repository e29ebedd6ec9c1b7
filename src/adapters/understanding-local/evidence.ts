import { finderOf, NEGATION, WALL } from './finder.ts'
import type { Sought } from './finder.ts'
import { remembering } from './fold.ts'
import type { Compile } from './pattern.ts'
import type { Read } from './reading.ts'
import { correctionOf } from './spelling.ts'
import { stem } from './stem.ts'
import type { Evidence } from './words.ts'

/** What the first phrase, each further phrase, and a phrase that speaks against it are worth. */
const FIRST = 3
const FURTHER = 1.2
const MOST_FURTHER = 3
const AGAINST = 3
/** The most that single words, and words in common with the phrases, can be worth together. */
const MOST_WORDS = 3
const MOST_COMMON = 1.4
const COMMON = 0.22
/** Words in the phrases of more ids than this tell nothing: a long account holds them all. */
const MOST_HOLDERS = 5

type Kind = 'phrase' | 'word' | 'not'
interface Meaning<T> {
  readonly id: T
  readonly kind: Kind
  readonly weight: number
  readonly key: number
}

/** Weighs a text for each id; ids without any evidence are absent. */
export type Weigher<T> = (read: Read) => Map<T, number>

/**
 * Compiles the evidence for crimes or for needs. Phrases count most, single words less, and words that a text has in
 * common with the phrases of few ids a little (inverse document frequency), so that near-variants are found too.
 */
export function weigherOf<T extends string>(
  all: Readonly<Record<T, Evidence>>,
  compile: Compile,
  real: readonly string[] = [],
): Weigher<T> {
  const ids = Object.keys(all) as T[]
  const sought = ids.flatMap((id) => soughtOf(id, all[id], compile))
  const finder = finderOf(sought)
  const common = commonWords(sought, ids.length)
  const correct = correctionOf(finder.vocabulary, real.map(stem))
  return ({ words, marks }) => {
    const stems = words.map(remembering((word) => correct(stem(word))))
    const hits = new Map<T, Map<number, Meaning<T>>>()
    for (const { meaning } of finder.find(stems, marks)) {
      const ofId = hits.get(meaning.id) ?? new Map<number, Meaning<T>>()
      hits.set(meaning.id, ofId.set(meaning.key, meaning))
    }
    const shared = inCommon(stems, marks, common)
    const weights = new Map<T, number>()
    for (const id of ids) {
      const weight =
        worth([...(hits.get(id)?.values() ?? [])]) + Math.min(MOST_COMMON, COMMON * (shared.get(id) ?? 0))
      if (weight > 0) weights.set(id, weight)
    }
    return weights
  }
}

function soughtOf<T>(id: T, { phrases, words, not }: Evidence, compile: Compile): Sought<Meaning<T>>[] {
  const written: [Kind, number, readonly string[]][] = [
    ['phrase', 0, phrases],
    ['not', 0, not ?? []],
    ...Object.entries(words).map(([word, weight]): [Kind, number, string[]] => ['word', weight, [word]]),
  ]
  return written
    .flatMap(([kind, weight, patterns]) => patterns.map((pattern) => ({ kind, weight, pattern })))
    .map(({ kind, weight, pattern }, key) => ({
      pattern: compile(pattern),
      meaning: { id, kind, weight, key },
      walls: WALL | NEGATION,
    }))
}

function worth(hits: readonly Meaning<unknown>[]): number {
  const phrases = hits.filter(({ kind }) => kind === 'phrase').length
  const against = hits.filter(({ kind }) => kind === 'not').length
  const words = hits.reduce((sum, { kind, weight }) => (kind === 'word' ? sum + weight : sum), 0)
  const strong = phrases === 0 ? 0 : FIRST + Math.min(MOST_FURTHER, (phrases - 1) * FURTHER)
  return Math.max(0, strong + Math.min(MOST_WORDS, words) - against * AGAINST)
}

/**
 * For each stem, the ids whose phrases hold it and how telling it is for them. Words of groups are left out: they are in
 * the phrases of many ids and tell them apart badly.
 */
function commonWords<T>(
  sought: readonly Sought<Meaning<T>>[],
  ids: number,
): Map<string, { ids: T[]; idf: number }> {
  const holders = new Map<string, Set<T>>()
  for (const { pattern, meaning } of sought) {
    if (meaning.kind !== 'phrase') continue
    for (const places of pattern)
      for (const { slot } of places) for (const word of slot.own) hold(word, meaning.id)
  }
  return new Map(
    [...holders]
      .filter(([, held]) => held.size <= MOST_HOLDERS)
      .map(([word, held]) => [word, { ids: [...held], idf: Math.log(ids / held.size) }]),
  )
  function hold(word: string, id: T): void {
    const held = holders.get(word)
    if (held) held.add(id)
    else holders.set(word, new Set<T>([id]))
  }
}

function inCommon<T>(
  stems: readonly string[],
  marks: Uint8Array,
  common: ReadonlyMap<string, { ids: T[]; idf: number }>,
): Map<T, number> {
  const shared = new Map<T, number>()
  const heard = new Set(stems.filter((_, at) => ((marks[at] ?? 0) & WALL) === 0))
  for (const word of heard) {
    const held = common.get(word)
    for (const id of held?.ids ?? []) shared.set(id, (shared.get(id) ?? 0) + (held?.idf ?? 0))
  }
  return shared
}
