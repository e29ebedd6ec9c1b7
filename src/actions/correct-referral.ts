import type { Referral } from '../domain/referral.ts'
import type { ActionPorts, Done } from './action.ts'
import { LEASE_SECONDS, sendOne } from './send-one.ts'
import type { Sent } from './sending.ts'

/** What waits of one referral is the referral itself, less contact and a correction; never nearly so many. */
const MOST_ERRANDS = 5

/**
 * Puts what was agreed to now in the place of what was sent `before`, under the same reference and secret. `corrected`:
 * their system has the change. `correcting`: we have it, and keep trying. `unchanged`: it is what they have or will have
 * anyway. `gone`: it was taken back, refused, or is over there, so nobody would read a change.
 * `elsewhere`: it would go to another area, where nobody has anything to change.
 */
export async function correctReferral(
  ports: ActionPorts,
  referral: Referral,
  secret: string,
  before: Sent,
): Promise<Done> {
  const { area, contact, consent, reference } = referral
  const digest = consent.payload_digest
  if (digest === before.digest) return { outcome: 'unchanged' }
  if (area !== before.area) return { outcome: 'elsewhere' }
  if ((await ports.referrals.correct(referral, ports.clock.now())) === 'gone') return { outcome: 'gone' }
  const outcome = await tellAll(ports, reference, secret)
  if (outcome === 'gone') return { outcome }
  const sent: Sent = { at: ports.clock.now().toISOString(), area, digest, contact }
  return { outcome, found: { sent } }
}

type Told = 'corrected' | 'correcting' | 'gone'

/** Tells whatever waits of it, in its order, until the gateway does not answer. */
async function tellAll(ports: ActionPorts, reference: string, secret: string): Promise<Told> {
  for (let count = 0; count < MOST_ERRANDS; count += 1) {
    const now = ports.clock.now()
    const except = ports.pace.resting(now)
    const claimed = await ports.referrals.claim(now, LEASE_SECONDS, { reference, except })
    if (!claimed) return asItStands(ports, reference, secret)
    const { result } = await sendOne(claimed, ports)
    if (result === 'refused' || claimed.errand.kind === 'withdraw') return 'gone'
    if (result === 'waiting' || result === 'stuck') return 'correcting'
  }
  return 'correcting'
}

/** Nothing is ours to tell now: all of it is told, the gateway is left alone, or another process is at it. */
async function asItStands(
  { referrals, clock }: ActionPorts,
  reference: string,
  secret: string,
): Promise<Told> {
  const opened = await referrals.open(reference, secret, clock.now())
  if (opened.result !== 'opened') return 'correcting'
  const { sending, untold } = opened.kept
  if (sending === 'withdrawn' || sending === 'refused') return 'gone'
  return sending === 'received' && untold !== true ? 'corrected' : 'correcting'
}
