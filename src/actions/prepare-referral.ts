import type { Action } from './action.ts'

/** Makes the reference, which is also the idempotency key, and the words that we offer as a secret. Once a path. */
export const prepareReferral: Action = {
  name: 'prepare-referral',
  outcomes: ['ready', 'nowhere'],
  run(asking, { directory, secrets }) {
    if (!directory.area(String(asking.found.area))?.gateway) return { outcome: 'nowhere' }
    const made = asking.found.referral ?? {
      reference: secrets.reference(),
      words: secrets.words(asking.language),
    }
    return { outcome: 'ready', found: { referral: made } }
  },
}
