import type { Crime } from '../../../domain/crimes.ts'
import { CRIMES } from '../../../domain/crimes.ts'
import type { Danger, DangerKind } from '../../../domain/danger.ts'
import { DANGER_KINDS } from '../../../domain/danger.ts'
import { NEEDS } from '../../../domain/needs.ts'
import type { Need } from '../../../domain/needs.ts'
import type { Guess } from '../../../ports/understanding.ts'
import { CRIME_HEADS } from './model.ts'
import type { Calibration } from './model.ts'

/** What a trained model makes of one text. */
export interface Recognised {
  readonly crimes: readonly Guess<Crime>[]
  readonly accepted: readonly Crime[]
  readonly needs: readonly Guess<Need>[]
  readonly danger: Danger
}

const FEWEST = 3
const MOST = 6
const MOST_ACCEPTED = 3
/** A crime below this share is not worth a place after the third. */
const SLIGHT = 0.05

/** Turns the scores of a model's heads into what is said of a text. Pure. */
export function recognise(scores: Float64Array, calibration: Calibration): Recognised {
  const shares = sharesOf(scores.subarray(0, CRIME_HEADS.length), calibration.crimes)
  const sorted = CRIMES.map((id, at): Guess<Crime> => ({ id, confidence: shares[at] ?? 0 })).toSorted(
    (one, other) => other.confidence - one.confidence,
  )
  return {
    crimes: sorted.slice(0, MOST).filter((one, at) => at < FEWEST || one.confidence >= SLIGHT),
    accepted: acceptedOf(sorted, shares[CRIMES.length] ?? 0, calibration),
    needs: needsOf(scores, calibration),
    danger: dangerOf(probabilitiesOf(scores), calibration),
  }
}

/** The probability of each kind of danger, at all and now. */
export function probabilitiesOf(scores: Float64Array): Record<DangerKind, { atAll: number; now: number }> {
  const from = CRIME_HEADS.length + NEEDS.length
  return Object.fromEntries(
    DANGER_KINDS.map((kind, at) => [
      kind,
      {
        atAll: logistic(scores[from + at] ?? 0),
        now: logistic(scores[from + DANGER_KINDS.length + at] ?? 0),
      },
    ]),
  ) as Record<DangerKind, { atAll: number; now: number }>
}

/** Scores as shares of a whole, after temperature scaling (Guo and others, 2017). */
export function sharesOf(scores: Float64Array, times: number): number[] {
  const most = scores.reduce((high, one) => Math.max(high, one), Number.NEGATIVE_INFINITY)
  const raised = Array.from(scores, (one) => Math.exp((one - most) * times))
  const whole = raised.reduce((sum, one) => sum + one, 0)
  return raised.map((one) => one / whole)
}

function acceptedOf(sorted: readonly Guess<Crime>[], none: number, calibration: Calibration): Crime[] {
  const [first] = sorted
  if (!first || first.confidence < calibration.accept || first.confidence < none) return []
  const others = sorted
    .slice(1, MOST_ACCEPTED)
    .filter(({ confidence, id }) => confidence >= calibration.beside && id !== 'other')
  return first.id === 'other' ? [first.id] : [first.id, ...others.map(({ id }) => id)]
}

function needsOf(scores: Float64Array, calibration: Calibration): Guess<Need>[] {
  return NEEDS.map((id, at): Guess<Need> => {
    const score = scores[CRIME_HEADS.length + at] ?? 0
    return { id, confidence: logistic(score * calibration.needs) }
  })
    .filter(({ confidence }) => confidence >= calibration.need)
    .toSorted((one, other) => other.confidence - one.confidence)
}

function dangerOf(likely: ReturnType<typeof probabilitiesOf>, calibration: Calibration): Danger {
  const kinds = DANGER_KINDS.filter(
    (kind) => likely[kind].atAll >= calibration.ask[kind] || likely[kind].now >= calibration.now[kind],
  )
  const isNow = DANGER_KINDS.some((kind) => likely[kind].now >= calibration.now[kind])
  return { level: isNow ? 'now' : kinds.length > 0 ? 'ask' : 'none', kinds }
}

const logistic = (score: number): number => 1 / (1 + Math.exp(-score))
