import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import type { Referrals } from '../../src/ports/referrals.ts'
import { contentOf } from './store/claims.ts'
import { aVault, QUICK } from './store/opened-store.ts'
import { aFolder, NOON } from './store/samples.ts'

const KILLS = 15
const KEEPER = join(import.meta.dirname, 'store', 'keeper.ts')

/** What came back after a kill: a reference, and whether its content was the one that was kept under it. */
interface Found {
  readonly reference: string
  readonly isWhole: boolean
}

describe('referrals that were acknowledged', () => {
  const folder = aFolder()
  const file = join(folder.path, 'haven.db')
  after(() => folder.remove())

  it(`are all there after ${KILLS} kills, whole, and none of them twice`, async () => {
    const acknowledged: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      const round = await keepUntilKilled(file, `KILL${String.fromCharCode(65 + kill)}`)
      expect(round.length, 'a round that kept nothing proves nothing').to.be.greaterThan(0)
      acknowledged.push(...round)
      expect(faults(round, await drain(file))).to.deep.equal({ lost: [], doubled: [], altered: [] })
    }
    expect(await unopened(file, acknowledged)).to.deep.equal([])
  }).timeout(120_000)

  it('would be missed if one row were lost, altered or there twice', async () => {
    const round = await keepUntilKilled(file, 'FAULT', 3)
    const [lost = '', altered = '', queueless = ''] = round
    const db = new DatabaseSync(file)
    db.exec(`delete from outbox where reference in ('${lost}', '${queueless}')`)
    db.exec(`delete from tracking where reference = '${lost}'`)
    db.close()
    const found = await drain(file)
    const planted = found.map((one) => ({ ...one, isWhole: one.isWhole && one.reference !== altered }))
    expect(faults(round, [...planted, ...found.slice(-1)])).to.deep.equal({
      lost: [lost, queueless],
      doubled: found.slice(-1).map(({ reference }) => reference),
      altered: [altered],
    })
    expect(await unopened(file, round)).to.deep.equal([lost])
  })
})

/** Lets a process keep referrals, kills it at some moment soon after `least` of them, and answers what it acknowledged. */
async function keepUntilKilled(file: string, prefix: string, least = 1): Promise<readonly string[]> {
  const keeper = spawn(process.execPath, [KEEPER, file, prefix], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  keeper.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  while (output.split('\n').length <= least) await once(keeper.stdout, 'data')
  await setTimeout(5 + Math.random() * 60)
  keeper.kill('SIGKILL')
  await once(keeper, 'close')
  // The last line may have been cut off by the kill, and a line that was cut off acknowledges nothing.
  const lines = output.split('\n').slice(0, -1)
  for (const line of lines) expect(line).to.match(/ kept$/)
  return lines.map((line) => line.replace(/ kept$/, ''))
}

/** Claims and settles everything that waits, as the sender would after a restart. */
async function drain(file: string): Promise<readonly Found[]> {
  const store = openStore({ file, vault: aVault, secretCost: QUICK })
  const found: Found[] = []
  const claimNext = async (referrals: Referrals): Promise<void> => {
    for (let claim = await referrals.claim(NOON, 60); claim; claim = await referrals.claim(NOON, 60)) {
      const { reference } = claim
      const account = contentOf(claim)?.account
      found.push({ reference, isWhole: account === `account of ${reference}` })
      await referrals.settle(claim, { result: 'told', at: NOON })
    }
  }
  await Promise.all(Array.from({ length: 16 }, () => claimNext(store.referrals)))
  await store.close()
  return found
}

/** Those that their owner could not open any more. */
async function unopened(file: string, references: readonly string[]): Promise<readonly string[]> {
  const store = openStore({ file, vault: aVault, secretCost: QUICK })
  const results = await Promise.all(
    references.map((reference) => store.referrals.open(reference, reference, NOON)),
  )
  await store.close()
  return references.filter((_, index) => results[index]?.result !== 'opened')
}

/** Compares what was acknowledged with what was found. */
function faults(acknowledged: readonly string[], found: readonly Found[]) {
  const seen = found.map(({ reference }) => reference)
  const seenOnce = new Set(seen)
  return {
    lost: acknowledged.filter((reference) => !seenOnce.has(reference)),
    doubled: seen.filter((reference, index) => seen.indexOf(reference) !== index),
    altered: found.filter(({ isWhole }) => !isWhole).map(({ reference }) => reference),
  }
}
