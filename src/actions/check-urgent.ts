import { crimesOf, one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** What cannot wait for these crimes. */
export const checkUrgent: Action = {
  name: 'check-urgent',
  outcomes: ['some', 'none'],
  finds: ['urgent'],
  run(asking, { urgentNotes, clock }) {
    const urgent = urgentNotes.fitting({
      crimes: crimesOf(asking),
      ongoing: one(asking, 'ongoing'),
      ageBand: one(asking, 'age'),
      now: clock.now(),
    })
    return urgent.length > 0
      ? { outcome: 'some', found: { urgent } }
      : { outcome: 'none', found: { urgent: [] } }
  },
}
