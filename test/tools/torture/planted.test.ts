import { expect } from 'chai'
import { join } from 'node:path'
import { torture, type Tortured } from '../../../src/tools/torture/run.ts'
import type { Verdict } from '../../../src/tools/torture/verdict.ts'

const planted = (name: string): string => join(import.meta.dirname, 'planted', `${name}.ts`)

type Kind = Exclude<keyof Verdict, 'waiting'>

/** How many runs, each with a chance of its own, a fault may take to show itself. */
const RUNS = 4

/** Which of these kinds are found, in as many runs as it takes: who is killed when is partly chance. */
async function found(
  kinds: readonly Kind[],
  scripts: Partial<Tortured>,
  kills: number,
): Promise<readonly Kind[]> {
  const seen = new Set<Kind>()
  for (let run = 0; run < RUNS && seen.size < kinds.length; run += 1) {
    const { verdict } = await torture({ kills, seed: 11 + run, ...scripts })
    for (const kind of kinds) if (verdict[kind].length > 0) seen.add(kind)
  }
  return kinds.filter((kind) => seen.has(kind))
}

describe('A torture of processes with a fault', () => {
  it('finds what a bot loses that acknowledges before it keeps', async () => {
    const kinds = ['lost'] as const
    expect(await found(kinds, { botScript: planted('acknowledges-early') }, 14)).to.deep.equal(kinds)
  }).timeout(120_000)

  it('finds what a bot doubles that forgets its key, under references that nobody agreed to', async () => {
    const kinds = ['doubled', 'unagreed'] as const
    expect(await found(kinds, { botScript: planted('draws-new-keys') }, 6)).to.deep.equal(kinds)
  }).timeout(120_000)

  it('finds what a bot sends beyond what was agreed to', async () => {
    const kinds = ['unagreed'] as const
    expect(await found(kinds, { botScript: planted('adds-to-what-was-agreed') }, 4)).to.deep.equal(kinds)
  }).timeout(120_000)

  // Few people take back what the gateway has already: fewer kills often end before one of them.
  it('finds what a gateway acts on that forgets withdrawals', async () => {
    const kinds = ['afterWithdrawal'] as const
    expect(await found(kinds, { deskScript: planted('forgets-withdrawals') }, 24)).to.deep.equal(kinds)
  }).timeout(120_000)

  it('finds what a gateway keeps that forgets which ways of contact were stopped', async () => {
    const kinds = ['unsafe'] as const
    expect(await found(kinds, { deskScript: planted('forgets-stops') }, 12)).to.deep.equal(kinds)
  }).timeout(120_000)

  it('finds what a gateway loses that answers without keeping', async () => {
    const kinds = ['lost'] as const
    expect(await found(kinds, { deskScript: planted('forgets-what-it-accepted') }, 6)).to.deep.equal(kinds)
  }).timeout(120_000)

  it('ends with an error where a process ends by itself, and with none of them left', async () => {
    const failing = torture({ kills: 4, seed: 11, botScript: planted('ends-by-itself') })
    let message = ''
    await failing.catch((error: Error) => (message = error.message))
    expect(message).to.include('ended by itself')
  }).timeout(60_000)
})
