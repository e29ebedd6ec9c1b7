import { isNeed } from '../domain/needs.ts'
import type { Point } from '../domain/distance.ts'
import type { MatchContext, MatchInput } from '../domain/match.ts'
import { CHARACTERISTICS } from '../domain/referral.ts'
import { crimesToMatch, isForSomeoneElse, many, one, placeOf } from '../domain/told.ts'
import type { Told } from '../domain/told.ts'
import type { PlaceCandidate } from '../domain/places.ts'
import type { ActionPorts } from './action.ts'

type Ports = Pick<ActionPorts, 'directory' | 'geography'>

/** What is known about the person, for matching where they want help. */
export function matchInput(told: Told, ports: Ports): MatchInput {
  const place = placeOf(told)
  const typed = one(told, 'where')
  return { ...known(told), ...whereIs(place, told, ports), at: pointOf(place, typed, ports) }
}

/** The same for another place than the one that help was asked for; nothing of it is sent to anyone. */
export const matchInputNear = (
  told: Told,
  place: PlaceCandidate,
  typed: string,
  ports: Ports,
): MatchInput => ({
  ...known(told),
  ...whereIs(place, told, ports),
  at: pointOf(place, typed, ports),
})

/** What matching needs of this moment, and where postcodes of services lie. */
export const matchContext = ({
  clock,
  directory,
  geography,
}: Pick<ActionPorts, 'clock' | 'directory' | 'geography'>): MatchContext => ({
  now: clock.now(),
  bankHolidays: directory.bankHolidays(),
  locate: locatorOf(geography),
})

type Locate = (postcode: string) => Point | undefined

/** Services stand still, so where each postcode of theirs lies is looked up once for each table of places. */
const locators = new WeakMap<Ports['geography'], Locate>()

function locatorOf(geography: Ports['geography']): Locate {
  const before = locators.get(geography)
  if (before) return before
  const known = new Map<string, Point | undefined>()
  const locate: Locate = (postcode) => {
    if (!known.has(postcode)) {
      const found = geography.find(postcode)
      known.set(postcode, found.result === 'one' ? pointIn(found.place) : undefined)
    }
    return known.get(postcode)
  }
  locators.set(geography, locate)
  return locate
}

const known = (told: Told) => ({
  crimes: crimesToMatch(told),
  needs: many(told, 'needs').filter(isNeed),
  ageBand: ageBand(one(told, 'age')),
  forSelf: !isForSomeoneElse(told),
  access: many(told, 'access').filter((need) => need !== 'none' && need !== 'rather-not-say') as never,
  ongoing: one(told, 'ongoing') as MatchInput['ongoing'],
  characteristics: CHARACTERISTICS.filter((one) => many(told, 'characteristics').includes(one)),
})

function whereIs(place: PlaceCandidate | undefined, told: Told, { directory, geography }: Ports) {
  const council = place?.council
  const force = council === undefined ? undefined : geography.council(council)?.force
  const area = directory.area(String(told.found.area))
  const country = force === undefined ? area?.country : geography.force(force)?.country
  return {
    council,
    force,
    country: country === 'England' || country === 'Wales' ? country : undefined,
    district: place?.postcode?.split(' ')[0],
  }
}

/** Where a place lies is never kept with the place, so it is found again from what was typed. */
function pointOf(
  place: PlaceCandidate | undefined,
  typed: string | undefined,
  { geography }: Ports,
): Point | undefined {
  if (!place || typed === undefined) return undefined
  const found = geography.find(typed)
  const places = found.result === 'one' ? [found.place] : found.result === 'several' ? found.places : []
  const same = places.find(({ council, town }) => council === place.council && town === place.town)
  return same && pointIn(same)
}

const pointIn = ({ lat, lng }: PlaceCandidate): Point | undefined =>
  lat === undefined || lng === undefined ? undefined : { lat, lng }

/** The youngest band that matching knows is 13 to 15, open downwards. */
function ageBand(age: string | undefined): MatchInput['ageBand'] {
  if (age === 'under-13' || age === '13-15') return '13-15'
  return age === '16-17' || age === '18-plus' ? age : undefined
}
