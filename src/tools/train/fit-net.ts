import {
  CRIME_HEADS,
  DANGER_HEADS,
  FROM,
  HEADS,
} from '../../adapters/understanding-local/recogniser/heads.ts'
import { smallTable } from '../../adapters/understanding-local/recogniser/net.ts'
import type { Net, Row } from '../../adapters/understanding-local/recogniser/net.ts'
import { drawing, shuffle } from './chance.ts'
import { bag, dense } from './layers.ts'

/** What is to be learned: texts as numbers and, for each text and head, 0 to 1, text after text. Plain data. */
export interface Lesson {
  readonly rows: readonly Row[]
  /** Sentence vectors, `encoded` numbers a text. */
  readonly encodings: Float32Array
  readonly encoded: number
  readonly targets: Float32Array
  readonly places: number
  readonly seed: number
}

/** Sizes and pace, chosen on writers left out (decision 11). */
const BAGGED = 64
const PROJECTED = 192
const ROUNDS = 8
const TOGETHER = 64
const PACE = 2e-3
const BAG_PACE = 0.02
/** How much of what a network sees and thinks is hidden from it while it learns (dropout). */
const HIDE = { words: 0.2, encoding: 0.1, hidden: 0.4 }
/** How much each family of heads counts, all its heads together, beside the crimes. */
const WEIGHT = { needs: 2, danger: 6 }

/**
 * Learns a small network, texts in batches: the bag by AdaGrad on what each batch touches, the rest by Adam on a pace
 * that rises and falls (one cycle). Every draw comes from the seed, so the same lesson gives the same network.
 */
export function fitNet(lesson: Lesson): Net {
  const { rows, encoded, encodings } = lesson
  const draw = drawing(lesson.seed)
  const words = bag(lesson.places, BAGGED, draw)
  const project = dense(encoded, PROJECTED, draw)
  const heads = dense(BAGGED + PROJECTED, HEADS, draw)
  const hidden = new Float32Array(BAGGED + PROJECTED)
  const back = new Float32Array(hidden.length)
  const scores = new Float32Array(HEADS)
  const order = Uint32Array.from(rows.keys())
  const steps = ROUNDS * Math.ceil(rows.length / TOGETHER)
  for (let round = 0, step = 0; round < ROUNDS; round++) {
    shuffle(order, draw)
    for (let from = 0; from < order.length; from += TOGETHER, step++) {
      const batch = order.subarray(from, from + TOGETHER)
      for (const n of batch) {
        const row = hide(rows[n] as Row, draw)
        const encoding = dropped(encodings.slice(n * encoded, (n + 1) * encoded), HIDE.encoding, draw)
        project.forward(encoding, hidden, BAGGED)
        hidden.fill(0, 0, BAGGED)
        words.forward(row, hidden)
        dropped(rectified(hidden), HIDE.hidden, draw)
        heads.forward(hidden, scores, 0)
        heads.backward(hidden, errors(lesson.targets, n * HEADS, scores, 1 / batch.length), 0, back)
        for (let j = 0; j < back.length; j++) back[j]! /= 1 - HIDE.hidden
        project.backward(encoding, back, BAGGED)
        words.learn(row, back, BAG_PACE)
      }
      const pace = PACE * cycle(step / steps)
      project.learn(pace)
      heads.learn(pace)
    }
  }
  return {
    bagged: BAGGED,
    projected: PROJECTED,
    bag: smallTable(words.weights, BAGGED),
    project: smallTable(project.weights, PROJECTED),
    projectStart: project.start,
    heads: heads.weights,
    headStart: heads.start,
  }
}

/** What is below nothing is nothing, in place. */
function rectified(numbers: Float32Array): Float32Array {
  for (let j = 0; j < numbers.length; j++) if (numbers[j]! < 0) numbers[j] = 0
  return numbers
}

/** Some of the numbers hidden and the others a little louder, in place. */
function dropped(numbers: Float32Array, share: number, draw: () => number): Float32Array {
  for (let j = 0; j < numbers.length; j++)
    if (numbers[j] !== 0) numbers[j] = draw() < share ? 0 : numbers[j]! / (1 - share)
  return numbers
}

/** A row with some of its words hidden and the others a little louder. */
function hide({ at, value }: Row, draw: () => number): Row {
  const kept = Array.from(at.keys()).filter(() => draw() >= HIDE.words)
  return {
    at: Uint32Array.from(kept, (k) => at[k] as number),
    value: Float32Array.from(kept, (k) => (value[k] as number) / (1 - HIDE.words)),
  }
}

/** Up over the first fifth, then down to nothing, as a cosine (Smith and Topin, 2018). */
function cycle(part: number): number {
  const rise = 0.2
  return part < rise
    ? 0.04 + 0.96 * 0.5 * (1 - Math.cos((Math.PI * part) / rise))
    : 0.5 * (1 + Math.cos((Math.PI * (part - rise)) / (1 - rise)))
}

const slopes = new Float32Array(HEADS)

/** How far each head is from its target, weighed: crimes and languages as shares of a whole, the others each alone. */
function errors(targets: Float32Array, from: number, scores: Float32Array, share: number): Float32Array {
  softmax(0, CRIME_HEADS.length)
  softmax(FROM.languages, HEADS)
  alone(FROM.needs, FROM.danger, WEIGHT.needs / (FROM.danger - FROM.needs))
  alone(FROM.danger, FROM.languages, WEIGHT.danger / DANGER_HEADS.length)
  return slopes

  function softmax(first: number, end: number): void {
    let most = Number.NEGATIVE_INFINITY
    for (let h = first; h < end; h++) most = Math.max(most, scores[h]!)
    let whole = 0
    for (let h = first; h < end; h++) whole += Math.exp(scores[h]! - most)
    for (let h = first; h < end; h++)
      slopes[h] = share * (Math.exp(scores[h]! - most) / whole - targets[from + h]!)
  }

  function alone(first: number, end: number, weight: number): void {
    for (let h = first; h < end; h++)
      slopes[h] = share * weight * (1 / (1 + Math.exp(-scores[h]!)) - targets[from + h]!)
  }
}
