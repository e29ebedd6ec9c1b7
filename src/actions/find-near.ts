import { matchServices } from '../domain/match.ts'
import type { PlaceCandidate } from '../domain/places.ts'
import { one } from '../domain/told.ts'
import type { Action } from './action.ts'
import { matchContext, matchInputNear } from './match-input.ts'
import { withId } from './find-place.ts'

/**
 * The services near another place than the one that help was asked for, such as where somebody is staying now. Only
 * the list follows it: a referral still goes by the first place. Nothing typed leaves the process.
 */
export const findNear: Action = {
  name: 'find-near',
  outcomes: ['found', 'several', 'none'],
  finds: ['near-places', 'near-services'],
  run(asking, ports) {
    const typed = one(asking, 'near') ?? ''
    const result = ports.geography.find(typed)
    const places: readonly PlaceCandidate[] =
      result.result === 'one' ? [result.place] : result.result === 'several' ? result.places : []
    const listed = places.map(withId)
    const place = listed.length === 1 ? listed[0] : listed.find(({ id }) => id === one(asking, 'which-near'))
    if (!place) return { outcome: listed.length > 0 ? 'several' : 'none', found: { 'near-places': listed } }
    const input = matchInputNear(asking, place, typed, ports)
    const services = matchServices(input, ports.directory.services(), matchContext(ports))
    return {
      outcome: services.length > 0 ? 'found' : 'none',
      found: { 'near-places': [place], 'near-services': services },
    }
  },
}
