import type { ClaimedReferral, Referrals } from '../ports/referrals.ts'
import type { Clock } from '../ports/clock.ts'
import type { Gateways } from '../ports/gateway.ts'

/** How long one try may hold the referral before another may take it up, in seconds. */
export const LEASE_SECONDS = 30

/** After a try that failed the next comes a minute later, then after twice as long each time, at most an hour. */
const FIRST_RETRY_SECONDS = 60
const LONGEST_RETRY_SECONDS = 3600

/** When to try again, in seconds, after so many tries. */
export const retryAfter = (tries: number): number =>
  Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.min(Math.max(0, tries - 1), 10))

/**
 * Makes one try at sending a referral that was claimed, and settles the claim by what came of it. A gateway that does
 * not answer, or is not there, means waiting. May be repeated: the reference is the idempotency key.
 */
export async function sendOne(
  claimed: ClaimedReferral,
  {
    referrals,
    gateways,
    clock,
  }: { readonly referrals: Referrals; readonly gateways: Gateways; readonly clock: Clock },
): Promise<{ readonly sending: 'received' | 'refused' | 'waiting'; readonly at: Date }> {
  const { referral, lease, tries } = claimed
  const gateway = gateways.of(referral.area)
  const answer = gateway ? await gateway.send(referral) : { result: 'unreachable' as const }
  const now = clock.now()
  if (answer.result === 'received') {
    await referrals.settle(referral.reference, lease, { sending: 'received', at: answer.at })
    return { sending: 'received', at: answer.at }
  }
  const sending = answer.result === 'refused' ? 'refused' : 'waiting'
  const retryAt = new Date(now.getTime() + retryAfter(tries) * 1000)
  await referrals.settle(referral.reference, lease, {
    sending,
    at: now,
    ...(sending === 'waiting' && { retryAt }),
  })
  return { sending, at: now }
}
