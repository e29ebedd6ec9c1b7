import { daysBetween } from '../london-time.ts'
import type { Accreditation, Service } from '../service.ts'

/**
 * What time does to a record. The figures are the directory quality rules of the field: information older than six
 * months goes back to its editor, twelve months hides it, a waiting time is believed for 14 days.
 */
export const FLAGGED_AFTER_DAYS = 182
export const SHOWN_FOR_DAYS = 365
export const CAPACITY_KNOWN_FOR_DAYS = 14

/**
 * The day from which a record's information counts: when somebody last checked it; for a demonstration, else when it
 * was collected. Undefined: it may never be shown.
 */
const datedOn = (service: Service, sample: boolean): string | undefined =>
  service.info_checked_on ?? (sample ? service.collected_on : undefined)

/** `stale`: still shown, and its editor is asked to check it. `hidden`: too old for anyone to rely on. */
export function freshness(service: Service, sample: boolean, today: string): 'fresh' | 'stale' | 'hidden' {
  const dated = datedOn(service, sample)
  if (dated === undefined) return 'hidden'
  const age = daysBetween(dated, today)
  if (age > SHOWN_FOR_DAYS) return 'hidden'
  return age > FLAGGED_AFTER_DAYS ? 'stale' : 'fresh'
}

/**
 * Whether a record may be shown on a day (`YYYY-MM-DD`). A sample shows what is marked for demonstration; a live
 * area only what a person has checked. Either hides when its date is too old (promise 9).
 */
export const mayBeShown = (service: Service, sample: boolean, today: string): boolean =>
  service.status === 'active' &&
  (!sample || service.show_in_demo) &&
  freshness(service, sample, today) !== 'hidden'

/** What may be said of waiting. `ask`: it was known once, and that is too long ago. */
export type Wait =
  | { readonly state: 'open' | 'closed' | 'ask' | 'not-known' }
  | { readonly state: 'waiting'; readonly weeks: number }

/** Whether a service takes people, as far as it is known on a day (`YYYY-MM-DD`). */
export function waitOn({ capacity }: Pick<Service, 'capacity'>, today: string): Wait {
  if (!capacity) return { state: 'not-known' }
  if (daysBetween(capacity.as_of, today) > CAPACITY_KNOWN_FOR_DAYS) return { state: 'ask' }
  const { state, wait_weeks: weeks } = capacity
  return state === 'waiting' ? { state, weeks: weeks ?? 1 } : { state }
}

/** The quality marks that hold on a day: one that has expired is not shown. */
export const marksOn = (
  { accreditations = [] }: Pick<Service, 'accreditations'>,
  today: string,
): readonly Accreditation[] =>
  accreditations.filter(({ awarded, expires }) => (awarded ?? '') <= today && today <= (expires ?? '9999'))
