import type { Action } from './action.ts'

/** Lets this conversation end and its code live on: leaving would destroy both. */
export const releaseCode: Action = {
  name: 'release-code',
  outcomes: ['released'],
  run: () => ({ outcome: 'released', code: 'released' }),
}
