import type { Crime } from '../../domain/crimes.ts'
import type { Need } from '../../domain/needs.ts'
import type { Guess } from '../../ports/understanding.ts'

/** Weight that a text has before anything is known: keeps one weak word from looking certain. */
const DOUBT = 1.6
/** A crime is proposed from this weight, tuned on texts of our own, and only near the heaviest. */
const ENOUGH = 1.6
const BESIDE = 0.55
const MOST_ACCEPTED = 3
const FEWEST = 3
const MOST = 6
/** Below this a need is not worth a mention. */
const SLIGHT = 0.9
/** Confidence of a crime without any evidence, so that at least three are always named. */
const FAINT = 0.001

type Weights<T> = ReadonlyMap<T, number>

/** The crimes from likeliest, at least three; confidences add up to at most one. */
export function likeliest(weights: Weights<Crime>): Guess<Crime>[] {
  const sorted = byWeight(weights)
  const total = sorted.reduce((sum, [, weight]) => sum + weight ** 2, 0) + DOUBT ** 2
  return sorted
    .filter(([, weight], at) => at < FEWEST || (at < MOST && weight >= 1))
    .map(([id, weight]) => ({
      id,
      confidence: round(Math.max(FAINT, (weight ** 2 / total) * (1 - FEWEST * FAINT))),
    }))
}

/** The crimes sure enough to be proposed. `other` stands alone: it means that none of the others fits. */
export function acceptedOf(weights: Weights<Crime>): Crime[] {
  const sorted = byWeight(weights)
  const heaviest = sorted[0]?.[1] ?? 0
  const near = sorted
    .filter(([, weight]) => weight >= ENOUGH && weight >= heaviest * BESIDE)
    .map(([id]) => id)
  const named = near.filter((id) => id !== 'other')
  return (named.length > 0 ? named : near).slice(0, MOST_ACCEPTED)
}

/** The needs that were heard, likeliest first; each confidence stands for itself. */
export function likelyNeeds(weights: Weights<Need>): Guess<Need>[] {
  return byWeight(weights)
    .filter(([, weight]) => weight >= SLIGHT)
    .map(([id, weight]) => ({ id, confidence: round(weight / (weight + 2)) }))
}

const byWeight = <T>(weights: Weights<T>): [T, number][] =>
  [...weights].sort(([, one], [, other]) => other - one)

const round = (confidence: number): number => Math.floor(confidence * 1000) / 1000
