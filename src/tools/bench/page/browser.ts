import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { z } from 'zod'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
]
/** Longer than a browser takes to start, in milliseconds. */
const PATIENCE_MS = 30_000

type Params = Readonly<Record<string, unknown>>
type Hear = (method: string, params: Params) => void

/**
 * A browser that is spoken to over its own protocol and nothing else. What drives tests puts scripts and worlds of its own
 * into every page, which on a slowed processor takes some 80 ms of the figure that is to be measured.
 */
export interface Browser {
  /** A page with nothing kept from before, as wide as an old phone. */
  open(): Promise<Tab>
  close(): void
}

export interface Tab {
  /** Asks the browser something about this page. Rejects with what the browser says when it cannot. */
  send(method: string, params?: Params): Promise<unknown>
  on(hear: Hear): void
  close(): Promise<void>
}

export const isBrowserHere = (): boolean => existsSync(CHROMIUM)

const message = z.object({
  id: z.number().optional(),
  sessionId: z.string().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})
const made = z.object({
  browserContextId: z.string().optional(),
  targetId: z.string().optional(),
  sessionId: z.string().optional(),
})

/** Starts Chromium with a profile of its own, which is gone after `close`. */
export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'haven-browser-'))
  const chromium = spawn(CHROMIUM, [...ARGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const socket = new WebSocket(await addressOf(chromium.stderr))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  const heard = new Map<string, Hear>()
  let last = 0
  const send = (method: string, params: Params = {}, sessionId?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (last += 1)
      waiting.set(id, { resolve, reject })
      socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
  socket.on('message', (data: Buffer) => {
    const { id, sessionId, method, params, result, error } = message.parse(JSON.parse(data.toString()))
    const asked = id === undefined ? undefined : waiting.get(id)
    if (id !== undefined) waiting.delete(id)
    if (error) asked?.reject(new Error(error.message))
    else asked?.resolve(result)
    if (method !== undefined && sessionId !== undefined) heard.get(sessionId)?.(method, params ?? {})
  })
  const make = async (method: string, params: Params = {}) => made.parse(await send(method, params))
  return {
    async open() {
      const { browserContextId } = await make('Target.createBrowserContext')
      const { targetId } = await make('Target.createTarget', { url: 'about:blank', browserContextId })
      const { sessionId = '' } = await make('Target.attachToTarget', { targetId, flatten: true })
      return {
        send: (method, params) => send(method, params, sessionId),
        on: (hear) => void heard.set(sessionId, hear),
        close: async () => void (await send('Target.disposeBrowserContext', { browserContextId })),
      }
    },
    close() {
      socket.close()
      chromium.once('exit', () => rmSync(profile, { recursive: true, force: true }))
      chromium.kill()
    },
  }
}

/** Where a browser that has just been started listens, which it says in its own words. */
const addressOf = (words: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Chromium did not start')), PATIENCE_MS)
    let said = ''
    words.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /DevTools listening on (\S+)/.exec(said)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    })
  })
