import type { Referral } from '../domain/referral.ts'
import type { Action, ActionPorts, Done } from './action.ts'
import { correctReferral } from './correct-referral.ts'
import { LEASE_SECONDS, sendOne } from './send-one.ts'
import { agreedReferral, payloadFor, secretFor } from './sending.ts'
import type { Made, Sent } from './sending.ts'

/**
 * Sends what the person agreed to. It is kept durably before anyone is told; then one try is made, and whatever the
 * gateway does, the person hears the truth: their system has it, or we have it and keep trying. Agreed to again after an
 * answer was changed, it is a correction of the same referral, never a second one.
 */
export const sendReferral: Action = {
  name: 'send-referral',
  outcomes: [
    'received',
    'waiting',
    'refused',
    'not-agreed',
    'corrected',
    'correcting',
    'unchanged',
    'gone',
    'elsewhere',
  ],
  lasting: true,
  correctable: true,
  sends: true,
  async run(asking, ports) {
    const made = asking.found.referral as Made | undefined
    const before = asking.found.sent as Sent | undefined
    const now = ports.clock.now()
    const ready = payloadFor(asking, ports)
    const referral = made && ready && agreedReferral(asking, ready.payload, made.reference, now)
    const secret = made && secretFor(asking, made)
    if (!referral || !made || secret === undefined) return { outcome: 'not-agreed' }
    if (before) return correctReferral(ports, referral, secret, before)
    const { kept, reference } = await keep(ports, referral, secret, now)
    if (!kept) return { outcome: 'not-agreed' }
    const sent = await tellTruth(ports, { ...referral, reference }, secret)
    const isOwn = secret !== made.words.join(' ') && secret !== made.unshown
    const known: Made = { ...made, reference, ...(isOwn && { own: secret }) }
    return { ...sent, found: { ...sent.found, referral: known } }
  },
}

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
    reference = ports.secrets.reference(referral.language)
  }
  return { kept: false, reference }
}

async function tellTruth(ports: ActionPorts, referral: Referral, secret: string): Promise<Done> {
  const { reference } = referral
  const now = ports.clock.now()
  const except = ports.pace.resting(now)
  const claimed = await ports.referrals.claim(now, LEASE_SECONDS, { reference, except })
  const { result, at } = claimed ? await sendOne(claimed, ports) : ({ result: 'lost', at: now } as const)
  // Another errand of it, as that it was taken back, says nothing of whether it was sent.
  if (claimed?.errand.kind !== 'create') return asItStands(ports, referral, secret)
  switch (result) {
    case 'told':
      return sentAs('received', referral, at)
    case 'refused':
      return { outcome: 'refused' }
    case 'waiting':
    case 'stuck':
      return sentAs('waiting', referral, now)
    case 'lost':
      return asItStands(ports, referral, secret)
  }
}

/** What was sent, so that a later change is told from it. */
const sentAs = (outcome: 'received' | 'waiting', referral: Referral, at: Date): Done => {
  const { area, contact, consent } = referral
  const sent: Sent = { at: at.toISOString(), area, digest: consent.payload_digest, contact }
  return { outcome, found: { sent } }
}

/**
 * Nothing was ours to send: the gateway is left alone for now, another process is at it, it was sent before a crash, or
 * it was taken back since. Where it stands is looked up, for it may be there already.
 */
async function asItStands(
  { referrals, clock }: ActionPorts,
  referral: Referral,
  secret: string,
): Promise<Done> {
  const now = clock.now()
  const opened = await referrals.open(referral.reference, secret, now)
  if (opened.result !== 'opened') return sentAs('waiting', referral, now)
  const { sending, receivedAt } = opened.kept
  switch (sending) {
    case 'received':
      return sentAs('received', referral, receivedAt ?? now)
    case 'refused':
      return { outcome: 'refused' }
    case 'withdrawn':
      return { outcome: 'gone' }
    case 'waiting':
    case 'stuck':
      return sentAs('waiting', referral, now)
  }
}
