import { many, one } from '../domain/told.ts'
import { saferSchema, type Safer } from '../domain/safer.ts'
import type { Action, ActionPorts } from './action.ts'
import { tidyReference } from './look-up-referral.ts'
import { nextErrand } from './next-errand.ts'
import { sendOne } from './send-one.ts'

/**
 * Makes contact safer, after the secret opened the referral on this same path. It works at once and for good. `safer`: the
 * gateway knows, or was never handed anything, and only ever gets less. `untold`: the gateway may have it and does not
 * know yet, so somebody may still use what was stopped; we go on telling them for as long as it takes. `gone`: nothing is
 * there to be changed any more. `slow`: too many wrong tries by somebody meanwhile, so nothing was done.
 */
export const makeSafer: Action = {
  name: 'make-safer',
  outcomes: ['safer', 'untold', 'gone', 'slow'],
  lasting: true,
  async run(asking, ports) {
    const { referrals, clock } = ports
    const reference = tidyReference(one(asking, 'track-reference') ?? '')
    const secret = one(asking, 'track-secret') ?? ''
    const safer = saferIn(one(asking, 'stop-all'), many(asking, 'unsafe-ways'))
    if ((await referrals.open(reference, secret, clock.now())).result !== 'opened') return { outcome: 'slow' }
    if (!safer || (await referrals.makeSafer(reference, safer, clock.now())) === 'gone')
      return { outcome: 'gone' }
    return { outcome: (await isKnownThere(ports, reference, secret)) ? 'safer' : 'untold' }
  },
}

/** What they stopped on this path, together. */
const saferIn = (all: string | undefined, ways: readonly string[]): Safer | undefined =>
  saferSchema.safeParse({ stop: all === 'yes' ? 'all' : ways.filter((way) => way !== 'none') }).data

/** Tells the gateway now, if it has to be told. Not a referral that waits: whether that arrives is another thing. */
async function isKnownThere(ports: ActionPorts, reference: string, secret: string): Promise<boolean> {
  const errand = await nextErrand(ports, reference, secret)
  if (errand === 'told') return true
  if (!errand || (await sendOne(errand, ports)).result !== 'told') return false
  return errand.errand.kind === 'safer'
}
