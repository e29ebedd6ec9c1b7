import { writeSync } from 'node:fs'
import { openStore } from '../../../src/adapters/store-sqlite/index.ts'
import { aVault, QUICK } from './opened-store.ts'
import { aReferral, NOON } from './samples.ts'

// A process that keeps referrals until it is killed. It writes a reference to its output only once it was acknowledged.
const [file = '', prefix = ''] = process.argv.slice(2)
const { referrals } = openStore({ file, vault: aVault, secretCost: QUICK })
let next = 100

async function keepOn(): Promise<void> {
  while (next < 1_000_000) {
    const reference = `${prefix}-${next++}`
    const result = await referrals.keep(aReferral(reference, `account of ${reference}`), reference, NOON)
    writeSync(1, `${reference} ${result}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, keepOn))
