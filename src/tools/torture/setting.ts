import { z } from 'zod'
import type { KeyRing } from '../../adapters/vault-local/index.ts'
import type { Clock } from '../../ports/clock.ts'

/** What the processes of one run share: who they are to each other, and the time that they live in. */

export const TOKEN = 'a-token-for-the-torture'
/** The same key for all lives of a process. Nothing secret is kept by it. */
export const RING: KeyRing = { current: new Uint8Array(32).fill(7), previous: [] }

/**
 * Haven's time runs so many times as fast as ours, so that leases, pauses and rests keep their proportions and are all
 * met within a life of a second.
 */
export const SPEED = 20
/** As much of Haven's time as the eight seconds after which it gives up on a gateway. */
export const GIVE_UP_MS = 8000 / SPEED
/** Each life begins later by this than the one before, so that no lease of the dead (30 seconds) is in its way. */
const LIFE_SECONDS = 61

const FIRST = Date.parse('2026-11-24T10:00:00Z')

/** A clock of one life. `began`: when the run began, milliseconds since 1970. `skew`: seconds that it is wrong by. */
export const clockOf = ({
  began,
  life,
  skew = 0,
}: {
  began: number
  life: number
  skew?: number
}): Clock => ({
  now: () => new Date(FIRST + (Date.now() - began) * SPEED + (life * LIFE_SECONDS + skew) * 1000),
})

/** By these the proxy says how slow the gateway is with a request, in milliseconds: before it looks, before it answers. */
export const SLOW_BEFORE = 'x-slow-before'
export const SLOW_AFTER = 'x-slow-after'

/** Where a bot keeps: an embedded store in its folder, or a PostgreSQL. Its keys are in the folder either way. */
export const placeSchema = z.object({ folder: z.string(), databaseUrl: z.string().optional() })
export type StorePlace = z.infer<typeof placeSchema>

/** The embedded store in a bot's folder, by the name that it has in earnest. */
export const STORE_FILE = 'haven.db'
/** The gateway's file in its folder. */
export const DESK_FILE = 'gateway.db'

const lifeSchema = z.object({ began: z.number(), life: z.int() })

/** What somebody asked for and has heard nothing of, because the process died. */
const openSchema = z.object({
  ask: z.enum(['send', 'decline', 'correct', 'safer', 'withdraw']),
  reference: z.string(),
  edition: z.int(),
})
export type OpenAsk = z.infer<typeof openSchema>

/** What a bot is told when its life begins. */
export const botOrdersSchema = lifeSchema.extend({
  place: placeSchema,
  gatewayUrl: z.string(),
  seed: z.int(),
  open: z.array(openSchema),
})
export type BotOrders = z.infer<typeof botOrdersSchema>

/** What a gateway is told when its life begins. */
export const deskOrdersSchema = lifeSchema.extend({ folder: z.string(), skew: z.number() })
export type DeskOrders = z.infer<typeof deskOrdersSchema>

/** What a gateway says once it serves. */
export const servingSchema = z.object({ port: z.int() })

/**
 * One line of a bot: what a person asks for and, in a second line that has the outcome, what they were told. `agreement`
 * names the exact content (see agreement.ts).
 */
export const lineSchema = openSchema.extend({
  agreement: z.string().optional(),
  /** Of the same content, without the way of contact that people stop here. */
  less: z.string().optional(),
  outcome: z.string().optional(),
})
export type Line = z.infer<typeof lineSchema>

/** A line of a bot whose database did not answer: somebody heard nothing, and asks again in the next life. */
export const silentSchema = z.object({ silent: z.literal('store') })
export type Silent = z.infer<typeof silentSchema>
