import type { Action } from './action.ts'

/** The questions whose answers can be changed from here. `sent`: they were sent, so that none can be. */
export const listAnswers: Action = {
  name: 'list-answers',
  outcomes: ['some', 'none', 'sent'],
  finds: ['answers'],
  run({ here }) {
    const answers = here.changeable()
    if (answers.length > 0) return { outcome: 'some', found: { answers } }
    return { outcome: here.isSent() ? 'sent' : 'none' }
  },
}
