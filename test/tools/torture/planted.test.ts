import { expect } from 'chai'
import { join } from 'node:path'
import { torture, type Tortured } from '../../../src/tools/torture/run.ts'
import type { Verdict } from '../../../src/tools/torture/verdict.ts'

const planted = (name: string): string => join(import.meta.dirname, 'planted', `${name}.ts`)

/** How many runs, each with a chance of its own, a fault may take to show itself. */
const RUNS = 4

/** What is found of this kind, in as many runs as it takes: who is killed when is partly chance. */
async function found(
  kind: 'lost' | 'afterWithdrawal',
  scripts: Partial<Tortured>,
  kills: number,
): Promise<readonly unknown[]> {
  for (let run = 0; run < RUNS; run += 1) {
    const { verdict } = await torture({ kills, seed: 11 + run, ...scripts })
    if (verdict[kind].length > 0) return verdict[kind]
  }
  return []
}

const verdictWith = async (scripts: Partial<Tortured>, kills: number): Promise<Verdict> =>
  (await torture({ kills, seed: 11, ...scripts })).verdict

describe('A torture of processes with a fault', () => {
  it('finds what a bot loses that acknowledges before it keeps', async () => {
    expect(await found('lost', { botScript: planted('acknowledges-early') }, 14)).not.to.be.empty
  }).timeout(120_000)

  it('finds what a bot doubles that forgets its idempotency key', async () => {
    const { doubled, unagreed } = await verdictWith({ botScript: planted('draws-new-keys') }, 4)
    expect(doubled).not.to.be.empty
    expect(unagreed, 'under references that nobody agreed to').not.to.be.empty
  }).timeout(120_000)

  it('finds what a bot sends beyond what was agreed to', async () => {
    const { unagreed } = await verdictWith({ botScript: planted('adds-to-what-was-agreed') }, 4)
    expect(unagreed).not.to.be.empty
  }).timeout(120_000)

  it('finds what a gateway acts on that forgets withdrawals', async () => {
    expect(await found('afterWithdrawal', { deskScript: planted('forgets-withdrawals') }, 6)).not.to.be.empty
  }).timeout(120_000)

  it('finds what a gateway loses that answers without keeping', async () => {
    expect(await found('lost', { deskScript: planted('forgets-what-it-accepted') }, 4)).not.to.be.empty
  }).timeout(120_000)

  it('ends with an error where a process ends by itself, and with none of them left', async () => {
    const failing = torture({ kills: 4, seed: 11, botScript: planted('ends-by-itself') })
    let message = ''
    await failing.catch((error: Error) => (message = error.message))
    expect(message).to.include('ended by itself')
  }).timeout(60_000)
})
