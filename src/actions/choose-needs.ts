import { NO_RESTORATIVE } from '../domain/crimes.ts'
import { crimesOf, one } from '../domain/told.ts'
import type { Action } from './action.ts'

/**
 * Restorative justice and mediation are never offered by us after some crimes, nor while it goes on: the person who
 * did it may use the meeting to harm again.
 */
export const chooseNeeds: Action = {
  name: 'choose-needs',
  outcomes: ['any', 'no-reparation'],
  run(asking) {
    const isOver = ['no', undefined].includes(one(asking, 'ongoing'))
    const mayMeet = isOver && !crimesOf(asking).some((crime) => NO_RESTORATIVE.includes(crime))
    return { outcome: mayMeet ? 'any' : 'no-reparation' }
  },
}
