import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openStore } from '../../adapters/store-sqlite/index.ts'
import { openKeys } from '../../adapters/vault-local/index.ts'
import { plainReferral } from './plain-referral.ts'

/** Hashes that may be under way at once: the store prepares no more. */
const TOGETHER = 20
const ROUNDS = 15
const UNPREPARED = 20

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** How long it takes until an agreed referral is durable in the embedded store, with secrets as slow as in earnest. */
export async function benchReferral(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haven-bench-'))
  // As `assemble.ts` wires it: the key of a referral's content is durable in keys.db before the content is.
  const keys = openKeys(folder, { current: new Uint8Array(32).fill(7), previous: [] })
  const { referrals, close } = openStore({ file: join(folder, 'haven.db'), vault: keys.contents.vault })
  let next = 1000
  const drawn = (): string => `BENCH-${next++}`
  const timed = async (reference: string): Promise<number> => {
    const began = performance.now()
    await referrals.keep(
      plainReferral(reference, `account of ${reference}`, new Date()),
      reference,
      new Date(),
    )
    return performance.now() - began
  }
  try {
    const unprepared: number[] = []
    for (let count = 0; count < UNPREPARED; count += 1) unprepared.push(await timed(drawn()))
    const reading = Math.max(...unprepared) * TOGETHER * 1.5
    const prepared: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const references = Array.from({ length: TOGETHER }, drawn)
      for (const reference of references) referrals.prepare(reference, reference)
      await setTimeout(reading)
      for (const reference of references) prepared.push(await timed(reference))
    }
    say(
      'Kept durably (its key, then referral, agreement and errand in one commit), embedded store, one after the other:',
    )
    print('hash prepared at the review', prepared)
    print('hash made when they agree', unprepared)
    const bar = at(prepared, 0.99)
    say(`  ${bar <= 20 ? 'reached    ' : 'NOT REACHED'} p99 at most 20 ms: ${bar.toFixed(1)}`)
  } finally {
    await close()
    keys.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

const print = (what: string, times: readonly number[]): void =>
  say(
    `  ${what.padEnd(28)} ${String(times.length).padStart(4)} times   p50 ${at(times, 0.5).toFixed(1)} ms   p99 ${at(times, 0.99).toFixed(1)} ms   most ${Math.max(...times).toFixed(1)} ms`,
  )
