import { setTimeout } from 'node:timers/promises'
import type { ActionPorts, Asking } from '../../actions/action.ts'
import { pacing } from '../../actions/pace.ts'
import { sendReferral } from '../../actions/send-referral.ts'
import { withdrawReferral } from '../../actions/withdraw-referral.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Gateways } from '../../ports/gateway.ts'
import type { Referrals } from '../../ports/referrals.ts'
import { makeSafer } from '../../actions/make-safer.ts'
import { agreementOn, agreementOnLess } from './agreement.ts'
import type { Line, OpenAsk, Silent } from './setting.ts'
import { around, askingOf, changing, payloadOn, STOPPED, stopping, takingBack } from './told.ts'

/** What people need of a bot. */
export interface Bot {
  readonly referrals: Referrals
  readonly gateways: Gateways
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly draw: () => number
  /** Tells whoever watches; it is told before the next thing happens. */
  readonly say: (line: Line | Silent) => void
}

const DECLINE = 0.1
const ASK_AGAIN = 0.1
const CORRECT = 0.35
const SAFER = 0.3
const WITHDRAW = 0.3
/** While so long, in milliseconds, somebody may change their mind after it was kept; also while it is being sent. */
const SOON_MS = 120

/** Everything that actions need, on a real store and a real gateway. What sending never uses is not there. */
export function portsOf({ referrals, gateways, clock, draw }: Omit<Bot, 'say'>): ActionPorts {
  const reference = (): never => {
    throw new Error('A reference was taken, and every one here is new')
  }
  const secrets = { reference, words: () => [] }
  return { ...around, referrals, gateways, clock, pace: pacing(draw), secrets } as unknown as ActionPorts
}

/** The people of one life, as they come. */
export function peopleOf(bot: Bot, ports: ActionPorts) {
  const { draw, say } = bot
  const keptNow = new Map<string, () => void>()
  const watched: ActionPorts = {
    ...ports,
    referrals: {
      ...ports.referrals,
      async keep(referral, secret, now) {
        const kept = await ports.referrals.keep(referral, secret, now)
        if (kept === 'kept') keptNow.get(referral.reference)?.()
        return kept
      },
    },
  }

  const send = async (reference: string): Promise<string> => {
    const asking = askingOf(reference, 1, true)
    const line = { ask: 'send', reference, edition: 1, ...namesOf(asking) } as const
    say(line)
    const { outcome } = await sendReferral.run(asking, watched)
    say({ ...line, outcome })
    return outcome
  }
  const decline = async (reference: string): Promise<void> => {
    const line = { ask: 'decline', reference, edition: 1 } as const
    say(line)
    say({ ...line, outcome: (await sendReferral.run(askingOf(reference, 1, false), watched)).outcome })
  }
  const correct = async (reference: string, edition: number): Promise<void> => {
    const asking = changing(reference, edition)
    const line = { ask: 'correct', reference, edition, ...namesOf(asking) } as const
    say(line)
    say({ ...line, outcome: (await sendReferral.run(asking, watched)).outcome })
  }
  const safer = async (reference: string): Promise<void> => {
    const line = { ask: 'safer', reference, edition: 1 } as const
    say(line)
    say({ ...line, outcome: (await makeSafer.run(stopping(reference), watched)).outcome })
  }
  const withdraw = async (reference: string): Promise<void> => {
    const line = { ask: 'withdraw', reference, edition: 1 } as const
    say(line)
    say({ ...line, outcome: (await withdrawReferral.run(takingBack(reference), watched)).outcome })
  }

  const soon = async (act: () => Promise<void>): Promise<void> => {
    await setTimeout(draw() * SOON_MS)
    return act()
  }

  return {
    /** Whoever heard nothing before the last kill comes back and asks for the same again. */
    async again(open: readonly OpenAsk[]): Promise<void> {
      for (const { ask, reference, edition } of open) {
        if (ask === 'send') await send(reference)
        else if (ask === 'decline') await decline(reference)
        else if (ask === 'correct') await correct(reference, edition)
        else if (ask === 'safer') await safer(reference)
        else await withdraw(reference)
      }
    },
    /** Somebody new: sends or does not, and may soon correct it, make it safer or take it back, also while it is on its way. */
    async comes(reference: string): Promise<void> {
      if (draw() < DECLINE) return decline(reference)
      const kept = new Promise<void>((resolve) => keptNow.set(reference, resolve))
      const later = kept.then(async () => {
        const stops = draw() < SAFER ? (draw() < 0.5 ? 'first' : 'last') : 'nothing'
        if (stops === 'first') await soon(() => safer(reference))
        for (let edition = 2; draw() < CORRECT; edition += 1) {
          const next = edition
          await soon(() => correct(reference, next))
        }
        if (stops === 'last') await soon(() => safer(reference))
        if (draw() < WITHDRAW) await soon(() => withdraw(reference))
      })
      // Whatever goes wrong in it is met where it is waited for.
      later.catch(() => undefined)
      const outcome = await send(reference)
      keptNow.delete(reference)
      if (outcome === 'not-agreed') return
      await later
      if (draw() < ASK_AGAIN) await send(reference)
    },
  }
}

const namesOf = (asking: Asking): Pick<Line, 'agreement' | 'less'> => {
  const payload = payloadOn(asking)
  return { agreement: agreementOn(payload), less: agreementOnLess(payload, { stop: [STOPPED] }) }
}
