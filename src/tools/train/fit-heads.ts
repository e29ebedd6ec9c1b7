import type { Row } from '../../adapters/understanding-local/recogniser/vocabulary.ts'

/** What is to be learned: for each row and head, 0 to 1; row after row. */
export interface Lesson {
  readonly rows: readonly Row[]
  readonly targets: Float32Array
  readonly heads: number
  readonly features: number
  /** `one`: the heads share a whole (softmax). `each`: every head stands for itself (one against the rest). */
  readonly kind: 'one' | 'each'
  /** How strongly large weights are held down (L2), for each time a feature is met. */
  readonly hold: number
  /** How often every row is gone through. */
  readonly rounds: number
  /** How far the first step goes. */
  readonly pace: number
}

/**
 * Learns linear heads by logistic regression, row by row, each weight at a pace that slows with what it has already
 * learned (AdaGrad; Duchi, Hazan and Singer, 2011). The order of rows is drawn from a fixed seed, so the same lesson
 * gives the same weights. Returns them feature after feature, `heads` numbers each; the last `heads` numbers are the
 * heads' own starting values.
 */
export function fitHeads(lesson: Lesson): Float32Array {
  const { heads, features, rows } = lesson
  const weights = new Float32Array((features + 1) * heads)
  const learned = new Float32Array(weights.length).fill(1e-6)
  const scores = new Float64Array(heads)
  const order = Uint32Array.from(rows.keys())
  const draw = drawing(7)
  for (let round = 0; round < lesson.rounds; round++) {
    shuffle(order, draw)
    for (const n of order) {
      const { at, value } = rows[n] as Row
      score(at, value, weights, features * heads, scores)
      if (lesson.kind === 'one') softmaxError(lesson.targets, n * heads, scores)
      else logisticError(lesson.targets, n * heads, scores)
      learn(at, value, scores, weights, learned, lesson)
    }
  }
  return weights
}

function score(
  at: Uint32Array,
  value: Float32Array,
  weights: Float32Array,
  starts: number,
  scores: Float64Array,
): void {
  const heads = scores.length
  for (let h = 0; h < heads; h++) scores[h] = weights[starts + h] as number
  for (let k = 0; k < at.length; k++) {
    const base = (at[k] as number) * heads
    const one = value[k] as number
    for (let h = 0; h < heads; h++) scores[h] = (scores[h] as number) + one * (weights[base + h] as number)
  }
}

/** Turns scores into how far each head is from its target, in place. */
function softmaxError(targets: Float32Array, from: number, scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const one of scores) if (one > most) most = one
  let whole = 0
  for (const one of scores) whole += Math.exp(one - most)
  for (let h = 0; h < scores.length; h++)
    scores[h] = Math.exp((scores[h] as number) - most) / whole - (targets[from + h] as number)
}

function logisticError(targets: Float32Array, from: number, scores: Float64Array): void {
  for (let h = 0; h < scores.length; h++)
    scores[h] = 1 / (1 + Math.exp(-(scores[h] as number))) - (targets[from + h] as number)
}

function learn(
  at: Uint32Array,
  value: Float32Array,
  error: Float64Array,
  weights: Float32Array,
  learned: Float32Array,
  { hold, pace, features }: Lesson,
): void {
  const heads = error.length
  for (let k = 0; k <= at.length; k++) {
    const isStart = k === at.length
    const base = (isStart ? features : (at[k] as number)) * heads
    const one = isStart ? 1 : (value[k] as number)
    const held = isStart ? 0 : hold
    for (let h = 0; h < heads; h++) {
      const weight = weights[base + h] as number
      const slope = one * (error[h] as number) + held * weight
      const sum = (learned[base + h] as number) + slope * slope
      learned[base + h] = sum
      weights[base + h] = weight - (pace * slope) / Math.sqrt(sum)
    }
  }
}

/** Numbers from 0 up to 1 that are the same every time (a linear congruential generator). */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shuffle(order: Uint32Array, draw: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1))
    const kept = order[at] as number
    order[at] = order[other] as number
    order[other] = kept
  }
}
