import { CONTACT, guardOf, placedFaults, type Guard, type Surroundings } from '../domain/editing.ts'
import type { Service } from '../domain/service.ts'
import type { Arrival, Incoming, Trouble } from './arrival.ts'
import type { CouncilNames } from './csv/places.ts'
import { changesBetween, isContactChanged, type Change } from './import/changes.ts'
import { matcherOf, type Match } from './import/match.ts'
import { merged, type Speaking } from './import/merge.ts'
import { refusalsOf, type Refusal } from './refusals.ts'

export type { Change } from './import/changes.ts'

/** What is to happen to one record. `needsTwo`: why a second person has to agree, so that no command does it alone. */
export type Step = { readonly at: string; readonly service: Service } & (
  | { readonly result: 'new'; readonly needsTwo?: Guard | undefined; readonly warnings: readonly string[] }
  | {
      readonly result: 'changed'
      readonly changes: readonly Change[]
      readonly needsTwo?: Guard | undefined
      readonly warnings: readonly string[]
    }
  | { readonly result: 'same' }
)

/** What an arrival would make of the records of one area. Nothing has been changed by it. */
export interface Plan {
  readonly steps: readonly Step[]
  /** What came in and may not be used, from the reading as from the planning. */
  readonly refused: readonly Trouble[]
  /** Records that did not come in. They stay as they are: that something is missing is no reason to delete it. */
  readonly notIn: readonly Service[]
}

/** An arrival that may say more of itself: which fields each record speaks of, and which ids stood in it at all. */
export interface PlannedArrival extends Arrival {
  readonly services: readonly (Incoming & Speaking)[]
  readonly named?: readonly string[]
}

/**
 * Lays what arrived beside the records of one area (`current`): new, changed, the same, or refused. Identity is the id,
 * else the Open Referral id; a likeness of names is only told. `around`: that area, and every other record.
 */
export function planOf(
  current: readonly Service[],
  arrival: PlannedArrival,
  around: Surroundings,
  councils?: CouncilNames,
): Plan {
  const matchOf = matcherOf(current, around)
  const matched = arrival.services.map((incoming) => ({ incoming, match: matchOf(incoming.service) }))
  const twice = doubled(matched.map(({ match }) => match))
  const beside = withArriving(around, matched)
  const outcomes = matched.map(({ incoming, match }) =>
    'refused' in match
      ? { at: incoming.at, refusals: [match.refused] }
      : twice.has(match.id)
        ? { at: incoming.at, refusals: [sameTwice(match.id)] }
        : stepOf(incoming, match.record, beside, councils),
  )
  const known = new Set([
    ...(arrival.named ?? []),
    ...matched.flatMap(({ match }) => ('refused' in match ? [] : [match.id])),
  ])
  return {
    steps: outcomes.flatMap((one) => ('refusals' in one ? [] : [one])),
    refused: [
      ...arrival.troubles,
      ...outcomes.flatMap((one) =>
        'refusals' in one ? one.refusals.map((refusal) => ({ at: one.at, ...refusal })) : [],
      ),
    ],
    notIn: current.filter(({ id }) => !known.has(id)),
  }
}

/** The records that a plan lets one person write: new and changed ones, without those that need two people. */
export const recordsToWrite = (plan: Plan): readonly Service[] =>
  plan.steps.flatMap((step) => (step.result === 'same' || step.needsTwo !== undefined ? [] : [step.service]))

const UNCHECKED =
  'a way to reach it was changed and nobody has checked it: a live area hides it until somebody has, and writes the day into Info checked on'

function stepOf(
  incoming: Incoming & Speaking,
  record: Service | undefined,
  around: Surroundings,
  councils: CouncilNames | undefined,
): Step | { readonly at: string; readonly refusals: readonly Refusal[] } {
  const { at } = incoming
  const result = merged(incoming, record)
  if ('refused' in result) return { at, refusals: [result.refused] }
  const losesCheck =
    record !== undefined && isContactChanged(record, result.service, CONTACT) && !result.isChecked
  const service: Service = losesCheck ? { ...result.service, info_checked_on: null } : result.service
  const changes = record === undefined ? [] : changesBetween(record, service, councils)
  if (record !== undefined && changes.length === 0) return { at, result: 'same', service: record }
  const refusals = [...refusalsOf(service), ...placedFaults(service, around)]
  if (refusals.length > 0) {
    return { at, refusals: refusals.map(({ rule, what, cure }) => ({ rule, what, cure })) }
  }
  const before = record === undefined ? [] : [record]
  const needsTwo = guardOf('edited', [...before, service], around.home.id, around.areas, around.record)
  const warnings = [...result.warnings, ...(losesCheck ? [UNCHECKED] : [])]
  return record === undefined
    ? { at, result: 'new', service, needsTwo, warnings }
    : { at, result: 'changed', service, changes, needsTwo, warnings }
}

/** A new record may name another new one as its successor. */
function withArriving(
  around: Surroundings,
  matched: readonly { readonly incoming: Incoming; readonly match: Match }[],
): Surroundings {
  const arriving = new Map(
    matched.flatMap(({ incoming, match }) =>
      'refused' in match ? [] : [[match.id, incoming.service] as const],
    ),
  )
  return { ...around, record: (id) => around.record(id) ?? arriving.get(id) }
}

function doubled(matches: readonly Match[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const twice = matches.flatMap((match) => {
    if ('refused' in match) return []
    const isSecond = seen.has(match.id)
    seen.add(match.id)
    return isSecond ? [match.id] : []
  })
  return new Set(twice)
}

const sameTwice = (id: string): Refusal => ({
  rule: 'doubled-id',
  what: `the record "${id}" came in more than once`,
  cure: 'Keep one of them',
})
