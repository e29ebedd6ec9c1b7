import { writeSync } from 'node:fs'
import { sendReferral } from '../../actions/send-referral.ts'
import type { Referrals } from '../../ports/referrals.ts'
import { openKeptBy } from './kept.ts'
import { portsOf } from './people.ts'
import { clockOf } from './setting.ts'
import { askingOf } from './told.ts'
import { CONFIRMED, KEPT } from './trace.ts'

/**
 * Keeps so many referrals, one after the other, with no gateway there, and writes a line when each is kept and another when
 * its person is told. `node confirming.ts HOW-MANY FOLDER [DATABASE-URL]`; it is what the counting of syncs watches.
 */
const [count = '0', folder = '', databaseUrl] = process.argv.slice(2)
const clock = clockOf({ began: Date.now(), life: 0 })
const { referrals, close } = await openKeptBy({ folder, ...(databaseUrl !== undefined && { databaseUrl }) })
const watched: Referrals = {
  ...referrals,
  async keep(...asked) {
    const kept = await referrals.keep(...asked)
    writeSync(1, KEPT)
    return kept
  },
}
const ports = portsOf({ referrals: watched, gateways: { of: () => undefined }, clock, draw: Math.random })
for (let next = 0; next < Number(count); next += 1) {
  const { outcome } = await sendReferral.run(askingOf(`SYNC-${1000 + next}`, 1, true), ports)
  if (outcome !== 'waiting') throw new Error(`A referral was not kept: ${outcome}`)
  writeSync(1, CONFIRMED)
}
await close()
