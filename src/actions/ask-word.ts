import type { Action } from './action.ts'
import { asleepIn } from './asleep.ts'

/** Whether a word stands before what sleeps here. */
export const askWord: Action = {
  name: 'ask-word',
  outcomes: ['asked', 'none'],
  run: ({ found }) => ({ outcome: asleepIn(found)?.word === undefined ? 'none' : 'asked' }),
}
