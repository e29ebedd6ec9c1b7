import { NO_RESTORATIVE, type Crime } from './crimes.ts'
import type { Point } from './distance.ts'
import type { Need } from './needs.ts'
import type { ACCESS_NEEDS, AGE_BANDS, CHARACTERISTICS } from './referral.ts'
import type { Service } from './service.ts'
import type { BY_AND_FOR } from './service/parts.ts'

export type AgeBand = (typeof AGE_BANDS)[number]
export type AccessNeed = (typeof ACCESS_NEEDS)[number]
export type Characteristic = (typeof CHARACTERISTICS)[number]
export type Group = (typeof BY_AND_FOR)[number]

/** What is known about a person when services are matched. Everything may be missing: nothing here must be asked. */
export interface MatchInput {
  readonly crimes: readonly Crime[]
  readonly needs: readonly Need[]
  /** Of the person who was hurt. */
  readonly ageBand?: AgeBand | undefined
  /** GSS code of the council, police.uk id of the force, and country where help is wanted. */
  readonly council?: string | undefined
  readonly force?: string | undefined
  readonly country?: 'England' | 'Wales' | undefined
  /** The first half of their postcode, where one was given: one council may have two services. */
  readonly district?: string | undefined
  /** Where that is on the map. For sorting by distance; never kept. */
  readonly at?: Point | undefined
  /** Which part of who they are was attacked, where they said so. */
  readonly characteristics?: readonly Characteristic[] | undefined
  /** False: for someone else. Absent is read as true. */
  readonly forSelf?: boolean | undefined
  readonly access?: readonly AccessNeed[] | undefined
  readonly ongoing?: 'yes' | 'no' | 'not-sure' | undefined
}

/** Whole years of each band; the youngest is open downwards, since nobody is asked for a birthday. */
const YEARS: Readonly<Record<AgeBand, readonly [number, number]>> = {
  '13-15': [0, 15],
  '16-17': [16, 17],
  '18-plus': [18, Infinity],
  'rather-not-say': [0, Infinity],
}

/** Nobody younger than about 13 finds a service here by themselves: a lower limit needs no words. */
export const YOUNGEST_ASKED = 12

export const yearsOf = (input: MatchInput): readonly [number, number] =>
  YEARS[input.ageBand ?? 'rather-not-say']

export const isUnder18 = (input: MatchInput): boolean => yearsOf(input)[1] < 18

/** For children only; shown to nobody who has not said that they are one. */
export const isForChildren = (service: Service): boolean => (service.maximum_age ?? Infinity) <= 18

export const isGeneral = (service: Service): boolean => service.crimes.includes('*')

/** Whether somebody of this age could use it; where it is not certain, a caution says so. */
export function mayFitAge(service: Service, input: MatchInput): boolean {
  if (isForChildren(service) && !isUnder18(input)) return false
  const [youngest, oldest] = yearsOf(input)
  return (service.minimum_age ?? 0) <= oldest && (service.maximum_age ?? Infinity) >= youngest
}

/** The needs that were asked about and that this service meets; never reparation where it may not be offered. */
export const needsMet = (service: Service, input: MatchInput): readonly Need[] =>
  input.needs.filter(
    (need) => service.needs.includes(need) && (need !== 'reparation' || mayOfferRestorative(input)),
  )

/** Restorative justice waits until it is over, and is never offered after some crimes; not sure counts as going on. */
export const mayOfferRestorative = (input: MatchInput): boolean =>
  (input.ongoing === undefined || input.ongoing === 'no') &&
  !input.crimes.some((crime) => NO_RESTORATIVE.includes(crime))

const LANGUAGE_OF: Readonly<Partial<Record<AccessNeed, string>>> = { welsh: 'cy', bsl: 'bfi' }

/** The languages that the person asked for and the service speaks (BCP 47). */
export const languagesMet = (service: Service, input: MatchInput): readonly string[] =>
  (input.access ?? [])
    .flatMap((access) => LANGUAGE_OF[access] ?? [])
    .filter((tag) => service.languages.includes(tag))

/** Services by people like those whose part of themselves was attacked. */
const GROUPS_OF: Readonly<Record<Characteristic, readonly Group[]>> = {
  race: ['black-and-minoritised'],
  religion: ['faith'],
  disability: ['disabled', 'deaf'],
  sexuality: ['lgbt'],
  gender_identity: ['lgbt'],
}

export const groupsMet = (service: Service, { characteristics = [] }: MatchInput): readonly Group[] => {
  if (!service.by_and_for || characteristics.length === 0) return []
  const groups = characteristics.flatMap((one) => GROUPS_OF[one])
  return service.by_and_for.filter((group) => groups.includes(group))
}

export const hasInterpreters = (service: Service, { access = [] }: MatchInput): boolean =>
  service.access?.includes('interpreter') === true &&
  (access.includes('interpreter') || access.includes('interpreter-not-local'))

export const takesNoRecourse = (service: Service, { needs }: MatchInput): boolean =>
  service.no_recourse_accepted === true && needs.includes('immigration')

export const hasContact = (service: Service): boolean =>
  service.phones.length > 0 || [service.text_number, service.email, service.website].some(Boolean)

/** How near a service is to the person: their area's own, their country's, then everybody's. Fewer comes earlier. */
export function distance({ where }: Service): number {
  if (where.force !== undefined) return 0
  return where.countries?.length === 1 ? 1 : 2
}

/** How much speaks against ringing this one first. Fewer comes earlier. */
export function doubts(service: Service, input: MatchInput): number {
  const avoided = service.police_run === true && (input.access ?? []).includes('not-police-run')
  const ageUnsure = (service.minimum_age ?? 0) > Math.max(yearsOf(input)[0], 18)
  return [avoided, ageUnsure, !hasContact(service)].filter(Boolean).length
}

/** How much of what was asked for it answers. More comes earlier. */
export const answers = (service: Service, input: MatchInput): number =>
  needsMet(service, input).length +
  languagesMet(service, input).length +
  groupsMet(service, input).length +
  Number(hasInterpreters(service, input)) +
  Number(takesNoRecourse(service, input))
