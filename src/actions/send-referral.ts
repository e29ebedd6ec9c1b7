import { one } from '../domain/told.ts'
import type { Referral } from '../domain/referral.ts'
import type { Action, ActionPorts, Done } from './action.ts'
import { LEASE_SECONDS, sendOne } from './send-one.ts'
import { agreedReferral, payloadFor } from './sending.ts'

interface Made {
  readonly reference: string
  readonly words: readonly string[]
}

/**
 * Sends what the person agreed to. It is kept durably before anyone is told; then one try is made, and whatever the
 * gateway does, the person hears the truth: their system has it, or we have it and keep trying.
 */
export const sendReferral: Action = {
  name: 'send-referral',
  outcomes: ['received', 'waiting', 'refused', 'not-agreed'],
  lasting: true,
  sends: true,
  async run(asking, ports) {
    const made = asking.found.referral as Made | undefined
    const now = ports.clock.now()
    const ready = payloadFor(asking, ports)
    const referral = made && ready && agreedReferral(asking, ready.payload, made.reference, now)
    if (!referral || !made) return { outcome: 'not-agreed' }
    const own = one(asking, 'own-secret')
    const isOwn = one(asking, 'secret-choice') === 'own' && own !== undefined
    const { kept, reference } = await keep(ports, referral, isOwn ? own : secretOf(made, ports), now)
    if (!kept) return { outcome: 'not-agreed' }
    return tellTruth(ports, reference, {
      referral: made.reference === reference ? made : { ...made, reference },
    })
  },
}

/** A receipt opens nothing: its secret is drawn, long, and shown to nobody. */
const secretOf = (made: Made, { secrets }: ActionPorts): string =>
  (made.words.length > 0 ? made.words : [1, 2, 3].flatMap(() => secrets.words('en'))).join(' ')

/** Keeps it once. The same person sending again keeps nothing new: the reference is theirs already. */
async function keep(
  ports: ActionPorts,
  referral: Referral,
  secret: string,
  now: Date,
): Promise<{ kept: boolean; reference: string }> {
  let reference = referral.reference
  for (let tries = 0; tries < 20; tries += 1) {
    const result = await ports.referrals.keep({ ...referral, reference }, secret, now)
    if (result === 'kept') return { kept: true, reference }
    reference = ports.secrets.reference()
  }
  return { kept: false, reference }
}

async function tellTruth(
  ports: ActionPorts,
  reference: string,
  found: Record<string, unknown>,
): Promise<Done> {
  const now = ports.clock.now()
  const claimed = await ports.referrals.claim(now, LEASE_SECONDS, reference)
  const sentAt = { sent: { at: now.toISOString() } }
  if (!claimed) return { outcome: 'waiting', found: { ...found, ...sentAt } }
  const { sending, at } = await sendOne(claimed, ports)
  const sent = sending === 'received' ? { sent: { at: at.toISOString() } } : sentAt
  return { outcome: sending, found: { ...found, ...sent } }
}
