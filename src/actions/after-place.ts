import { crimesOf, one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Where the road goes on once the place is known: what would help, straight to services, or the own-behaviour route. */
export const afterPlace: Action = {
  name: 'after-place',
  outcomes: ['needs', 'services', 'behaviour'],
  run(asking) {
    if (one(asking, 'acting-as') === 'own-behaviour') return { outcome: 'behaviour' }
    const told = asking.asked.some((at) => at.startsWith('happened/')) || crimesOf(asking)[0] !== 'other'
    return { outcome: told ? 'needs' : 'services' }
  },
}
