import {
  hasContact,
  isGeneral,
  isUnder18,
  mayFitAge,
  mayOfferRestorative,
  needsMet,
  type MatchInput,
} from './match-fit.ts'
import { byName } from './match-rank.ts'
import type { Service } from './service.ts'

/** Why a service is not for somebody, whatever else speaks for it. */
export type Limit =
  | 'closed'
  | 'emergency-card'
  | 'own-behaviour'
  | 'other-crime'
  | 'other-place'
  | 'other-age'
  | 'no-restorative'
  | 'nothing-to-contact'
  | 'not-asked-about'
  | 'for-adults'

/** The first hard limit that leaves a service out; undefined when it may be offered. */
export function limitOn(service: Service, input: MatchInput): Limit | undefined {
  const { kind } = service
  if (service.status === 'closed') return 'closed'
  if (kind === 'emergency') return 'emergency-card'
  if (kind === 'own-behaviour') return 'own-behaviour'
  if (!isForCrime(service, input)) return 'other-crime'
  if (!isHere(service, input)) return 'other-place'
  if (!mayFitAge(service, input)) return 'other-age'
  if (kind === 'restorative' && !mayOfferRestorative(input)) return 'no-restorative'
  if (kind === 'information' && !hasContact(service)) return 'nothing-to-contact'
  if (service.only_if_asked === true && needsMet(service, input).length === 0) return 'not-asked-about'
  const isForAdults = service.speaks_to === 'worried-adults'
  return isForAdults && isUnder18(input) && input.forSelf !== false ? 'for-adults' : undefined
}

/** Whether it works where help is wanted. What is not known about the place leaves nobody out, but for the force. */
export function isHere({ where }: Service, { force, council, district, country }: MatchInput): boolean {
  if (where.force !== undefined) {
    const isOfForce =
      force !== undefined && (where.force === force || where.also_forces?.includes(force) === true)
    if (!isOfForce) return false
  }
  if (where.councils && council !== undefined && !where.councils.includes(council)) return false
  if (where.districts && district !== undefined && !where.districts.includes(district)) return false
  return !where.countries || country === undefined || where.countries.includes(country)
}

const isForCrime = (service: Service, { crimes }: MatchInput): boolean =>
  isGeneral(service) || crimes.some((crime) => service.crimes.includes(crime))

/** Of two records of the same line only the one that names the other stays: it knows more about this place. */
export function withoutDoubles(services: readonly Service[]): readonly Service[] {
  const named = new Set(services.flatMap((service) => service.same_as ?? []))
  return services.filter((service) => !named.has(service.id))
}

/**
 * The services that could be meant in a force, and those of no force, each by name: most of a large directory is
 * somewhere else.
 */
export function mayServe(services: readonly Service[], force: string | undefined): readonly Service[] {
  const places = placesOf(services)
  const anywhere = places.get(ANYWHERE) ?? []
  return force === undefined || !places.has(force) ? anywhere : (places.get(force) ?? [])
}

const forcesOf = ({ where }: Service): readonly string[] =>
  where.force === undefined ? [] : [where.force, ...(where.also_forces ?? [])]

const ANYWHERE = ''
type Places = ReadonlyMap<string, readonly Service[]>

/** Sorted once for each list of services: the directory gives the same list until a record changes. */
const known = new WeakMap<readonly Service[], Places>()

function placesOf(services: readonly Service[]): Places {
  const before = known.get(services)
  if (before) return before
  const forces = new Set(services.flatMap(forcesOf))
  const places = new Map<string, Service[]>([ANYWHERE, ...forces].map((place) => [place, []]))
  for (const service of services.toSorted(byName)) {
    const where = service.where.force === undefined ? places.keys() : new Set(forcesOf(service))
    for (const place of where) places.get(place)?.push(service)
  }
  known.set(services, places)
  return places
}
