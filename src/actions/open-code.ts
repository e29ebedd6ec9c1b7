import { one } from '../domain/told.ts'
import type { Action } from './action.ts'
import { idOf, looksLikeCode, mayTry, takeOut } from './codes.ts'

/** Within an hour: as many as a person needs who misreads their own writing. */
const TRIES_OF_A_CONVERSATION = 5
/** Many people share the address of a library, a refuge or a mobile network. */
const TRIES_OF_A_CALLER = 20

/**
 * Opens what was kept under a code, once. What was typed here is forgotten then, so that the code stands nowhere.
 * `reference`: it is no code. `wrong`: nobody has it, it was used, or its time is over. `slow`: there were too many tries.
 * Then it is not kept either: it may be the three words of a referral.
 */
export const openCode: Action = {
  name: 'open-code',
  outcomes: ['reference', 'opened', 'wrong', 'slow'],
  async run(asking, { conversations, clock }) {
    const typed = one(asking, 'track-reference') ?? ''
    if (!looksLikeCode(typed)) return { outcome: 'reference' }
    const { channel, here } = asking
    const now = clock.now()
    const limits: readonly (readonly [who: string, most: number])[] = [
      [`conversation:${here.conversation}`, TRIES_OF_A_CONVERSATION],
      ...(here.caller === undefined ? [] : [[`caller:${here.caller}`, TRIES_OF_A_CALLER] as const]),
    ]
    const unsaid = 'track-reference'
    for (const [who, most] of limits)
      if (!(await mayTry(conversations, who, { most, channel, now }))) return { outcome: 'slow', unsaid }
    const carried = await takeOut(conversations, idOf(typed), { channel, now })
    return carried ? { outcome: 'opened', found: { carried }, afresh: true } : { outcome: 'wrong', unsaid }
  },
}
