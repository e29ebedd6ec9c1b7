import type { Crime } from '../../../domain/crimes.ts'
import { CRIMES } from '../../../domain/crimes.ts'
import type { Danger, DangerKind } from '../../../domain/danger.ts'
import { DANGER_KINDS, NO_DANGER } from '../../../domain/danger.ts'
import { NEEDS } from '../../../domain/needs.ts'
import type { Need } from '../../../domain/needs.ts'
import type { Guess } from '../../../ports/understanding.ts'
import { CRIME_HEADS, FROM, LANGUAGES } from './heads.ts'
import type { HeardLanguage } from './heads.ts'
import type { Calibration, Calibrations } from './model.ts'

/** What a trained model makes of one text. */
export interface Recognised {
  readonly crimes: readonly Guess<Crime>[]
  readonly accepted: readonly Crime[]
  readonly needs: readonly Guess<Need>[]
  readonly danger: Danger
  /** Whether danger was more than hinted at. */
  readonly isSure: boolean
  /** Whether it is likelier than not that it is now, by itself and not because danger is so sure. */
  readonly isSurelyNow: boolean
  readonly language: Guess<HeardLanguage>
}

const FEWEST = 3
const MOST = 6
const MOST_ACCEPTED = 3
/** A crime below this share is not worth a place after the third. */
const SLIGHT = 0.05

/** Turns the scores of a model's heads into what is said of a text. Pure. */
export function recognise(scores: Float64Array, calibrations: Calibrations): Recognised {
  const language = languageOf(scores)
  const calibration = calibrations[isOther(language) ? 'others' : 'en']
  const shares = crimeShares(scores, calibration)
  const sorted = CRIMES.map((id, at): Guess<Crime> => ({ id, confidence: shares[at] ?? 0 })).toSorted(
    (one, other) => other.confidence - one.confidence,
  )
  const likely = likelyDanger(scores)
  return {
    crimes: sorted.slice(0, MOST).filter((one, at) => at < FEWEST || one.confidence >= SLIGHT),
    accepted: acceptedOf(sorted, shares[CRIMES.length] ?? 0, calibration),
    needs: needsOf(scores, calibration),
    danger: dangerOf(likely, calibration),
    isSure: likely.atAll >= calibration.sure,
    isSurelyNow: likely.nowAlone >= 0.5,
    language,
  }
}

/** How likely danger is, of any kind and of each. */
export interface Likely {
  readonly atAll: number
  readonly now: number
  /** The same without what the surety of danger adds. */
  readonly nowAlone: number
  readonly kinds: Readonly<Record<DangerKind, number>>
}

/**
 * The surer it is that there is danger at all, the less is needed to answer it at once: look-alikes are unsure in both.
 * Chosen on writers left out: now heard as now rises from 0.79 to 0.84 at the same look-alikes.
 */
const SURER = 0.5

/** How likely danger is: of any kind, whichever of the heads is surest of it. */
export function likelyDanger(scores: Float64Array): Likely {
  const size = DANGER_KINDS.length
  const head = (at: number): number => scores[FROM.danger + at] ?? 0
  const kinds = DANGER_KINDS.map((_, at) => head(at))
  const atAll = Math.max(head(2 * size), ...kinds)
  const now = Math.max(head(2 * size + 1), ...DANGER_KINDS.map((_, at) => head(size + at)))
  return {
    atAll: logistic(atAll),
    now: logistic(now + SURER * atAll),
    nowAlone: logistic(now),
    kinds: Object.fromEntries(DANGER_KINDS.map((kind, at) => [kind, logistic(kinds[at] ?? 0)])) as Record<
      DangerKind,
      number
    >,
  }
}

/** From this share on a text counts as one in another language. */
const OTHER = 0.5
const isOther = ({ id, confidence }: Guess<HeardLanguage>): boolean => id !== 'en' && confidence >= OTHER

/** The shares of the crimes, and of none of them. */
export function crimeShares(
  scores: Float64Array,
  { crimes, none }: Pick<Calibration, 'crimes' | 'none'>,
): number[] {
  const own = scores.slice(0, CRIME_HEADS.length)
  own[CRIMES.length] = (own[CRIMES.length] ?? 0) + none
  return sharesOf(own, crimes)
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
    const score = scores[FROM.needs + at] ?? 0
    return { id, confidence: logistic(score * calibration.needs) }
  })
    .filter(({ confidence }) => confidence >= calibration.need)
    .toSorted((one, other) => other.confidence - one.confidence)
}

function dangerOf({ atAll, now, kinds }: Likely, calibration: Calibration): Danger {
  const level = now >= calibration.now ? 'now' : atAll >= calibration.ask ? 'ask' : 'none'
  if (level === 'none') return NO_DANGER
  const likeliest = DANGER_KINDS.reduce((most, kind) => (kinds[kind] > kinds[most] ? kind : most))
  return {
    level,
    kinds: DANGER_KINDS.filter((kind) => kind === likeliest || kinds[kind] >= calibration.kind[kind]),
  }
}

/** The language that a text is in, and how sure that is. */
function languageOf(scores: Float64Array): Guess<HeardLanguage> {
  const shares = sharesOf(scores.subarray(FROM.languages, FROM.languages + LANGUAGES.length), 1)
  const at = shares.reduce((best, share, k) => (share > (shares[best] ?? 0) ? k : best), 0)
  return { id: LANGUAGES[at] ?? 'en', confidence: shares[at] ?? 0 }
}

const logistic = (score: number): number => 1 / (1 + Math.exp(-score))
