import type { Features } from './features.ts'
import { hashOf } from '../hash.ts'
import { FIXED, NUMBER } from './features.ts'
import type { Row } from './net.ts'

/** The named features that a model knows: `hashes` in rising order, and how rare each is (inverse document frequency). */
export interface Vocabulary {
  readonly hashes: Uint32Array
  readonly rarity: Float32Array
}

/** How many places a bag has: the fixed features first, then the named ones. */
export const placesOf = (vocabulary: Vocabulary): number => FIXED.length + vocabulary.hashes.length

/**
 * Looks the features of a text up. Each family of named features is weighed by rarity and brought to length 1, so that a
 * long text does not outweigh a short one.
 */
export function rowOf(features: Features, vocabulary: Vocabulary): Row {
  const at: number[] = []
  const value: number[] = []
  const add = (place: number, one: number): void => {
    if (one === 0) return
    at.push(place)
    value.push(one)
  }
  features.fixed.forEach((one, place) => add(place, one))
  for (const family of features.named) {
    const first = at.length
    let square = 0
    for (const [name, times] of family) {
      const place = find(vocabulary.hashes, hashOf(name))
      if (place < 0) continue
      const one = (1 + Math.log(times)) * (vocabulary.rarity[place] ?? 0)
      square += one * one
      add(FIXED.length + place, one)
    }
    const length = Math.sqrt(square) || 1
    for (let k = first; k < value.length; k++) value[k] = (value[k] ?? 0) / length
  }
  return { at: Uint32Array.from(at), value: Float32Array.from(value) }
}

/**
 * The share of a text's different words, numbers apart, that the vocabulary knows: of a name, a postcode or a language
 * never learned it is small.
 */
export function knownShare({ named: [words] }: Features, { hashes }: Vocabulary): number {
  const single = [...(words?.keys() ?? [])].filter((name) => !name.slice(2).includes(' ') && name !== NUMBER)
  return single.filter((name) => find(hashes, hashOf(name)) >= 0).length / Math.max(1, single.length)
}

function find(hashes: Uint32Array, hash: number): number {
  let [low, high] = [0, hashes.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = hashes[middle] as number
    if (there === hash) return middle
    if (there < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}
