import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { SEALED_TABLES } from '../../src/adapters/store-shared/sealed-tables.ts'
import { keyMarks, openKeys } from '../../src/adapters/vault-local/index.ts'
import { beginKeeping } from '../../src/keeping.ts'
import { rotate } from '../../src/keeping/rotate.ts'
import { needsPostgres } from '../support/a-postgres.ts'
import { after as later, HOUR, NOON } from './store/samples.ts'
import {
  AFTERWARDS,
  aSharedDatabase,
  BEFORE,
  expectAllThere,
  fill,
  READS_BOTH,
  ROWS,
  save,
  UNDER_WAY,
  type SharedDatabase,
} from './store/shared-database.ts'

describe('changing the key of what instances share in PostgreSQL', function () {
  this.timeout(60_000)
  before(needsPostgres)
  let database: SharedDatabase
  beforeEach(async () => (database = await aSharedDatabase()))
  afterEach(() => database.remove())

  const openedAlone = (folder: string): string => {
    const keys = openKeys(folder, AFTERWARDS)
    const digest = keys.vault.digest('cookie', 'conversation')
    keys.close()
    return digest
  }

  it('wraps every row anew; then the new key alone opens them all, and the old one nothing', async () => {
    const folder = database.folder()
    let haven = await database.started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    haven = await database.started(folder, UNDER_WAY)
    expect(haven.keys.isRotating()).to.equal(true)
    const { rewrapped, unreadable, isDone } = await rotate(haven.kept)
    expect({ rewrapped, unreadable, isDone }).to.deep.equal({ rewrapped: ROWS, unreadable: 0, isDone: true })
    expect(
      haven.keys.contents.after(0, 10),
      'no key of a referral is kept where others have it not',
    ).to.deep.equal([])
    await haven.stop()
    haven = await database.started(folder, AFTERWARDS)
    expect(haven.keys.isRotating()).to.equal(false)
    await expectAllThere(haven)
    const late = await database.started(database.folder(), BEFORE).catch((error: Error) => error.message)
    expect(late).to.include('another key')
  })

  it('lets several instances go on all the while, whichever of them writes by which key', async () => {
    const folders = [database.folder(), database.folder()] as const
    let [one, two] = await Promise.all([
      database.started(folders[0], BEFORE),
      database.started(folders[1], BEFORE),
    ])
    await fill(one)
    for (const ring of [READS_BOTH, UNDER_WAY]) {
      await one.stop()
      one = await database.started(folders[0], ring)
      if (ring === UNDER_WAY) await rotate(one.kept)
      // The other still writes by the older key: what it writes is read, and what was wrapped anew is read there.
      expect(await save(two, 'person 0', ring === READS_BOTH ? 1 : 3)).to.equal('saved')
      expect((await one.store.conversations.load('person 0'))?.place).to.deep.equal({ of: 'person 0' })
      expect(await save(one, 'person 0', ring === READS_BOTH ? 2 : 4)).to.equal('saved')
      expect((await two.store.conversations.load('person 0'))?.place).to.deep.equal({ of: 'person 0' })
      expect(await save(two, `late ${ring.current[0]}`, 0)).to.equal('saved')
      await two.stop()
      two = await database.started(folders[1], ring)
    }
    expect((await one.store.conversations.load('late 9'))?.place, 'what came by the older key').to.not.equal(
      undefined,
    )
    // The last to be started wraps what the others wrote until then.
    const { rewrapped } = await rotate(two.kept)
    expect(rewrapped).to.be.greaterThan(0)
    await Promise.all([one.stop(), two.stop()])
    one = await database.started(folders[0], AFTERWARDS)
    await expectAllThere(one)
    expect(await one.store.conversations.load('late 9')).to.not.equal(undefined)
  })

  it('loses nothing that is said while rows are wrapped anew', async () => {
    const folder = database.folder()
    let haven = await database.started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    haven = await database.started(folder, UNDER_WAY)
    let [isDone, version] = [false, 1]
    const talking = (async () => {
      for (; !isDone; version += 1) expect(await save(haven, 'person 7', version)).to.equal('saved')
    })()
    await Promise.all([rotate(haven.kept), rotate(haven.kept)])
    isDone = true
    await talking
    expect(version, 'turns beside the rotation').to.be.greaterThan(10)
    await haven.stop()
    haven = await database.started(folder, AFTERWARDS)
    expect((await haven.store.conversations.load('person 7'))?.version).to.equal(version)
    await expectAllThere(haven)
  })

  it('goes on past a row that was altered, and after it was stopped half-way', async () => {
    const folder = database.folder()
    let haven = await database.started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    await database.corner.sql(`update outbox set sealed = $1 where reference = 'WREN-305'`, [
      Buffer.alloc(200),
    ])
    haven = await database.started(folder, UNDER_WAY)
    let steps = 0
    const half = await rotate(haven.kept, undefined, () => (steps += 1) > 1)
    expect(half.isDone).to.equal(false)
    expect(half.rewrapped).to.be.within(1, ROWS - 2)
    await haven.stop()
    haven = await database.started(folder, UNDER_WAY)
    const rest = await rotate(haven.kept)
    expect([half.rewrapped + rest.rewrapped, rest.unreadable]).to.deep.equal([ROWS - 1, 1])
  })

  it('is done by a Haven that runs, which says when it is through', async () => {
    const folder = database.folder()
    const before = await database.started(folder, BEFORE)
    await fill(before)
    await before.stop()
    const { kept, store } = await database.started(folder, UNDER_WAY)
    const printed: string[] = []
    const keeping = beginKeeping(
      {
        kept,
        areas: () => [],
        referrals: store.referrals,
        now: () => NOON,
        print: (line) => printed.push(line),
      },
      () => (error) => {
        throw error
      },
    )
    for (let tries = 0; tries < 500 && printed.length === 0; tries += 1) await setTimeout(10)
    await keeping.stop()
    expect(keeping.metrics()).to.match(
      new RegExp(`haven_keys_rotating 0\nhaven_keys_rewrapped ${ROWS}\nhaven_keys_unreadable 0\n`),
    )
    expect(printed.join()).to.include('another instance still writes by the older key')
  })

  it('never wraps back what another instance wrapped by the key that is to come', async () => {
    const folder = database.folder()
    const haven = await database.started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    await rotate((await database.started(database.folder(), UNDER_WAY)).kept)
    const reading = await database.started(folder, READS_BOTH)
    expect(reading.keys.isRotating()).to.equal(false)
    expect(await rotate(reading.kept)).to.include({ rewrapped: 0, unreadable: 0 })
    await expectAllThere(reading)
  })

  it('wraps nothing while an instance cannot read the new key, and says so once', async () => {
    const [folder, other] = [database.folder(), database.folder()]
    const before = await database.started(folder, BEFORE)
    await fill(before)
    await before.stop()
    const blind = await database.started(other, BEFORE)
    await blind.store.rows.note(keyMarks(BEFORE))
    const { kept, store } = await database.started(folder, UNDER_WAY)
    const printed: string[] = []
    const run = async (): Promise<string> => {
      const keeping = beginKeeping(
        {
          kept,
          areas: () => [],
          referrals: store.referrals,
          now: () => NOON,
          print: (line) => printed.push(line),
        },
        () => (error) => {
          throw error
        },
      )
      for (let tries = 0; tries < 500 && printed.length === 0; tries += 1) await setTimeout(10)
      await keeping.stop()
      return keeping.metrics()
    }
    expect(await run()).to.include('haven_keys_rotating 1\nhaven_keys_rewrapped 0\n')
    expect(printed.join()).to.include('cannot read the new key: 1')
    await expectAllThere(blind)
    await blind.store.rows.leave()
    printed.length = 0
    expect(await run()).to.include(`haven_keys_rotating 0\nhaven_keys_rewrapped ${ROWS}\n`)
  })

  it('calls nothing stuck that another instance may be able to read, for an hour', async () => {
    const first = await database.started(database.folder(), BEFORE)
    const blind = await database.started(database.folder(), BEFORE)
    await fill(first)
    await rotate((await database.started(database.folder(), UNDER_WAY)).kept)
    const reading = await database.started(database.folder(), UNDER_WAY)
    const claiming = (at: Date) => blind.store.referrals.claim(at, 60, { reference: 'LARK-472' })
    expect(await claiming(NOON).catch((error: Error) => error.message)).to.include('cannot be read')
    const claimed = await reading.store.referrals.claim(NOON, 60, { reference: 'LARK-472' })
    expect(claimed?.errand.kind).to.equal('create')
    await reading.store.referrals.settle(claimed!, { result: 'waiting', at: NOON, retryAt: NOON })
    expect(await claiming(later(HOUR)).catch((error: Error) => error.message)).to.include('cannot be read')
    expect(await claiming(later(2 * HOUR))).to.equal(undefined)
  })

  it('leaves a row that somebody holds for another time, and is not finished', async () => {
    const folder = database.folder()
    let haven = await database.started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    haven = await database.started(folder, UNDER_WAY)
    await database.corner.sql('begin')
    await database.corner.sql(`select from outbox where reference = 'WREN-305' for update`)
    const half = await rotate(haven.kept)
    await database.corner.sql('commit')
    expect(half).to.include({ rewrapped: ROWS - 1, isDone: false })
    expect(haven.keys.isRotating()).to.equal(true)
    expect(await rotate(haven.kept)).to.include({ rewrapped: 1, isDone: true })
  })

  it('mends digest keys that somebody altered, from an instance that has them', async () => {
    const one = await database.started(database.folder(), BEFORE)
    await fill(one)
    await database.corner.sql(`update digest_keys set sealed = $1`, [Buffer.alloc(200)])
    const refused = await database
      .started(database.folder(), UNDER_WAY)
      .catch((error: Error) => error.message)
    expect(refused, 'digests of the oldest key are those of everybody').to.not.be.a('string')
    await rotate(one.kept)
    const fresh = await database.started(database.folder(), BEFORE)
    await expectAllThere(fresh)
  })

  it('lets an instance with an empty folder in at any time, and it finds everybody', async () => {
    const folder = database.folder()
    let haven = await database.started(folder, BEFORE)
    await fill(haven)
    for (const ring of [BEFORE, READS_BOTH, UNDER_WAY, AFTERWARDS]) {
      await haven.stop()
      haven = await database.started(folder, ring)
      if (ring === UNDER_WAY) await rotate(haven.kept)
      const fresh = await database.started(database.folder(), ring)
      expect((await fresh.store.conversations.load('person 3'))?.place).to.deep.equal({ of: 'person 3' })
      await fresh.stop()
    }
    const [last, again] = [database.folder(), database.folder()]
    await expectAllThere(await database.started(last, AFTERWARDS))
    // It keeps what it took up, and a folder in which something was made with other digests is refused.
    const { keys, stop } = await database.started(again, AFTERWARDS)
    await stop()
    expect(openedAlone(again)).to.equal(keys.vault.digest('cookie', 'conversation'))
    const other = database.folder()
    openKeys(other, AFTERWARDS).close()
    writeFileSync(join(other, 'directory.db'), '')
    expect(await database.started(other, AFTERWARDS).catch((error: Error) => error.message)).to.include(
      'other digest keys',
    )
  })

  it('knows every table with something sealed', async () => {
    await database.started(database.folder(), BEFORE)
    const rows = await database.corner.sql(
      `select table_name as name from information_schema.columns
       where table_schema = current_schema() and column_name = 'sealed' and table_name not in ('key_check', 'digest_keys') order by 1`,
    )
    expect(rows.map(({ name }) => String(name))).to.deep.equal(
      SEALED_TABLES.map(({ name }) => name).toSorted(),
    )
  })
})
