import type { ClaimedErrand } from '../ports/referrals.ts'
import type { ActionPorts } from './action.ts'
import { LEASE_SECONDS } from './send-one.ts'

/** How often it is looked again, and how long is waited in between, in milliseconds: two seconds, for a person waits. */
const LOOKS = 10
const PAUSE_MS = 200

/**
 * What the gateway has to be told of a referral now, also of a gateway that is left alone: somebody may be about to act.
 * The outbox may be telling it at this moment, and then what comes of that is waited for. `told`: nothing is left to
 * tell. Nothing: another is still at it.
 */
export async function nextErrand(
  { referrals, clock }: Pick<ActionPorts, 'referrals' | 'clock'>,
  reference: string,
  secret: string,
): Promise<ClaimedErrand | 'told' | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const opened = await referrals.open(reference, secret, clock.now())
    if (opened.result === 'opened' && opened.kept.untold !== true) return 'told'
    const claimed = await referrals.claim(clock.now(), LEASE_SECONDS, { reference })
    if (claimed) return claimed
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return undefined
}
