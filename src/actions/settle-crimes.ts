import { crimesOf, one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Whether "is it still going on?" may be asked: never of someone bereaved. */
export const settleCrimes: Action = {
  name: 'settle-crimes',
  outcomes: ['ongoing-matters', 'bereaved'],
  run(asking) {
    const bereaved =
      one(asking, 'acting-as') === 'bereaved' || crimesOf(asking).includes('bereaved_by_homicide')
    return { outcome: bereaved ? 'bereaved' : 'ongoing-matters' }
  },
}
