import { needsCarefulContact } from '../domain/told.ts'
import type { Action } from './action.ts'

/** More is asked about safe contact only where someone close may be watching. */
export const chooseSafetyQuestions: Action = {
  name: 'choose-safety-questions',
  outcomes: ['sensitive', 'ordinary'],
  run: (asking) => ({ outcome: needsCarefulContact(asking) ? 'sensitive' : 'ordinary' }),
}
