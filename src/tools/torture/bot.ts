import { writeSync } from 'node:fs'
import { httpGateways } from '../../adapters/gateway-http/index.ts'
import { drawing } from '../train/chance.ts'
import { openKeptBy } from './kept.ts'
import { live } from './live.ts'
import { ordersOf } from './orders.ts'
import type { Bot } from './people.ts'
import { botOrdersSchema, clockOf, GIVE_UP_MS, TOKEN } from './setting.ts'

/** Takes the place of what a bot is made of: tests put a fault there. */
export type Change = (bot: Bot) => Bot

/** A bot: gets its orders, keeps and sends on what is left of the one before, and tells what people asked and heard. */
export async function runBot(change: Change = (bot) => bot): Promise<never> {
  const { place, gatewayUrl, began, life, seed, open } = await ordersOf(botOrdersSchema)
  const clock = clockOf({ began, life })
  const { referrals, erase } = await openKeptBy(place)
  const bot = change({
    referrals,
    gateways: httpGateways(() => ({ url: gatewayUrl, token: TOKEN }), {
      timeoutMs: GIVE_UP_MS,
      now: () => clock.now(),
    }),
    clock,
    draw: drawing(seed),
    // Synchronous: what was said is with the watcher, whatever happens to this process next.
    say: (line) => void writeSync(1, `${JSON.stringify(line)}\n`),
  })
  return live({ ...bot, erase }, { life, open })
}

if (import.meta.main) await runBot()
