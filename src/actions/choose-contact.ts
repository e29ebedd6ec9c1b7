import { isPostRuledOut } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Letters are not offered where whoever holds the person would read them. */
export const chooseContact: Action = {
  name: 'choose-contact',
  outcomes: ['any', 'no-post'],
  run: (asking) => ({ outcome: isPostRuledOut(asking) ? 'no-post' : 'any' }),
}
