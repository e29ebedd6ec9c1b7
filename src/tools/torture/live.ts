import { setTimeout } from 'node:timers/promises'
import { sendDue } from '../../actions/send-due.ts'
import { portsOf, peopleOf, type Bot } from './people.ts'
import type { OpenAsk } from './setting.ts'

const PEOPLE = 4
/** The outbox looks so often, in milliseconds. */
const LOOK_MS = 20
/** While more waits than this, nobody new comes: the run is about what is on its way, not about a queue. */
const MOST_WAITING = 40
const PAUSE_MS = 30

/**
 * The life of a bot: several people at once, the outbox, and the destroying of keys that nothing needs any more, until it
 * is killed. `life` makes references that no other life has.
 */
export async function live(
  bot: Bot & { readonly erase: (now: Date) => Promise<number> },
  { life, open }: { readonly life: number; readonly open: readonly OpenAsk[] },
): Promise<never> {
  const ports = portsOf(bot)
  const people = peopleOf(bot, ports)
  const again = byReference(open)
  const name = nameOf(life)
  let [next, waiting] = [100, 0]
  const person = async (): Promise<never> => {
    for (;;) {
      const asked = again.pop()
      if (asked) await withPatience(() => people.again(asked), bot)
      else if (waiting < MOST_WAITING) await withPatience(() => people.comes(`${name}-${next++}`), bot)
      await setTimeout(bot.draw() * PAUSE_MS)
    }
  }
  const outbox = async (): Promise<never> => {
    for (;;) {
      await withPatience(async () => {
        await sendDue({ ...ports, alarms: { raise: () => undefined } })
        waiting = (await bot.referrals.backlog()).reduce((sum, area) => sum + area.waiting + area.stuck, 0)
      }, bot)
      await setTimeout(LOOK_MS)
    }
  }
  const erasing = async (): Promise<never> => {
    for (;;) {
      await bot.erase(bot.clock.now())
      await setTimeout(LOOK_MS * 5)
    }
  }
  return Promise.race([...Array.from({ length: PEOPLE }, person), outbox(), erasing()])
}

/** A database that does not answer is weather, as in Haven itself: this piece of work ends. All else is a bug, and throws. */
async function withPatience(work: () => Promise<void>, { say }: Pick<Bot, 'say'>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DatabaseFault') throw error
    say({ silent: 'store' })
  }
}

/** What one person asked for is asked again in its order. */
function byReference(open: readonly OpenAsk[]): OpenAsk[][] {
  const found = new Map<string, OpenAsk[]>()
  for (const one of open) found.set(one.reference, [...(found.get(one.reference) ?? []), one])
  return [...found.values()]
}

/** Four letters for a number: a reference has no more than eight, and a life no less than one. */
const nameOf = (life: number): string =>
  [26 ** 3, 26 ** 2, 26, 1].map((step) => String.fromCharCode(65 + (Math.floor(life / step) % 26))).join('')
