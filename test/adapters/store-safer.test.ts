import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect } from 'chai'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { MIGRATIONS } from '../../src/adapters/store-sqlite/migrations.ts'
import { needsPostgres } from '../support/a-postgres.ts'
import { openedPostgres } from './store/opened-postgres.ts'
import { aVault, openedSqlite } from './store/opened-store.ts'
import { saferContract } from './store/safer-contract.ts'
import { aFolder, aReferral, NOON } from './store/samples.ts'

describe('less contact in SQLite', () => saferContract(async () => openedSqlite()))

describe('less contact in PostgreSQL', () => {
  before(needsPostgres)
  saferContract(() => openedPostgres())
})

describe('a store of before less contact could be asked for', () => {
  it('goes on where it was, errand by errand', async () => {
    const folder = aFolder()
    const file = join(folder.path, 'haven.db')
    const settings = { file, vault: aVault, secretCost: 2 }
    const old = new DatabaseSync(file)
    for (const migration of MIGRATIONS.slice(0, 2)) old.exec(migration)
    old.exec('pragma user_version = 2')
    const hash = Buffer.alloc(32)
    for (const [reference, sending] of [
      ['STAFFS-111', 'waiting'],
      ['STAFFS-222', 'withdrawn'],
    ] as const)
      old
        .prepare(
          `insert into tracking (reference, area, payload_digest, sending, kept_at, sequence, salt, cost, hash)
           values (?, 'staffordshire', ?, ?, ?, 2, ?, 2, ?)`,
        )
        .run(reference, 'a'.repeat(64), sending, NOON.getTime(), hash, hash)
    const queue = old.prepare(
      `insert into outbox (reference, sequence, area, kind, sealed, kept_at, due_at, tries, was_tried)
       values (?, ?, 'staffordshire', ?, ?, ?, ?, 3, 1)`,
    )
    const sealed = aVault.seal(Buffer.from(JSON.stringify(aReferral('STAFFS-111'))), 'referral|STAFFS-111')
    queue.run('STAFFS-111', 1, 'create', sealed, NOON.getTime(), NOON.getTime())
    queue.run('STAFFS-222', 2, 'withdraw', null, NOON.getTime(), NOON.getTime())
    old.close()

    const { referrals, close } = openStore(settings)
    await referrals.makeSafer('STAFFS-111', { stop: ['phone'] }, NOON)
    const kinds: unknown[] = []
    for (let claim = await referrals.claim(NOON, 30); claim; claim = await referrals.claim(NOON, 30)) {
      kinds.push([claim.reference, claim.sequence, claim.errand.kind, claim.tries])
      await referrals.settle(claim, { result: 'told', at: NOON })
    }
    expect(kinds).to.have.deep.members([
      ['STAFFS-111', 3, 'safer', 1],
      ['STAFFS-111', 1, 'create', 4],
      ['STAFFS-222', 2, 'withdraw', 4],
    ])
    await close()
    folder.remove()
  })
})
