import { hashOf } from '../../adapters/understanding-local/hash.ts'
import { placesOf, rowOf } from '../../adapters/understanding-local/recogniser/vocabulary.ts'
import type { Vocabulary } from '../../adapters/understanding-local/recogniser/vocabulary.ts'
import type { Features } from '../../adapters/understanding-local/recogniser/features.ts'
import { HEADS } from '../../adapters/understanding-local/recogniser/heads.ts'
import type { HeardLine } from '../heard/line.ts'
import type { Lesson } from './fit-net.ts'
import { targetsOf } from './lessons.ts'

/** One text of the corpus, read: who wrote it, what it means, what it shows. */
export interface Example {
  readonly writer: string
  readonly language: string
  readonly line: HeardLine
  readonly features: Features
  readonly encoding: Float32Array
}

/** A feature must stand in this many texts to be learned, and of more features than this the commonest are. */
const SEEN = 3
const MOST = 66_000

/** The named features that stand in enough of the examples, and how rare each is. */
export function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const holders = new Map<number, number>()
  for (const { features } of examples)
    for (const family of features.named)
      for (const name of family.keys()) holders.set(hashOf(name), (holders.get(hashOf(name)) ?? 0) + 1)
  const kept = [...holders]
    .filter(([, texts]) => texts >= SEEN)
    .toSorted(([one, texts], [other, others]) => others - texts || one - other)
    .slice(0, MOST)
    .toSorted(([one], [other]) => one - other)
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, texts]) => Math.log((1 + examples.length) / (1 + texts)) + 1),
  }
}

/** The examples as one lesson; a network each is learned from it with another seed. */
export function lessonOf(examples: readonly Example[], vocabulary: Vocabulary): Omit<Lesson, 'seed'> {
  const encoded = examples[0]?.encoding.length ?? 0
  const encodings = new Float32Array(examples.length * encoded)
  const targets = new Float32Array(examples.length * HEADS)
  examples.forEach(({ encoding, line, language }, n) => {
    encodings.set(encoding, n * encoded)
    targets.set(targetsOf(line, language), n * HEADS)
  })
  return {
    rows: examples.map(({ features }) => rowOf(features, vocabulary)),
    encodings,
    encoded,
    targets,
    places: placesOf(vocabulary),
  }
}
