import { needsCarefulContact, wantsFewest } from '../domain/told.ts'
import type { Action } from './action.ts'

/**
 * More is asked about safe contact only where someone close may be watching: then also of whoever chose the fewest
 * details, because leaving it out could put them in danger.
 */
export const chooseSafetyQuestions: Action = {
  name: 'choose-safety-questions',
  outcomes: ['sensitive', 'ordinary', 'brief'],
  run(asking) {
    if (needsCarefulContact(asking)) return { outcome: 'sensitive' }
    return { outcome: wantsFewest(asking) ? 'brief' : 'ordinary' }
  },
}
