import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../bench/postgres-server.ts'
import { syncsIn, waitsIn } from './trace.ts'

/**
 * How often the disk was waited for. A kill keeps what the system has in memory, so that it shows nothing of a power
 * cut; these counts do.
 */
export interface Syncs {
  readonly referrals: number
  /** The least for any of them until it was kept; absent where only the sum is known. */
  readonly least?: number
  /** Until its person was told, on average: kept, taken up to be sent, and settled. */
  readonly perReferral: number
}

const CONFIRMING = join(import.meta.dirname, 'confirming.ts')
const ATTACH_MS = 5_000

export const isStraceHere = (): boolean => spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0

/** Of the embedded store, in its own process. The first one opens the files, so it is left out. */
export function syncsOfSqlite(referrals: number): Syncs {
  return inFolder((folder) => {
    const trace = join(folder, 'trace')
    const confirming = [process.execPath, CONFIRMING, String(referrals + 1), folder]
    const calls = 'trace=fsync,fdatasync,write'
    const { status, stderr } = spawnSync('strace', ['-f', '-o', trace, '-e', calls, ...confirming], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0) throw new Error(`The syncs could not be counted: ${stderr}`)
    const waits = waitsIn(readFileSync(trace, 'utf8')).slice(1)
    if (waits.length !== referrals) throw new Error(`Of ${referrals} referrals ${waits.length} were seen`)
    return {
      referrals,
      least: Math.min(...waits.map(({ untilKept }) => untilKept)),
      perReferral: sum(waits.map(({ untilConfirmed }) => untilConfirmed)) / referrals,
    }
  })
}

/**
 * Of a PostgreSQL: the processes that it starts for whoever connects. Rejects where this user may not watch them. Which
 * sync was before which acknowledgement is not seen from there.
 */
export async function syncsOfPostgres(referrals: number): Promise<Syncs> {
  const server = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'haven-syncs-'))
  try {
    const count = async (kept: number): Promise<number> => {
      const trace = join(folder, `trace-${kept}`)
      const strace = spawn(
        'strace',
        ['-f', '-o', trace, '-e', 'trace=fsync,fdatasync', '-p', String(server.pid)],
        {
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      )
      const ended = once(strace, 'close')
      const isAttached = await Promise.race([
        once(strace.stderr, 'data').then(([text]) => String(text).includes('attached')),
        new Promise<boolean>((resolve) => setTimeout(resolve, ATTACH_MS, false)),
      ])
      if (!isAttached) throw new Error('This user may not watch the processes of PostgreSQL')
      const { status } = await run([CONFIRMING, String(kept), folder, server.url])
      strace.kill('SIGINT')
      await ended
      if (status !== 0) throw new Error('The referrals were not all kept')
      return syncsIn(readFileSync(trace, 'utf8'))
    }
    // What opening and making the tables takes is not of a referral.
    await count(0)
    const [opening, all] = [await count(0), await count(referrals)]
    return { referrals, perReferral: (all - opening) / referrals }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(args: readonly string[]): Promise<{ readonly status: number | null }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [status] = (await once(child, 'close')) as [number | null]
  return { status }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'haven-syncs-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
