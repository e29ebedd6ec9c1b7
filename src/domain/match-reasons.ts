import type { ACCESS_NEEDS, AGE_BANDS } from './referral.ts'
import { NO_RESTORATIVE, type Crime } from './crimes.ts'
import type { OpenState } from './hours.ts'
import type { Need } from './needs.ts'
import type { Service } from './service.ts'

export type AgeBand = (typeof AGE_BANDS)[number]
export type AccessNeed = (typeof ACCESS_NEEDS)[number]

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
  /** False: for someone else. Absent is read as true. */
  readonly forSelf?: boolean | undefined
  readonly access?: readonly AccessNeed[] | undefined
  readonly ongoing?: 'yes' | 'no' | 'not-sure' | undefined
}

/** Why a service is listed, said to the person beside it. */
export type Reason =
  | { readonly code: 'lives-in'; readonly council: string }
  | { readonly code: 'in-area'; readonly force: string }
  | { readonly code: 'in-country'; readonly country: 'England' | 'Wales' }
  | { readonly code: 'national' }
  | { readonly code: 'for-crime'; readonly crime: Crime }
  | { readonly code: 'anyone' }
  | { readonly code: 'for-your-age' }
  | { readonly code: 'asked-about'; readonly need: Need }
  | { readonly code: 'speaks'; readonly language: string }

/** What the person should know before they ring: nobody is hidden from them, so this must be said. */
export type Caution =
  | { readonly code: 'for-women' }
  | { readonly code: 'for-men' }
  | { readonly code: 'age-from'; readonly age: number }
  | { readonly code: 'age-to'; readonly age: number }
  | { readonly code: 'not-self-referral'; readonly how: 'professional' | 'after-police-report' }
  | { readonly code: 'police-run' }
  | { readonly code: 'part-of-area'; readonly text: string }
  | { readonly code: 'hours-unknown' }
  /** No number, address or page is known to be right: the gateway can reach them. */
  | { readonly code: 'no-contact-known' }

/** Whole years of each band; the youngest is open downwards, since nobody is asked for a birthday. */
const YEARS: Readonly<Record<AgeBand, readonly [number, number]>> = {
  '13-15': [0, 15],
  '16-17': [16, 17],
  '18-plus': [18, Infinity],
  'rather-not-say': [0, Infinity],
}

/** Nobody younger than about 13 finds a service here by themselves: a lower limit needs no words. */
const YOUNGEST_ASKED = 12

const yearsOf = (input: MatchInput): readonly [number, number] => YEARS[input.ageBand ?? 'rather-not-say']

export const isUnder18 = (input: MatchInput): boolean => yearsOf(input)[1] < 18

/** For children only; shown to nobody who has not said that they are one. */
export const isForChildren = (service: Service): boolean => (service.maximum_age ?? Infinity) <= 18

export const isGeneral = (service: Service): boolean => service.crimes.includes('*')

/** Works for this place and no further: a national record listed again in an area's file is not local. */
const isLocal = (service: Service): boolean =>
  service.where.force !== undefined && service.same_as === undefined

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
const languagesMet = (service: Service, input: MatchInput): readonly string[] =>
  (input.access ?? [])
    .flatMap((access) => LANGUAGE_OF[access] ?? [])
    .filter((tag) => service.languages.includes(tag))

/** Why this service: the place, then what happened, then what was asked for. */
export function reasons(service: Service, input: MatchInput): readonly Reason[] {
  const crimes = input.crimes.filter((crime) => service.crimes.includes(crime))
  return [
    place(service, input),
    ...crimes.map((crime): Reason => ({ code: 'for-crime', crime })),
    ...(isGeneral(service) && crimes.length === 0 ? [{ code: 'anyone' } as const] : []),
    ...(isForChildren(service) ? [{ code: 'for-your-age' } as const] : []),
    ...needsMet(service, input).map((need): Reason => ({ code: 'asked-about', need })),
    ...languagesMet(service, input).map((language): Reason => ({ code: 'speaks', language })),
  ]
}

function place(service: Service, input: MatchInput): Reason {
  const { councils, countries } = service.where
  if (isLocal(service) && councils && input.council) return { code: 'lives-in', council: input.council }
  if (isLocal(service) && input.force) return { code: 'in-area', force: input.force }
  const country = countries?.length === 1 ? countries[0] : service.same_as ? input.country : undefined
  return country ? { code: 'in-country', country } : { code: 'national' }
}

/** What to know before ringing. */
export function cautions(service: Service, input: MatchInput, open: OpenState): readonly Caution[] {
  const [youngest, oldest] = yearsOf(input)
  const { minimum_age: from = 0, maximum_age: to = Infinity, where, referral } = service
  const list: (Caution | false)[] = [
    service.gender === 'women' && { code: 'for-women' },
    service.gender === 'men' && { code: 'for-men' },
    from > Math.max(youngest, YOUNGEST_ASKED) && { code: 'age-from', age: from },
    to < oldest && { code: 'age-to', age: to },
    (referral === 'professional' || referral === 'after-police-report') && {
      code: 'not-self-referral',
      how: referral,
    },
    service.police_run === true && { code: 'police-run' },
    (where.part === true || (where.councils !== undefined && input.council === undefined)) && {
      code: 'part-of-area',
      text: where.text ?? service.name,
    },
    service.phones.length > 0 && open.state === 'unknown' && { code: 'hours-unknown' },
    !hasContact(service) && { code: 'no-contact-known' },
  ]
  return list.filter((caution) => caution !== false)
}

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
  needsMet(service, input).length + languagesMet(service, input).length
