import { one } from '../domain/told.ts'
import type { Action } from './action.ts'

/**
 * Where a referral stands, by reference and secret. A wrong secret and an unknown reference look the same. What is
 * found is a status and times: nothing about the person.
 */
export const lookUpReferral: Action = {
  name: 'look-up-referral',
  outcomes: ['opened', 'wrong', 'slow'],
  async run(asking, { referrals, gateways, clock }) {
    const reference = tidyReference(one(asking, 'track-reference') ?? '')
    const opened = await referrals.open(reference, one(asking, 'track-secret') ?? '', clock.now())
    if (opened.result !== 'opened') return { outcome: opened.result }
    const { kept } = opened
    const status = {
      // Stuck is for whoever runs this: for the person it is still with us, and not there.
      sending: kept.sending === 'stuck' ? 'waiting' : kept.sending,
      ...(kept.untold === true && { untold: true }),
      ...(kept.stopped !== undefined && { stopped: kept.stopped === 'all' ? 'all' : 'some' }),
      area: kept.area,
      at: (kept.receivedAt ?? kept.keptAt).toISOString(),
    }
    if (kept.sending !== 'received') return { outcome: 'opened', found: { status } }
    const there = await gateways.of(kept.area)?.status(reference)
    // A mailbox can never say more, and a desk forgets in its time: "just now" would be untrue of both.
    if (there?.result === 'unknown')
      return { outcome: 'opened', found: { status: { ...status, there: 'unseen' } } }
    if (there?.result !== 'known')
      return { outcome: 'opened', found: { status: { ...status, there: 'unreachable' } } }
    const weeks = there.waitWeeks === undefined ? {} : { weeks: there.waitWeeks }
    return {
      outcome: 'opened',
      found: { status: { ...status, there: there.status, at: there.at.toISOString(), ...weeks } },
    }
  },
}

/** "lark 4 7 2", "Lark-472" and "LARK472" are the same reference. */
export function tidyReference(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '')
  const digits = text.replace(/\D/g, '')
  return `${letters}-${digits}`
}
