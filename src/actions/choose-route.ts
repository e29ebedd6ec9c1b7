import { one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** "Just show me help" takes the short way. */
export const chooseRoute: Action = {
  name: 'choose-route',
  outcomes: ['full', 'quick'],
  run: (asking) => ({ outcome: one(asking, 'screen') === 'show-help' ? 'quick' : 'full' }),
}
