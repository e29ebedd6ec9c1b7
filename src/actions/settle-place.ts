import { NATIONAL } from '../domain/area.ts'
import { placeOf } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Settles which area the place belongs to; without one, national routes and the force's own site. */
export const settlePlace: Action = {
  name: 'settle-place',
  outcomes: ['local', 'no-area', 'nowhere'],
  run(asking, { geography, directory }) {
    const place = placeOf(asking)
    const council = place && geography.council(place.council)
    if (!council) return { outcome: 'nowhere', found: { area: NATIONAL } }
    const area = directory.areaOfForce(council.force)
    const found = { area: area?.id ?? NATIONAL, council: council.code, force: council.force }
    return { outcome: area ? 'local' : 'no-area', found }
  },
}
