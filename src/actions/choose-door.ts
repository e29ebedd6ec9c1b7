import { mayBeNamed } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Before anything of a referral is said by text, the person says that the phone is theirs alone. */
export const chooseDoor: Action = {
  name: 'choose-door',
  outcomes: ['open', 'ask-first'],
  run: (asking) => ({ outcome: mayBeNamed(asking, asking.channel) ? 'open' : 'ask-first' }),
}
