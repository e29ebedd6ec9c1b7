import { CRIMES } from '../../domain/crimes.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import type { DangerKind } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'
import { CRIME_HEADS, FROM } from '../../adapters/understanding-local/recogniser/heads.ts'
import type { Calibration } from '../../adapters/understanding-local/recogniser/model.ts'
import {
  crimeShares,
  likelyDanger,
  sharesOf,
} from '../../adapters/understanding-local/recogniser/recognise.ts'
import type { Danger, HeardDanger } from '../../domain/danger.ts'
import type { HeardLine } from '../heard/line.ts'

/** One text with the scores of a model that had not seen its writer, and what the phrases alone heard. */
export interface Unseen {
  readonly line: HeardLine
  readonly scores: Float64Array
  readonly floor: HeardDanger
}

/** What may go wrong so that little is missed, as shares of look-alikes, those that the phrases hear included. */
export interface Allowed {
  /** Asked about for nothing. */
  readonly asked: number
  /** Answered at once for nothing. */
  readonly atOnce: number
}

/** A little under the bars of design.md section 6. */
export const IN_ENGLISH: Allowed = { asked: 0.285, atOnce: 0.027 }
/**
 * In other languages the model knows less, and both bars cannot be held: at the English share it missed a third of the
 * texts in danger. A question too many costs a tap.
 */
export const IN_OTHERS: Allowed = { asked: 0.45, atOnce: 0.12 }

/** How many look-alikes may be asked about again of somebody who said that nobody is in danger. */
const AGAIN = 0.06

/** Chooses every threshold on texts whose writers the model had not seen. */
export function calibrate(all: readonly Unseen[], { asked, atOnce }: Allowed): Calibration {
  const crimes = best(grid(0.3, 3, 0.05), (times) => -crimeLoss(all, times))
  const accepts = grid(0.05, 0.6, 0.01)
  const sharesWith = (none: number): number[][] =>
    all.map(({ scores }) => crimeShares(scores, { crimes, none }))
  const none = best(grid(-3, 0, 0.25), (added) => {
    const shares = sharesWith(added)
    return Math.max(...accepts.map((from) => acceptance(all, shares, from)))
  })
  const shares = sharesWith(none)
  const needs = best(grid(0.3, 3, 0.05), (times) => -needLoss(all, times))
  return {
    crimes,
    none,
    needs,
    accept: best(accepts, (from) => acceptance(all, shares, from)),
    beside: best(grid(0.1, 0.6, 0.02), (from) => setF1(all, shares, from)),
    need: best(grid(0.2, 0.7, 0.02), (from) => needF1(all, needs, from)),
    ask: lowest(all, asked, ({ level }) => level !== 'none', 'atAll'),
    sure: lowest(
      all.filter(({ floor }) => floor.level === 'none'),
      AGAIN,
      () => false,
      'atAll',
    ),
    now: lowest(all, atOnce, ({ level }) => level === 'now', 'now'),
    kind: Object.fromEntries(DANGER_KINDS.map((kind) => [kind, kindFrom(all, kind)])) as Record<
      DangerKind,
      number
    >,
  }
}

/** The lowest threshold that leaves enough look-alikes alone: a miss is worse than a question too many. */
function lowest(
  all: readonly Unseen[],
  most: number,
  isHeardAnyway: (floor: Danger) => boolean,
  which: 'atAll' | 'now',
): number {
  const lookalikes = all.filter(({ line }) => line.set === 'lookalike')
  const likely = lookalikes.map(({ floor, scores }) =>
    isHeardAnyway(floor) ? 1 : likelyDanger(scores)[which],
  )
  const tried = grid(0.01, 0.995, 0.005)
  return tried.find((from) => likely.filter((one) => one >= from).length <= most * likely.length) ?? 0.95
}

/**
 * The threshold that tells the kinds of texts in danger best, a kind left out counting twice as much as one too many:
 * its numbers must be on the card, and nobody should be asked about suicide for nothing (F2).
 */
function kindFrom(all: readonly Unseen[], kind: DangerKind): number {
  const inDanger = all
    .filter(({ line }) => line.danger.level !== 'none')
    .map(({ line, scores }) => ({
      is: line.danger.kinds.includes(kind),
      likely: likelyDanger(scores).kinds[kind],
    }))
  return best(grid(0.1, 0.6, 0.02), (from) => {
    const taken = inDanger.filter(({ likely }) => likely >= from)
    const right = taken.filter(({ is }) => is).length
    return (5 * right) / (4 * inDanger.filter(({ is }) => is).length + taken.length)
  })
}

/** How surprised the model is by the main crime, in nats a text. */
function crimeLoss(all: readonly Unseen[], times: number): number {
  return mean(
    all.map(({ line, scores }) => {
      const at = line.crimes[0] === undefined ? CRIMES.length : CRIMES.indexOf(line.crimes[0])
      return -Math.log((sharesOf(scores.subarray(0, CRIME_HEADS.length), times)[at] ?? 0) + 1e-9)
    }),
  )
}

const needScores = ({ scores }: Unseen): Float64Array => scores.subarray(FROM.needs, FROM.danger)

const needLoss = (all: readonly Unseen[], times: number): number =>
  mean(
    all.flatMap((one) =>
      NEEDS.map((id, at) => {
        const score = (needScores(one)[at] ?? 0) * times
        return Math.log1p(Math.exp(one.line.needs.includes(id) ? -score : score))
      }),
    ),
  )

function needF1(all: readonly Unseen[], times: number, from: number): number {
  const least = Math.log(from / (1 - from)) / times
  return f1(
    all.map((one) => ({
      is: one.line.needs,
      taken: NEEDS.filter((_, at) => (needScores(one)[at] ?? 0) >= least),
    })),
  )
}

/** Right crimes of texts that name one, and silence about texts that name none, counted alike. */
function acceptance(all: readonly Unseen[], shares: readonly (readonly number[])[], from: number): number {
  const right = { named: [] as number[], silent: [] as number[] }
  all.forEach(({ line }, n) => {
    const own = shares[n] ?? []
    const first = firstOf(own)
    const isAccepted = (own[first] ?? 0) >= from && (own[first] ?? 0) >= (own[CRIMES.length] ?? 0)
    if (line.crimes.length === 0) right.silent.push(Number(!isAccepted))
    else right.named.push(Number(isAccepted && CRIMES[first] === line.crimes[0]))
  })
  return 2 * mean(right.named) + mean(right.silent)
}

function setF1(all: readonly Unseen[], shares: readonly (readonly number[])[], from: number): number {
  return f1(
    all.flatMap(({ line }, n) => {
      if (line.crimes.length === 0) return []
      const own = shares[n] ?? []
      const first = firstOf(own)
      return [{ is: line.crimes, taken: CRIMES.filter((_, at) => at === first || (own[at] ?? 0) >= from) }]
    }),
  )
}

const firstOf = (shares: readonly number[]): number =>
  CRIMES.reduce((best, _, at) => ((shares[at] ?? 0) > (shares[best] ?? 0) ? at : best), 0)

function f1(all: readonly { readonly is: readonly string[]; readonly taken: readonly string[] }[]): number {
  let [both, either] = [0, 0]
  for (const { is, taken } of all) {
    both += taken.filter((id) => is.includes(id)).length
    either += is.length + taken.length
  }
  return either === 0 ? 0 : (2 * both) / either
}

function grid(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, k) =>
    Number((from + k * step).toFixed(4)),
  )
}

const best = (tried: readonly number[], worth: (one: number) => number): number =>
  tried
    .map((one) => ({ one, worth: worth(one) }))
    .reduce((most, next) => (next.worth > most.worth ? next : most)).one

const mean = (all: readonly number[]): number =>
  all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length)
