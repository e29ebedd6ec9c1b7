import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'chai'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { slowSecrets } from '../../src/adapters/store-shared/secrets.ts'
import { MIGRATIONS } from '../../src/adapters/store-sqlite/migrations.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { conversationsContract } from './store/conversations-contract.ts'
import { openedSqlite, aVault } from './store/opened-store.ts'
import { inboxContract } from './store/inbox-contract.ts'
import { referralsContract } from './store/referrals-contract.ts'
import { aFolder, aReferral, NOON } from './store/samples.ts'
import { textsContract } from './store/texts-contract.ts'

const KEEPER = join(import.meta.dirname, 'store', 'keeper.ts')

describe('conversations in SQLite', () => conversationsContract(async () => openedSqlite()))
describe('referrals in SQLite', () => referralsContract(async () => openedSqlite()))
describe('the inbox in SQLite', () => inboxContract(async () => openedSqlite()))
describe('texts in SQLite', () => textsContract(async () => openedSqlite()))

describe('the SQLite store', () => {
  let folder: ReturnType<typeof aFolder>
  let file: string
  beforeEach(() => {
    folder = aFolder()
    file = join(folder.path, 'new', 'haven.db')
  })
  afterEach(() => folder.remove())

  const open = (vault = aVault) => openStore({ file, vault })
  const inFile = (sql: string): void => {
    const db = new DatabaseSync(file)
    db.exec(sql)
    db.close()
  }

  const second = () => spawnSync(process.execPath, [KEEPER, file, 'SECOND'], { encoding: 'utf8' })

  it('refuses a second process with a sentence that says why', async () => {
    const store = open()
    const { status, stderr } = second()
    expect(status).to.equal(1)
    expect(stderr).to.include('Another Haven has')
    await store.close()
  })

  it('refuses a second store in the same process, and still goes on alone', async () => {
    const store = open()
    expect(() => open()).to.throw('Another Haven has')
    expect(second().stderr).to.include('Another Haven has')
    const saved = await store.conversations.save('cookie', 0, { channel: 'web', place: 1, idleAt: NOON })
    expect(saved).to.equal('saved')
    await store.close()
  })

  it('refuses a key that is not the one it was sealed with', async () => {
    await open().close()
    expect(() => open(localVault(new Uint8Array(32).fill(8)))).to.throw('another key')
    await open().close()
  })

  it('refuses a file that a newer Haven wrote', async () => {
    await open().close()
    inFile('pragma user_version = 1000')
    expect(() => open()).to.throw('newer Haven')
  })

  it('makes files that only their owner can read', async function () {
    if (process.platform === 'win32') return this.skip()
    const store = open()
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o077, name).to.equal(0)
    await store.close()
  })

  it('finishes what was asked for before it closes, and refuses what comes after', async () => {
    const store = open()
    const saved = store.conversations.save('cookie', 0, { channel: 'web', place: 1, idleAt: NOON })
    await Promise.all([store.close(), store.close()])
    expect(await saved).to.equal('saved')
    const late = await store.conversations.forget('cookie').catch((error: unknown) => error)
    expect(late).to.be.instanceOf(Error)
    const again = open()
    expect((await again.conversations.load('cookie'))?.place).to.equal(1)
    await again.close()
  })

  const MOVED = [
    {
      what: 'moved to another conversation',
      sql: 'update conversations set sealed = (select sealed from conversations where version = 3)',
    },
    { what: 'put back over a newer version', sql: 'update conversations set version = 4 where version = 3' },
    {
      what: 'altered',
      sql: "update conversations set sealed = cast(substr(sealed, 1, length(sealed) - 1) || 'x' as blob)",
    },
  ]
  for (const { what, sql } of MOVED) {
    it(`does not open a place that was ${what}`, async () => {
      const store = open()
      const kept = { channel: 'web', place: 'here', idleAt: NOON } as const
      await store.conversations.save('one', 0, kept)
      for (const version of [0, 1, 2]) await store.conversations.save('two', version, kept)
      await store.close()
      inFile(sql)
      const again = open()
      const loads = await Promise.allSettled(['one', 'two'].map((id) => again.conversations.load(id)))
      expect(loads.map((load) => load.status)).to.include('rejected')
      await again.close()
    })
  }

  it('passes over a referral that was moved to another row, and sends the next', async () => {
    const store = openStore({ file, vault: aVault, secretCost: 2 })
    for (const reference of ['STAFFS-111', 'STAFFS-222'])
      await store.referrals.keep(aReferral(reference), 'a', NOON)
    await store.close()
    inFile(`update outbox set sealed = (select sealed from outbox where reference = 'STAFFS-222')`)
    const again = open()
    const failed = await again.referrals.claim(NOON, 30).catch((error: unknown) => error)
    expect(failed)
      .to.be.instanceOf(Error)
      .with.property('message', 'The kept referral STAFFS-111 cannot be read')
    expect((await again.referrals.claim(NOON, 30))?.reference).to.equal('STAFFS-222')
    expect((await again.referrals.backlog())[0], 'a person has to look').to.deep.include({
      waiting: 1,
      stuck: 1,
    })
    await again.close()
  })

  it('takes over what an older Haven kept: what waits goes on, what ended is known', async () => {
    const folderMade = openStore({ file, vault: aVault, secretCost: 2 })
    await folderMade.close()
    const sealed = aVault.seal(Buffer.from(JSON.stringify(aReferral('STAFFS-111'))), 'referral|STAFFS-111')
    rmSync(file)
    const old = new DatabaseSync(file)
    old.exec(MIGRATIONS[0]!)
    old.exec('pragma user_version = 1')
    const { salt, cost, hash } = await slowSecrets(aVault, 2).hash('STAFFS-111', 'mine')
    const track = old.prepare("insert into tracking values (?, 'staffordshire', ?, ?, ?, ?, ?, ?, ?)")
    const digest = aReferral('STAFFS-111').consent.payload_digest
    track.run('STAFFS-111', digest, 'waiting', NOON.getTime(), null, salt, cost, hash)
    track.run('STAFFS-222', digest, 'received', NOON.getTime(), NOON.getTime(), salt, cost, hash)
    old.prepare("insert into outbox values ('STAFFS-111', ?, ?, null, 0, 3)").run(sealed, NOON.getTime())
    old.close()
    const { referrals, close } = open()
    expect(await referrals.keep(aReferral('STAFFS-111'), 'mine', NOON)).to.equal('kept')
    expect((await referrals.open('STAFFS-111', 'mine', NOON)).result).to.equal('opened')
    await referrals.correct(aReferral('STAFFS-111', 'new'), NOON)
    const claim = await referrals.claim(NOON, 30)
    expect(claim).to.deep.include({
      reference: 'STAFFS-111',
      area: 'staffordshire',
      sequence: 1,
      tries: 4,
      keptAt: NOON,
    })
    expect(claim?.errand).to.deep.equal({ kind: 'create', referral: aReferral('STAFFS-111') })
    await referrals.settle(claim!, { result: 'told', at: NOON })
    expect((await referrals.claim(NOON, 30))?.sequence, 'it had been tried').to.equal(2)
    expect(await referrals.forget([{ area: 'staffordshire', unsent: new Date(0), ended: NOON }])).to.equal(1)
    await close()
  })

  it('does not wait for years when a clock was once wrong by years', async () => {
    const store = openStore({ file, vault: aVault, secretCost: 2 })
    await store.referrals.keep(aReferral('STAFFS-111'), 'a', NOON)
    const wrong = new Date('2036-01-01T00:00:00Z')
    expect(await store.referrals.claim(wrong, 30)).not.to.equal(undefined)
    const again = await store.referrals.claim(NOON, 30)
    expect(again, 'its lease seems to last for years').not.to.equal(undefined)
    await store.referrals.settle(again!, { result: 'waiting', at: NOON, retryAt: wrong })
    expect(await store.referrals.claim(NOON, 30), 'it seems to be due in years').not.to.equal(undefined)
    await store.close()
  })

  it('keeps of a message only a keyed digest, and sweeps it after a day', async () => {
    const store = openStore({ file, vault: aVault })
    await store.inbox.isNew('sms', 'canary-id', NOON)
    await store.conversations.sweep(new Date(NOON.getTime() + 25 * 60 * 60 * 1000))
    await store.close()
    expect(readFileSync(file).includes('canary-id')).to.equal(false)
    const db = new DatabaseSync(file)
    expect(db.prepare('select count(*) as rows from inbox').get()).to.deep.include({ rows: 0 })
    db.close()
  })

  it('does not open a referral with the secret of a row whose hash was copied into it', async () => {
    const store = openStore({ file, vault: aVault, secretCost: 2 })
    await store.referrals.keep(aReferral('STAFFS-111'), 'theirs', NOON)
    await store.referrals.keep(aReferral('STAFFS-222'), 'mine', NOON)
    await store.close()
    inFile(
      `update tracking set (salt, hash) = (select salt, hash from tracking where reference = 'STAFFS-222')`,
    )
    const again = open()
    expect((await again.referrals.open('STAFFS-111', 'mine', NOON)).result).to.equal('wrong')
    expect((await again.referrals.open('STAFFS-222', 'mine', NOON)).result).to.equal('opened')
    await again.close()
  })

  it('takes as long over a reference that nobody has', async () => {
    const store = openStore({ file, vault: aVault, secretCost: 2 ** 14 })
    await store.referrals.keep(aReferral('STAFFS-111'), 'secret', NOON)
    const best = async (reference: string): Promise<number> => {
      const times: number[] = []
      for (let count = 0; count < 3; count += 1) {
        times.push(await timeOf(() => store.referrals.open(reference, 'wrong', NOON)))
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await best('STAFFS-111'), await best('STAFFS-999')]
    // Without the hash it would be a hundredth.
    expect(unknown).to.be.greaterThan(known / 4)
    await store.close()
  })
})

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
