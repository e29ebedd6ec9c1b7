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
      sending: kept.sending,
      area: kept.area,
      at: (kept.receivedAt ?? kept.keptAt).toISOString(),
    }
    if (kept.sending !== 'received') return { outcome: 'opened', found: { status } }
    const there = await gateways.of(kept.area)?.status(reference)
    if (there?.result !== 'known')
      return { outcome: 'opened', found: { status: { ...status, there: 'unreachable' } } }
    return {
      outcome: 'opened',
      found: { status: { ...status, there: there.status, at: there.at.toISOString() } },
    }
  },
}

/** "lark 4 7 2", "Lark-472" and "LARK472" are the same reference. */
export function tidyReference(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '')
  const digits = text.replace(/\D/g, '')
  return `${letters}-${digits}`
}
