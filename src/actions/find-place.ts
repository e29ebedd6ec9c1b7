import { one } from '../domain/told.ts'
import type { FoundPlace } from '../domain/told.ts'
import type { PlaceCandidate } from '../domain/places.ts'
import type { Action } from './action.ts'

/** Finds the place that was typed in the embedded table. Nothing typed leaves the process. */
export const findPlace: Action = {
  name: 'find-place',
  outcomes: ['one', 'several', 'scotland', 'northern-ireland', 'abroad', 'unknown'],
  finds: ['places'],
  run(asking, { geography }) {
    const result = geography.find(one(asking, 'where') ?? '')
    switch (result.result) {
      case 'one':
        return { outcome: 'one', found: { places: [withId(result.place, 0)], placed: 'one' } }
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
