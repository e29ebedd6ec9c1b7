import { daysBetween } from '../domain/london-time.ts'
import type { Service } from '../domain/service.ts'
import { freshness, marksOn, mayBeShown, waitOn } from '../domain/service/clocks.ts'
import { isSameNumber } from '../domain/uk-number.ts'
import { refusalsOf } from './refusals.ts'

/**
 * Something about a record that its editor should know. `wrong`: it must not stay as it is. `hidden`: nobody sees it,
 * and time is why. `look`: still shown, and worth a look.
 */
export interface Finding {
  readonly grade: 'wrong' | 'hidden' | 'look'
  readonly id: string
  readonly rule: string
  readonly what: string
}

/** A record with the day from which its area counts: a sample from the day of collecting, a live one from a check. */
export interface Placed {
  readonly service: Service
  readonly sample: boolean
}

/** Days before a mark or a contract ends at which its editor hears of it: time enough to ask. */
const SOON_DAYS = 90

/** What is stale, ending, doubled, in conflict, unsafe or without a source, on a day (`YYYY-MM-DD`). */
export function findingsOf(records: readonly Placed[], today: string): readonly Finding[] {
  return [
    ...records.flatMap((one) => [...unsafe(one), ...ofTime(one, today), ...ofSources(one)]),
    ...conflicts(records.filter(({ service, sample }) => mayBeShown(service, sample, today))),
    ...successors(records),
  ]
}

const unsafe = ({ service }: Placed): readonly Finding[] =>
  refusalsOf(service).map(({ rule, what }) => ({ grade: 'wrong', id: service.id, rule, what }))

function ofTime({ service, sample }: Placed, today: string): readonly Finding[] {
  if (service.status === 'closed') return []
  const { id, info_checked_on, collected_on, capacity, accreditations = [], commissioned } = service
  const is = (grade: Finding['grade'], rule: string, what: string): Finding => ({ grade, id, rule, what })
  const state = freshness(service, sample, today)
  const dated = info_checked_on ?? collected_on
  const holding = marksOn(service, today)
  const ended = accreditations.filter((mark) => !holding.includes(mark))
  const ending = holding.filter(({ expires }) => isSoon(expires, today))
  return [
    ...(state === 'stale' ? [is('look', 'stale', `last checked on ${dated}, more than six months ago`)] : []),
    ...(state === 'hidden' ? [is('hidden', 'too-old', hiddenBecause(service, sample))] : []),
    ...(capacity && waitOn(service, today).state === 'ask'
      ? [is('look', 'capacity-old', `its waiting time is of ${capacity.as_of}, so nobody is told it`)]
      : []),
    ...ended.map(({ scheme }) =>
      is('look', 'mark-ended', `"${scheme}" does not hold today, so it is not shown`),
    ),
    ...ending.map(({ scheme, expires }) => is('look', 'mark-ends', `"${scheme}" ends on ${expires ?? ''}`)),
    ...(isSoon(commissioned?.until, today)
      ? [is('look', 'contract-ends', `it is commissioned until ${commissioned?.until ?? ''}`)]
      : []),
  ]
}

const hiddenBecause = ({ info_checked_on, collected_on }: Service, sample: boolean): string =>
  info_checked_on === null && !sample
    ? 'nobody has checked it, and a live area shows nothing unchecked'
    : `last checked on ${info_checked_on ?? collected_on}, more than a year ago`

const isSoon = (day: string | undefined, today: string): boolean =>
  day !== undefined && daysBetween(today, day) <= SOON_DAYS

function ofSources({ service }: Placed): readonly Finding[] {
  if (service.status === 'closed') return []
  const pages = service.sources.filter(({ url }) => /^https?:/.test(url))
  const what = 'no page is named where its facts can be read again'
  return pages.length > 0 ? [] : [{ grade: 'look', id: service.id, rule: 'no-source', what }]
}

/** Two shown records that ring one phone, or have one name, and do not say that they know of each other. */
function conflicts(shown: readonly Placed[]): readonly Finding[] {
  return shown.flatMap(({ service }, at) =>
    shown.slice(at + 1).flatMap(({ service: other }): readonly Finding[] => {
      if (service.same_as === other.id || other.same_as === service.id) return []
      const number = service.phones.find((phone) =>
        other.phones.some((otherPhone) => isSameNumber(phone.number, otherPhone.number)),
      )
      const is = (rule: string, what: string): Finding => ({ grade: 'look', id: service.id, rule, what })
      return [
        ...(number && JSON.stringify(service.hours) !== JSON.stringify(other.hours)
          ? [is('other-hours', `${number.number} is also in "${other.id}", with other hours`)]
          : []),
        ...(isSameName(service, other) ? [is('doubled', `"${other.id}" has the same name and body`)] : []),
      ]
    }),
  )
}

const plain = (text: string | undefined): string => (text ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
const isSameName = (one: Service, other: Service): boolean =>
  plain(one.name) === plain(other.name) && plain(one.organization) === plain(other.organization)

/** A service that closed and leads nowhere leaves whoever was sent there alone. */
function successors(records: readonly Placed[]): readonly Finding[] {
  const open = new Set(records.flatMap(({ service }) => (service.status === 'active' ? [service.id] : [])))
  return records.flatMap(({ service: { id, status, successor } }): readonly Finding[] => {
    if (status !== 'closed') return []
    if (successor === undefined)
      return [
        { grade: 'look', id, rule: 'no-successor', what: 'it closed, and nothing is named in its place' },
      ]
    const what = `it closed, and "${successor}" in its place is not open either`
    return open.has(successor) ? [] : [{ grade: 'look', id, rule: 'closed-successor', what }]
  })
}
