import { milesBetween } from './distance.ts'
import { answers, doubts, isForChildren, isGeneral, needsMet, distance } from './match-fit.ts'
import type { MatchInput } from './match-fit.ts'
import type { Service } from './service.ts'
import { waitOn, type Wait } from './service/clocks.ts'
import type { Point } from './distance.ts'

/** Kinds that support a person come before kinds that explain, compensate, mend or report. */
export const TIER: Readonly<Record<Service['kind'], number>> = {
  hub: 0,
  support: 0,
  sarc: 0,
  emotional: 1,
  compensation: 2,
  information: 2,
  restorative: 2,
  reporting: 3,
  police: 3,
  emergency: 3,
  'own-behaviour': 3,
}

const REFERRAL: Readonly<Record<Service['referral'], number>> = {
  self: 0,
  unknown: 1,
  professional: 2,
  'after-police-report': 2,
}

/** What ranking needs besides the person and the service. */
export interface RankContext {
  /** The London day, `YYYY-MM-DD`: a waiting time is believed for two weeks. */
  readonly today: string
  /** Where a postcode lies; absent, no distance is known and none counts. */
  readonly locate?: ((postcode: string) => Point | undefined) | undefined
}

/**
 * What decides the order, one after another, the smaller first: what it does, for this crime or for anyone, what speaks
 * against it, how near, how it is reached, what was asked for, the miles, and how long it makes people wait. Nobody can
 * buy or decree a place: who commissions a service is not among them. One number, whose first digits count most, since
 * it is compared many thousand times; each has as many values as its digit allows, and more count as the last.
 */
export function rankOf(service: Service, input: MatchInput, context: RankContext): number {
  const isAskedFor = TIER[service.kind] > 1 && needsMet(service, input).length > 0
  let rank = TIER[service.kind] - (isAskedFor ? 1 : 0)
  rank = then(rank, isGeneral(service) && !isForChildren(service) ? 1 : 0, 2)
  rank = then(rank, doubts(service, input), 4)
  rank = then(rank, distance(service), 3)
  rank = then(rank, REFERRAL[service.referral], 3)
  rank = then(rank, MOST_ANSWERS - answers(service, input), MOST_ANSWERS + 1)
  rank = then(rank, Math.floor((milesTo(service, input, context) ?? 0) / MILES_ALIKE), 100)
  return then(rank, weeks(waitOn(service, context.today)), 256)
}

/** One more digit behind those before it. */
const then = (rank: number, value: number, values: number): number =>
  rank * values + Math.max(0, Math.min(value, values - 1))

/** More than a service can answer of what one person asks for. */
const MOST_ANSWERS = 31

/** Nearer than this is as near: nobody chooses help by a mile. */
const MILES_ALIKE = 10

/** Miles to where a service meets people; undefined where it is reached from anywhere, or its place is not known. */
export function milesTo(service: Service, input: MatchInput, { locate }: RankContext): number | undefined {
  const { address, delivery } = service
  if (!input.at || !address || 'withheld' in address) return undefined
  if (delivery && !delivery.includes('in-person')) return undefined
  const at = locate?.(address.postcode)
  return at && milesBetween(input.at, at)
}

/** Longer waits come later, and a service that takes nobody last; what is not known is taken for a short wait. */
function weeks(wait: Wait): number {
  if (wait.state === 'waiting') return wait.weeks
  return wait.state === 'closed' ? Infinity : wait.state === 'open' ? 0 : 1
}

const NAMES = new Intl.Collator('en')

/** By name, when nothing else tells two services apart. */
export const byName = (a: Service, b: Service): number => NAMES.compare(a.name, b.name)
