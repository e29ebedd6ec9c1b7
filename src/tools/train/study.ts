import { CRIMES } from '../../domain/crimes.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'
import type { Features } from '../../adapters/understanding-local/recogniser/features.ts'
import { FIXED } from '../../adapters/understanding-local/recogniser/features.ts'
import { CRIME_HEADS, DANGER_HEADS, HEADS } from '../../adapters/understanding-local/recogniser/model.ts'
import { hashOf, rowOf } from '../../adapters/understanding-local/recogniser/vocabulary.ts'
import type { Vocabulary } from '../../adapters/understanding-local/recogniser/vocabulary.ts'
import type { HeardLine } from '../heard/line.ts'
import { fitHeads } from './fit-heads.ts'

/** One text of the corpus, read: who wrote it, what it means, what it shows. */
export interface Example {
  readonly writer: string
  readonly language: string
  readonly line: HeardLine
  readonly features: Features
  readonly encoding: Float32Array
}

/** How weights are learned: chosen on writers left out, 23 November 2026. */
const HOW = { hold: 1e-4, rounds: 12, pace: 0.1 }
/** A feature must stand in this many texts to be learned. */
const SEEN = 2

/** Learned weights, `HEADS` numbers a feature, the starting values apart. */
export interface Learned {
  readonly vocabulary: Vocabulary
  readonly encoded: number
  readonly full: Float32Array
  readonly start: Float32Array
}

/** Learns all heads from examples. Deterministic: the same examples in the same order give the same weights. */
export function study(examples: readonly Example[]): Learned {
  const vocabulary = vocabularyOf(examples.map(({ features }) => features))
  const encoded = examples[0]?.encoding.length ?? 0
  const rows = examples.map(({ features, encoding }) => rowOf(features, vocabulary, encoding))
  const places = FIXED.length + encoded + vocabulary.hashes.length
  const full = new Float32Array(places * HEADS)
  const start = new Float32Array(HEADS)
  let first = 0
  for (const lesson of lessons(examples)) {
    const learned = fitHeads({ ...lesson, rows, features: places, ...HOW })
    for (let place = 0; place < places; place++)
      for (let h = 0; h < lesson.heads; h++)
        full[place * HEADS + first + h] = learned[place * lesson.heads + h] as number
    for (let h = 0; h < lesson.heads; h++) start[first + h] = learned[places * lesson.heads + h] as number
    first += lesson.heads
  }
  return { vocabulary, encoded, full, start }
}

function vocabularyOf(all: readonly Features[]): Vocabulary {
  const holders = new Map<number, number>()
  for (const { named } of all)
    for (const family of named)
      for (const name of family.keys()) holders.set(hashOf(name), (holders.get(hashOf(name)) ?? 0) + 1)
  const kept = [...holders].filter(([, texts]) => texts >= SEEN).toSorted(([one], [other]) => one - other)
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, texts]) => Math.log((1 + all.length) / (1 + texts)) + 1),
  }
}

interface Lesson {
  readonly targets: Float32Array
  readonly heads: number
  readonly kind: 'one' | 'each'
}

function lessons(examples: readonly Example[]): Lesson[] {
  const lesson = (heads: number, kind: 'one' | 'each', of: (line: HeardLine) => number[]): Lesson => {
    const targets = new Float32Array(examples.length * heads)
    examples.forEach(({ line }, n) => targets.set(of(line), n * heads))
    return { targets, heads, kind }
  }
  return [
    lesson(CRIME_HEADS.length, 'one', crimeTargets),
    lesson(NEEDS.length, 'each', ({ needs }) => NEEDS.map((id) => Number(needs.includes(id)))),
    lesson(DANGER_HEADS.length, 'each', ({ danger }) => [
      ...DANGER_KINDS.map((kind) => Number(danger.kinds.includes(kind))),
      ...DANGER_KINDS.map((kind) => Number(danger.level === 'now' && danger.kinds.includes(kind))),
    ]),
  ]
}

/** The main crime has most of the whole, the others share the rest. */
const MAIN = 0.75

function crimeTargets({ crimes }: HeardLine): number[] {
  if (crimes.length === 0) return CRIME_HEADS.map((id) => Number(id === 'none'))
  const rest = crimes.length === 1 ? 0 : (1 - MAIN) / (crimes.length - 1)
  return [
    ...CRIMES.map((id) =>
      id === crimes[0] ? 1 - rest * (crimes.length - 1) : crimes.includes(id) ? rest : 0,
    ),
    0,
  ]
}
