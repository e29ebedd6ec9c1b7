import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { livesOf, type Life } from './lives.ts'
import type { Proxy } from './proxy.ts'
import {
  lineSchema,
  servingSchema,
  silentSchema,
  type BotOrders,
  type DeskOrders,
  type OpenAsk,
  type StorePlace,
} from './setting.ts'
import type { LivedLine } from './stories.ts'

/** A bot and a gateway that live, and whatever was said by those before them. */
export interface Stage {
  /** When it began, milliseconds since 1970. */
  readonly began: number
  readonly place: StorePlace
  readonly deskFolder: string
  /** What people asked and heard, as far as their bot has been killed. */
  readonly lines: readonly LivedLine[]
  killBot(): Promise<void>
  beginBot(): void
  killDesk(): Promise<void>
  /** `skew`: seconds that its clock is wrong by. Resolves once it serves. */
  beginDesk(skew: number): Promise<void>
  /** The gateway stands still for a while. */
  freezeDesk(ms: number): void
  /** The address under which the bot of now finds the gateway. */
  gatewayUrl(): string
  /** Throws when a process ended by itself: nobody would be there to be killed. */
  demandAlive(): void
  end(): Promise<void>
}

/** The scripts of the two processes, and where they keep. */
export interface StageSettings {
  readonly folder: string
  readonly databaseUrl: string | undefined
  readonly seed: number
  readonly botScript: string
  readonly deskScript: string
}

/** Prepares both processes; neither lives yet. */
export function setStage(
  { folder, databaseUrl, seed, botScript, deskScript }: StageSettings,
  proxy: Proxy,
): Stage {
  const [botFolder, deskFolder, compiled] = ['bot', 'desk', 'compiled'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const made of [botFolder, deskFolder]) mkdirSync(made)
  const place: StorePlace = { folder: botFolder, ...(databaseUrl !== undefined && { databaseUrl }) }
  const began = Date.now()
  const bots = livesOf(botScript, compiled)
  const desks = livesOf(deskScript, compiled)
  const lines: LivedLine[] = []
  const open = new Map<string, OpenAsk>()
  let life = 0
  let bot: Life | undefined
  let desk: Life | undefined

  return {
    began,
    place,
    deskFolder,
    lines,
    gatewayUrl: () => proxy.urlFor(life),
    beginBot() {
      const gatewayUrl = proxy.urlFor(life)
      const orders = { began, life, place, gatewayUrl, seed: seed + life, open: stillOpen(open) }
      bot = bots.begin(orders satisfies BotOrders)
    },
    async killBot() {
      await bot?.kill()
      for (const text of bot?.lines() ?? []) {
        const line = z.union([silentSchema, lineSchema]).parse(JSON.parse(text))
        if ('silent' in line) {
          proxy.note('silent store')
          continue
        }
        lines.push({ ...line, life })
        const key = `${line.ask} ${line.reference} ${line.edition}`
        if (line.outcome === undefined) open.set(key, line)
        else open.delete(key)
      }
      bot = undefined
      life += 1
    },
    async beginDesk(skew) {
      desk = desks.begin({ began, life, folder: deskFolder, skew } satisfies DeskOrders)
      const { port } = servingSchema.parse(JSON.parse(await desk.first()))
      proxy.gateway = `http://127.0.0.1:${port}`
    },
    async killDesk() {
      proxy.gateway = undefined
      await desk?.kill()
      desk = undefined
    },
    freezeDesk: (ms) => desk?.freeze(ms),
    demandAlive() {
      bot?.demandAlive()
      desk?.demandAlive()
    },
    async end() {
      for (const lives of [bots, desks]) lives.end()
      await Promise.all([bot?.kill(), desk?.kill()])
    },
  }
}

/** Whoever asked to take it back asks for nothing else any more. */
function stillOpen(open: ReadonlyMap<string, OpenAsk>): OpenAsk[] {
  const asks = [...open.values()]
  const back = new Set(asks.filter(({ ask }) => ask === 'withdraw').map(({ reference }) => reference))
  return asks
    .filter(({ ask, reference }) => ask === 'withdraw' || !back.has(reference))
    .map(({ ask, reference, edition }) => ({ ask, reference, edition }))
}
