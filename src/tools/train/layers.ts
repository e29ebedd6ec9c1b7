import { BAG_WEIGHT } from '../../adapters/understanding-local/recogniser/net.ts'
import type { Row } from '../../adapters/understanding-local/recogniser/net.ts'
import { adam } from './adam.ts'

type Draw = () => number

/** Small numbers around nothing. */
const small = (size: number, spread: number, draw: Draw): Float32Array =>
  Float32Array.from({ length: size }, () => (draw() + draw() + draw() - 1.5) * 2 * spread)

/** A layer in which every number of `input` counts for every number of `output`. */
export interface Dense {
  readonly weights: Float32Array
  readonly start: Float32Array
  /** Writes what `input` makes into `output` from `at` on. Numbers of the input that are nothing cost nothing. */
  forward(input: Float32Array, output: Float32Array, at: number): void
  /** Notes how far `output` is off from `at` on; `back`, if given, receives how far `input` is. */
  backward(input: Float32Array, off: Float32Array, at: number, back?: Float32Array): void
  /** Learns from what was noted since the last time. */
  learn(pace: number): void
}

/** A dense layer, with Adam. */
export function dense(inputs: number, outputs: number, draw: Draw): Dense {
  const weights = small(inputs * outputs, 1 / Math.sqrt(3 * inputs), draw)
  const start = new Float32Array(outputs)
  const [slope, startSlope] = [new Float32Array(weights.length), new Float32Array(outputs)]
  const [learner, startLearner] = [adam(weights), adam(start)]
  return {
    weights,
    start,
    forward(input, output, at) {
      for (let j = 0; j < outputs; j++) output[at + j] = start[j]!
      for (let k = 0; k < inputs; k++) {
        const one = input[k]!
        if (one === 0) continue
        const base = k * outputs
        for (let j = 0; j < outputs; j++) output[at + j]! += one * weights[base + j]!
      }
    },
    backward(input, off, at, back) {
      for (let j = 0; j < outputs; j++) startSlope[j]! += off[at + j]!
      for (let k = 0; k < inputs; k++) {
        const one = input[k]!
        if (back) back[k] = 0
        if (one === 0) continue
        const base = k * outputs
        let sum = 0
        for (let j = 0; j < outputs; j++) {
          const own = off[at + j]!
          sum += own * weights[base + j]!
          slope[base + j]! += one * own
        }
        if (back) back[k] = sum
      }
    },
    learn(pace) {
      learner.learn(slope, pace)
      startLearner.learn(startSlope, pace)
      slope.fill(0)
      startSlope.fill(0)
    },
  }
}

/** A layer that looks a text's features up and adds their rows. */
export interface Bag {
  readonly weights: Float32Array
  /** Adds the rows of these features onto the beginning of `output`. */
  forward(row: Row, output: Float32Array): void
  /** Learns at once how far the beginning of `output` is off, only for the features that were there (AdaGrad). */
  learn(row: Row, off: Float32Array, pace: number): void
}

/** A bag of rows of `size` numbers. */
export function bag(places: number, size: number, draw: Draw): Bag {
  const weights = small(places * size, 0.05, draw)
  const seen = new Float32Array(weights.length).fill(1e-16)
  return {
    weights,
    forward({ at, value }, output) {
      for (let k = 0; k < at.length; k++) {
        const base = at[k]! * size
        const times = value[k]! * BAG_WEIGHT
        for (let j = 0; j < size; j++) output[j]! += times * weights[base + j]!
      }
    },
    learn({ at, value }, off, pace) {
      for (let k = 0; k < at.length; k++) {
        const base = at[k]! * size
        const times = value[k]! * BAG_WEIGHT
        for (let j = 0; j < size; j++) {
          const slope = times * off[j]!
          if (slope === 0) continue
          const sum = (seen[base + j]! += slope * slope)
          weights[base + j]! -= (pace * slope) / Math.sqrt(sum)
        }
      }
    },
  }
}
