import { factOn } from '../domain/facts.ts'
import { one } from '../domain/told.ts'
import type { FoundPlace } from '../domain/told.ts'
import type { PlaceCandidate, PlaceFound } from '../domain/places.ts'
import type { Action, ActionPorts } from './action.ts'

/**
 * Finds the place that was typed in the embedded table. Nothing typed leaves the process, unless the deployment has an
 * assessed lookup: then a full postcode that may be newer than the table does, alone.
 */
export const findPlace: Action = {
  name: 'find-place',
  outcomes: ['one', 'agreed', 'several', 'scotland', 'northern-ireland', 'abroad', 'unknown'],
  finds: ['places'],
  async run(asking, ports) {
    const where = one(asking, 'where') ?? ''
    const result = (await askedAbout(where, ports)) ?? ports.geography.find(where)
    switch (result.result) {
      case 'one':
        return {
          // What they wrote before was offered by the place's own name, so it is not asked about again.
          outcome: where === factOn(asking, 'place') ? 'agreed' : 'one',
          found: { places: [withId(result.place, 0)], placed: 'one' },
        }
      case 'several':
        return { outcome: 'several', found: { places: result.places.map(withId), placed: 'several' } }
      case 'far':
        return { outcome: result.where, found: { places: [], placed: 'far' } }
      default:
        return { outcome: 'unknown', found: { places: [], placed: 'unknown' } }
    }
  },
}

/** What the lookup knows better. Undefined, so that the table answers: it is off, silent, or names no council of ours. */
async function askedAbout(
  where: string,
  { geography, postcodeLookup }: Pick<ActionPorts, 'geography' | 'postcodeLookup'>,
): Promise<PlaceFound | undefined> {
  const postcode = postcodeLookup && geography.postcodeToCheck(where)
  if (postcode === undefined) return undefined
  const answer = await postcodeLookup?.councilOf(postcode)
  if (answer?.result !== 'council' || !geography.council(answer.code)) return undefined
  return { result: 'one', place: { council: answer.code, postcode } }
}

/** A place with an id to pick it by. Where it lies is for sorting only: it is not kept. */
export const withId = ({ lat: _lat, lng: _lng, ...place }: PlaceCandidate, index: number): FoundPlace => ({
  ...place,
  id: `${place.council}${place.town === undefined ? '' : `-${index}`}`,
})
