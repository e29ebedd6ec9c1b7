import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Gateway, Gateways } from '../ports/gateway.ts'
import type { ClaimedErrand, Referrals, Settled } from '../ports/referrals.ts'
import type { Pace } from './pace.ts'
import { promisedUntil } from './promised-window.ts'

/** How long one try may hold an errand before another may take it up, in seconds. */
export const LEASE_SECONDS = 30

/**
 * Something is stuck when it has had tries enough of its own (about four hours of them, so a gateway that was down and
 * left alone makes nothing stuck) and the promised day lies three days back: by then people were alarmed for days.
 */
const ENOUGH_TRIES = 12
const AFTER_PROMISE_MS = 3 * 24 * 60 * 60 * 1000

/** What sending needs. */
export interface SendingPorts {
  readonly referrals: Referrals
  readonly gateways: Gateways
  readonly directory: Pick<Directory, 'area' | 'bankHolidays'>
  readonly clock: Clock
  readonly pace: Pace
}

/** How one try ended. `lost`: somebody else holds the errand by now, or it was taken back, so nothing was settled. */
export interface Sent {
  readonly result: Settled['result'] | 'lost'
  readonly at: Date
}

/**
 * Makes one try at an errand that was claimed, and settles the claim by what came of it. A gateway that does not
 * answer, or is not there, means waiting. May be repeated: reference and sequence are the idempotency key.
 */
export async function sendOne(claimed: ClaimedErrand, ports: SendingPorts): Promise<Sent> {
  const { referrals, gateways, clock, pace } = ports
  const { area } = claimed
  pace.begin(area, clock.now())
  const gateway = gateways.of(area)
  const answer = gateway ? await tell(gateway, claimed) : UNREACHABLE
  const now = clock.now()
  pace.end(area, answer.result !== 'unreachable', now)
  const settled = settledBy(answer, claimed, now, ports)
  const isOurs = await referrals.settle(claimed, settled)
  return { result: isOurs ? settled.result : 'lost', at: settled.at }
}

type Answer =
  | { readonly result: 'received'; readonly at: Date }
  | { readonly result: 'told' | 'withdrawn' | 'refused' | 'unreachable' }

const UNREACHABLE = { result: 'unreachable' } as const

function tell(gateway: Gateway, { errand, reference, sequence }: ClaimedErrand): Promise<Answer> {
  switch (errand.kind) {
    case 'create':
      return gateway.send(errand.referral)
    case 'correct':
      return gateway.correct(errand.referral, sequence)
    case 'safer':
      return gateway.makeSafer(reference, errand.safer, sequence)
    case 'withdraw':
      return gateway.withdraw(reference)
  }
}

function settledBy(answer: Answer, claimed: ClaimedErrand, now: Date, ports: SendingPorts): Settled {
  switch (answer.result) {
    case 'received':
      return { result: 'told', at: answer.at }
    case 'told':
    case 'withdrawn':
      return { result: 'told', at: now }
    case 'refused':
      return { result: 'refused', at: now }
    case 'unreachable':
      return isStuck(claimed, now, ports)
        ? { result: 'stuck', at: now }
        : { result: 'waiting', at: now, retryAt: ports.pace.retryAt(now, claimed.tries) }
  }
}

/** What takes something away never is: until they know, somebody may act on it, so it is told for as long as it takes. */
function isStuck(
  { errand, area, keptAt, tries }: ClaimedErrand,
  now: Date,
  { directory }: SendingPorts,
): boolean {
  if (errand.kind === 'withdraw' || errand.kind === 'safer' || tries < ENOUGH_TRIES) return false
  const promised = promisedUntil(keptAt, directory.area(area), directory.bankHolidays())
  return now.getTime() > promised.getTime() + AFTER_PROMISE_MS
}
