import { placeOf } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Someone who took the short way has said where: they are not asked twice. */
export const knowPlace: Action = {
  name: 'know-place',
  outcomes: ['known', 'unknown'],
  run: (asking) => ({ outcome: placeOf(asking) && asking.found.area !== undefined ? 'known' : 'unknown' }),
}
