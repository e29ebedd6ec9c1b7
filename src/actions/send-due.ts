import { LEASE_SECONDS, sendOne } from './send-one.ts'
import type { Clock } from '../ports/clock.ts'
import type { Gateways } from '../ports/gateway.ts'
import type { Referrals } from '../ports/referrals.ts'

/** What the outbox needs. `isStopping`: no more are begun. */
export interface OutboxPorts {
  readonly referrals: Referrals
  readonly gateways: Gateways
  readonly clock: Clock
  readonly isStopping?: () => boolean
}

/**
 * Sends every referral whose turn it is, one after the other, and resolves with how many were tried. Each try settles
 * when the next one comes, so this ends; a crash in the middle only means that a lease runs out.
 */
export async function sendDue(ports: OutboxPorts): Promise<number> {
  let tried = 0
  while (ports.isStopping?.() !== true) {
    const claimed = await ports.referrals.claim(ports.clock.now(), LEASE_SECONDS)
    if (!claimed) return tried
    await sendOne(claimed, ports)
    tried += 1
  }
  return tried
}
