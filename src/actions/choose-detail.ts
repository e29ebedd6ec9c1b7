import { wantsFewest } from '../domain/told.ts'
import type { Action } from './action.ts'

/** How much is asked before they are passed on: everything that helps, or the fewest details that let somebody ring. */
export const chooseDetail: Action = {
  name: 'choose-detail',
  outcomes: ['whole', 'brief'],
  run: (asking) => ({ outcome: wantsFewest(asking) ? 'brief' : 'whole' }),
}
