import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { ROOT } from '../../content.ts'

/** A Haven in a process of its own, its data in a folder that goes with it. */
export interface RunningHaven {
  readonly url: string
  readonly pid: number
  /** Where it keeps everything; gone after `stop`. */
  readonly folder: string
  /** Everything that it has printed so far, on either stream. */
  output(): string
  /** Puts its clock on; resolves when it has. */
  shift(milliseconds: number): Promise<void>
  /** Ends it as a power cut would, and starts it again on the same data and port. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

/** Where the carrier believes that Haven is, as behind a proxy: what it signs must not be what the socket says. */
export const PUBLIC_URL = 'https://texts.example.org'

/** It starts in a second or two; a machine that does much else needs longer. */
const PATIENCE_MS = 90_000

/** Starts Haven as `npm start` does, with these settings; rejects when it does not come up. */
export async function startHaven(settings: Readonly<Record<string, string>>): Promise<RunningHaven> {
  const data = mkdtempSync(join(tmpdir(), 'haven-handset-'))
  const port = await freePort()
  let shifted = 0
  let printed = ''
  const print = (part: string): void => void (printed += part)
  let running = await launch({ data, settings, port, print }, shifted)
  return {
    url: `http://127.0.0.1:${port}`,
    folder: settings['HAVEN_DATA'] ?? data,
    output: () => printed,
    get pid() {
      return running.child.pid!
    },
    async shift(milliseconds) {
      const done = once(running.child, 'message')
      running.child.send({ shift: milliseconds })
      shifted += milliseconds
      await done
    },
    async killAndRestart() {
      await end(running.child, 'SIGKILL')
      running = await launch({ data, settings, port, print }, shifted)
    },
    async stop() {
      await end(running.child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

interface Launching {
  readonly data: string
  readonly settings: Readonly<Record<string, string>>
  readonly port: number
  readonly print: (part: string) => void
}

async function launch({ data, settings, port, print }: Launching, shifted: number) {
  const clock = new URL('./shifting-clock.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--import', clock, 'src/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HAVEN_DATA: data,
      ...settings,
      HAVEN_PUBLIC_URL: PUBLIC_URL,
      HANDSET_SHIFT: String(shifted),
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stderr!.pipe(process.stderr, { end: false })
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (part: Buffer) => print(part.toString()))
  const lines = createInterface({ input: child.stdout! })
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('Haven did not start'))
    }, PATIENCE_MS)
    lines.on('line', (line) => {
      if (!line.startsWith('Haven is at ')) return
      clearTimeout(late)
      resolve()
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`Haven ended with ${code}`))
    })
  })
  return { child }
}

/** One that has ended already, as after a start that failed, says so never again. */
async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000)
  await ended
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
