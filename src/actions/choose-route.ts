import { mayBeNamed, one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** "Just show me help" takes the short way; by text on a phone that others can read, nothing more is said. */
export const chooseRoute: Action = {
  name: 'choose-route',
  outcomes: ['full', 'quick', 'not-alone'],
  run: (asking) => {
    if (!mayBeNamed(asking, asking.channel)) return { outcome: 'not-alone' }
    return { outcome: one(asking, 'screen') === 'show-help' ? 'quick' : 'full' }
  },
}
