import { one } from '../domain/told.ts'
import type { KeptReferral } from '../ports/referrals.ts'
import type { Action, ActionPorts } from './action.ts'
import { tidyReference } from './look-up-referral.ts'
import { nextErrand } from './next-errand.ts'
import { sendOne } from './send-one.ts'

/** How long somebody waits to learn whether it was read there, in milliseconds; without an answer it may have been. */
const PATIENCE_MS = 2_000

/**
 * Takes a referral back, after its secret opened it on this same path. We stop and wipe at once, durably. `withdrawn`:
 * nobody else has it, or the gateway knows and nobody there had read it. `asked`: the gateway knows, and somebody there
 * may have acted on it, so what they noted themselves is for its controller to delete. `unreachable`: the gateway may
 * have it and does not know yet, so somebody may still act on it; we go on telling them for as long as it takes. `slow`:
 * too many wrong tries by somebody meanwhile, so nothing was done.
 */
export const withdrawReferral: Action = {
  name: 'withdraw-referral',
  outcomes: ['withdrawn', 'asked', 'unreachable', 'slow'],
  lasting: true,
  async run(asking, ports) {
    const { referrals, clock } = ports
    const reference = tidyReference(one(asking, 'track-reference') ?? '')
    const secret = one(asking, 'track-secret') ?? ''
    const opened = await referrals.open(reference, secret, clock.now())
    if (opened.result !== 'opened') return { outcome: 'slow' }
    await referrals.withdraw(reference, clock.now())
    const wasRead = opened.kept.sending === 'received' && !(await isUnread(ports, opened.kept))
    if (!(await isKnownThere(ports, reference, secret))) return { outcome: 'unreachable' }
    return { outcome: wasRead ? 'asked' : 'withdrawn' }
  },
}

/** Whether nobody there has opened it, as far as the gateway can say; it does not know yet that it was taken back. */
async function isUnread({ gateways }: ActionPorts, { area, reference }: KeptReferral): Promise<boolean> {
  const asked = gateways.of(area)?.status(reference)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
  const there = await Promise.race([asked, late])
  clearTimeout(timer)
  return there?.result === 'known' && there.status === 'received'
}

/** Tells the gateway now, if it has to be told. */
async function isKnownThere(ports: ActionPorts, reference: string, secret: string): Promise<boolean> {
  const errand = await nextErrand(ports, reference, secret)
  return errand === 'told' || (errand !== undefined && (await sendOne(errand, ports)).result === 'told')
}
