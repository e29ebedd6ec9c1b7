import { one } from '../domain/told.ts'
import type { Action } from './action.ts'
import { tidyReference } from './look-up-referral.ts'

/**
 * Takes a referral back, after its secret opened it on this same path. We stop sending at once; the gateway is told,
 * and the person hears when it could not be reached, since then somebody may still act on it.
 */
export const withdrawReferral: Action = {
  name: 'withdraw-referral',
  outcomes: ['withdrawn', 'unreachable'],
  lasting: true,
  async run(asking, { referrals, gateways, clock }) {
    const reference = tidyReference(one(asking, 'track-reference') ?? '')
    const opened = await referrals.open(reference, one(asking, 'track-secret') ?? '', clock.now())
    if (opened.result !== 'opened') return { outcome: 'unreachable' }
    // What was not confirmed yet must not go out while the gateway cannot be told.
    if (opened.kept.sending === 'waiting') await referrals.withdraw(reference)
    const there = await gateways.of(opened.kept.area)?.withdraw(reference)
    if (there?.result !== 'withdrawn') return { outcome: 'unreachable' }
    await referrals.withdraw(reference)
    return { outcome: 'withdrawn' }
  },
}
