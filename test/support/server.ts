import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'

/** A Haven that runs as anybody would run it, in a process and a folder of its own. */
export interface RunningHaven {
  /** Without a slash at its end. */
  readonly address: string
  readonly port: number
  readonly pid: number
  /** Opens the referrals desk, once. */
  readonly signInLink: string
  /** Where it keeps everything; gone after `stop`. */
  readonly folder: string
  /** Everything that it printed so far. */
  output(): string
  /** Ends the process, waits for it, and removes its folder. May be repeated. */
  stop(): Promise<void>
}

/** Longer than any machine needs; a start that hangs must not hang the tests, in milliseconds. */
const PATIENCE = 30_000

/**
 * Starts Haven on a free port. `env` comes on top of the settings; no setting of the machine reaches it. Rejects with
 * what it printed when it does not start.
 */
export async function startHaven(env: Readonly<Record<string, string>> = {}): Promise<RunningHaven> {
  const folder = mkdtempSync(join(tmpdir(), 'haven-server-'))
  const haven = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: { ...withoutSettings(process.env), PORT: '0', HAVEN_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A run of tests that breaks off leaves no server behind.
  const end = (): void => void haven.kill('SIGKILL')
  process.once('exit', end)
  let printed = ''
  const stop = async (): Promise<void> => {
    await ended(haven)
    process.off('exit', end)
    rmSync(folder, { recursive: true, force: true })
  }
  const isUp = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => failed(), PATIENCE)
    const failed = (): void => {
      clearTimeout(timer)
      reject(new Error(`Haven did not start:\n${printed}`))
    }
    for (const stream of [haven.stdout, haven.stderr]) {
      stream.on('data', (data: Buffer) => {
        printed += data.toString()
        if (!/Haven is at \S+/.test(printed)) return
        clearTimeout(timer)
        resolve()
      })
    }
    haven.once('exit', failed)
  })
  try {
    await isUp
  } catch (error) {
    await stop()
    throw error
  }
  const address = /Haven is at (\S+)/.exec(printed)![1]!
  return {
    address,
    port: Number(new URL(address).port),
    pid: haven.pid!,
    signInLink: /Referrals desk.* (\S+)/.exec(printed)?.[1] ?? '',
    folder,
    output: () => printed,
    stop,
  }
}

const SETTINGS = /^(HAVEN_|Microsoft|PORT$|NODE_ENV$|NODE_OPTIONS$)/

const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !SETTINGS.test(name)))

function ended(haven: ChildProcess): Promise<void> {
  if (haven.exitCode !== null || haven.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const last = setTimeout(() => haven.kill('SIGKILL'), 8_000)
    haven.once('exit', () => {
      clearTimeout(last)
      resolve()
    })
    haven.kill('SIGTERM')
  })
}
