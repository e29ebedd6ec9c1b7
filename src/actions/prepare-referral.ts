import { isForSomeoneElse } from '../domain/told.ts'
import type { Action } from './action.ts'

/**
 * Makes the reference, which is also the idempotency key, and the words that we offer as a secret; once a path. For
 * somebody else it is a receipt: there is no secret, so nothing can be opened with it.
 */
export const prepareReferral: Action = {
  name: 'prepare-referral',
  outcomes: ['ready', 'receipt', 'nowhere'],
  run(asking, { directory, secrets }) {
    if (!directory.area(String(asking.found.area))?.gateway) return { outcome: 'nowhere' }
    const forOther = isForSomeoneElse(asking)
    const made = asking.found.referral ?? {
      reference: secrets.reference(),
      words: forOther ? [] : secrets.words(asking.language),
    }
    return { outcome: forOther ? 'receipt' : 'ready', found: { referral: made } }
  },
}
