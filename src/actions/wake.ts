import type { Action } from './action.ts'
import { asleepIn } from './asleep.ts'

/** Goes on from the place that slept. */
export const wake: Action = {
  name: 'wake',
  outcomes: ['woken', 'nothing'],
  run({ found }) {
    const asleep = asleepIn(found)
    return asleep ? { outcome: 'woken', place: asleep.place } : { outcome: 'nothing' }
  },
}
