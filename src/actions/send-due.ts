import type { Alarms } from '../ports/alarms.ts'
import { LEASE_SECONDS, sendOne } from './send-one.ts'
import type { SendingPorts } from './send-one.ts'

/** What the outbox needs. `isStopping`: no more are begun. */
export interface OutboxPorts extends SendingPorts {
  readonly alarms: Alarms
  readonly isStopping?: () => boolean
}

/**
 * Makes every errand whose turn it is, one after the other, and resolves with how many were tried. Gateways that kept
 * silent are left alone. Each try settles when the next one comes, so this ends; a crash in the middle only means that
 * a lease runs out. What is refused now is refused behind the person's back, so somebody here is told.
 */
export async function sendDue(ports: OutboxPorts): Promise<number> {
  const { referrals, clock, pace, alarms } = ports
  let tried = 0
  while (ports.isStopping?.() !== true) {
    const now = clock.now()
    const claimed = await referrals.claim(now, LEASE_SECONDS, { except: pace.resting(now) })
    if (!claimed) return tried
    const { result } = await sendOne(claimed, ports)
    if (result === 'refused')
      alarms.raise({ alarm: 'refused', state: 'raised', area: claimed.area, waiting: 0, stuck: 0 })
    tried += 1
  }
  return tried
}
