import { factOn } from '../domain/facts.ts'
import { one } from '../domain/told.ts'
import type { FoundPlace } from '../domain/told.ts'
import type { PlaceCandidate } from '../domain/places.ts'
import type { Action } from './action.ts'

/** Finds the place that was typed in the embedded table. Nothing typed leaves the process. */
export const findPlace: Action = {
  name: 'find-place',
  outcomes: ['one', 'agreed', 'several', 'scotland', 'northern-ireland', 'abroad', 'unknown'],
  finds: ['places'],
  run(asking, { geography }) {
    const where = one(asking, 'where') ?? ''
    const result = geography.find(where)
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

/** Where it lies is for sorting only: it is not kept. */
const withId = ({ lat: _lat, lng: _lng, ...place }: PlaceCandidate, index: number): FoundPlace => ({
  ...place,
  id: `${place.council}${place.town === undefined ? '' : `-${index}`}`,
})
