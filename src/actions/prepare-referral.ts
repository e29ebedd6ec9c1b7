import { isForSomeoneElse } from '../domain/told.ts'
import type { Action } from './action.ts'
import { secretFor } from './sending.ts'
import type { Made, Sent } from './sending.ts'

/**
 * Makes the reference, which is also the idempotency key, and the words that we offer as a secret; once a path. By text
 * none is offered, since texts stay on the phone: they may choose a `word`. For somebody else it is a receipt: its secret
 * is shown to nobody, so nothing can be opened with it. The slow hash of the secret is begun, so that it is there when
 * they agree; asked again once they chose their own, it begins theirs. A change of what was sent keeps the `same` ones;
 * where it would go to another area, nobody there has anything to change: `elsewhere`.
 */
export const prepareReferral: Action = {
  name: 'prepare-referral',
  outcomes: ['ready', 'word', 'receipt', 'nowhere', 'same', 'elsewhere'],
  run(asking, { directory, secrets, referrals }) {
    const { area } = asking.found
    const sent = asking.found.sent as Sent | undefined
    if (sent) return { outcome: sent.area === area ? 'same' : 'elsewhere' }
    if (!directory.area(String(area))?.gateway) return { outcome: 'nowhere' }
    const isReceipt = isForSomeoneElse(asking)
    const isByText = asking.channel === 'sms'
    const made = (asking.found.referral as Made | undefined) ?? {
      reference: secrets.reference(asking.language),
      ...(isReceipt || isByText
        ? { words: [], unshown: [1, 2, 3].flatMap(() => secrets.words('en')).join(' ') }
        : { words: secrets.words(asking.language) }),
    }
    const secret = secretFor(asking, made)
    if (secret !== undefined) referrals.prepare(made.reference, secret)
    return { outcome: isReceipt ? 'receipt' : isByText ? 'word' : 'ready', found: { referral: made } }
  },
}
