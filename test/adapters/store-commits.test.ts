import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'chai'
import { groupCommits, type Commits } from '../../src/adapters/store-sqlite/commits.ts'
import { openedSqlite } from './store/opened-store.ts'
import { aReferral, NOON } from './store/samples.ts'

describe('commits', () => {
  let db: DatabaseSync
  let commits: Commits
  beforeEach(() => {
    db = new DatabaseSync(':memory:')
    db.exec('create table parent (id integer primary key)')
    db.exec(
      'create table row (id integer primary key, parent integer references parent (id) deferrable initially deferred, body text)',
    )
    commits = groupCommits(db)
  })
  afterEach(() => db.close())

  const insert = (id: number, parent: number | null = null, body = '') =>
    commits.ask(() => db.prepare('insert into row values (?, ?, ?)').run(id, parent, body).changes)
  const rows = () =>
    db
      .prepare('select id from row order by id')
      .all()
      .map((row) => row['id'])

  it('resolves nothing before it is committed', async () => {
    const asked = insert(1)
    let isSettled = false
    void asked.then(() => (isSettled = true))
    await Promise.resolve()
    expect([isSettled, rows()]).to.deep.equal([false, []])
    await asked
    expect([rows(), db.isTransaction]).to.deep.equal([[1], false])
  })

  it('undoes only the write that failed', async () => {
    const results = await Promise.allSettled([
      insert(1),
      insert(2),
      insert(1),
      insert(3),
      insert(3),
      insert(4),
    ])
    expect(results.map((result) => result.status)).to.deep.equal([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(rows()).to.deep.equal([1, 2, 3, 4])
  })

  it('undoes all of a write that fails half-way', async () => {
    const half = commits.ask(() => {
      db.exec('insert into row (id) values (1)')
      throw new Error('half-way')
    })
    const [failed, whole] = await Promise.allSettled([half, insert(2)])
    expect([failed.status, whole.status, rows()]).to.deep.equal(['rejected', 'fulfilled', [2]])
  })

  it('rejects everything and applies nothing when the commit itself fails, and goes on', async () => {
    const results = await Promise.allSettled([insert(1), insert(2, 999), insert(3)])
    expect(results.map((result) => result.status)).to.deep.equal(['rejected', 'rejected', 'rejected'])
    expect(rows()).to.deep.equal([])
    await insert(4)
    expect(rows()).to.deep.equal([4])
  })

  it('keeps nothing that it did not acknowledge when the disk is full, and goes on when there is room', async () => {
    db.exec('pragma max_page_count = 20')
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, id) => insert(id, null, 'x'.repeat(2000))),
    )
    const kept = results.flatMap((result, id) => (result.status === 'fulfilled' ? [id] : []))
    expect(kept.length).to.be.within(1, 63)
    expect(rows()).to.deep.equal(kept)
    db.exec('pragma max_page_count = 1000')
    await insert(1000, null, 'x'.repeat(2000))
    expect(rows()).to.deep.equal([...kept, 1000])
  })

  it('keeps the order in which it was asked, over many transactions', async () => {
    const order: number[] = []
    await Promise.all(Array.from({ length: 200 }, (_, id) => insert(id).then(() => order.push(id))))
    expect(order).to.deep.equal(Array.from({ length: 200 }, (_, id) => id))
  })
})

describe('the log of the SQLite store', () => {
  it('has one commit for forty conversations of one moment, and ten for ten in turn', async () => {
    const opened = openedSqlite()
    const log = join(opened.folder, 'haven.db-wal')
    const save = (id: string) =>
      opened.store.conversations.save(id, 0, { channel: 'web', place: 'x'.repeat(3000), idleAt: NOON })
    const ids = Array.from({ length: 40 }, (_, index) => `${index}`)
    const before = commitsIn(log)
    await Promise.all(ids.map((id) => save(`together ${id}`)))
    expect(commitsIn(log) - before).to.equal(1)
    for (const id of ids.slice(0, 10)) await save(`in turn ${id}`)
    expect(commitsIn(log) - before).to.equal(11)
    await opened.remove()
  })

  it('has the whole of a referral in one commit, before it is acknowledged', async () => {
    const opened = openedSqlite()
    const log = join(opened.folder, 'haven.db-wal')
    const before = commitsIn(log)
    await opened.store.referrals.keep(aReferral('STAFFS-111'), 'secret', NOON)
    expect(commitsIn(log) - before).to.equal(1)
    await opened.remove()
  })
})

/**
 * Counts the commits in a write-ahead log by its own format (sqlite.org/fileformat.html, section 4.1): a header of 32
 * bytes, then frames with a header of 24, whose second number is not 0 in the last frame of a transaction.
 */
function commitsIn(log: string): number {
  const bytes = readFileSync(log)
  const frame = 24 + bytes.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at + frame <= bytes.length; at += frame) {
    const isOfThisLog = bytes.subarray(at + 8, at + 16).equals(bytes.subarray(16, 24))
    if (isOfThisLog && bytes.readUInt32BE(at + 4) !== 0) commits += 1
  }
  return commits
}
