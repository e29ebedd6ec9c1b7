import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { openPostgresStore } from '../../src/adapters/store-postgres/index.ts'
import { SEALED_TABLES } from '../../src/adapters/store-shared/sealed-tables.ts'
import { openKeys, type KeyRing } from '../../src/adapters/vault-local/index.ts'
import { beginKeeping } from '../../src/keeping.ts'
import { rotate } from '../../src/keeping/rotate.ts'
import { keyStatus, rotateKeys } from '../../src/tools/keys.ts'
import { settingsFrom } from '../../src/tools/keeping/settings.ts'
import { aCorner, needsPostgres, type Corner } from '../support/a-postgres.ts'
import { QUICK } from './store/opened-store.ts'
import { after as later, aFolder, aReferral, HOUR, NOON } from './store/samples.ts'

const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)]
/** The three states of an instance while the key is changed: it can read both, it writes by the new one, it has no other. */
const BEFORE: KeyRing = { current: OLD, previous: [] }
const READS_BOTH: KeyRing = { current: OLD, previous: [], next: NEW }
const UNDER_WAY: KeyRing = { current: NEW, previous: [OLD] }
const AFTERWARDS: KeyRing = { current: NEW, previous: [] }

const PEOPLE = 60
const REFERENCES = ['LARK-472', 'WREN-305', 'ROOK-118']
const TEXT = { from: '+447700900123', to: '+447700900999', text: 'hello', hasMedia: false }

describe('changing the key of what instances share in PostgreSQL', function () {
  this.timeout(60_000)
  before(needsPostgres)
  let corner: Corner
  const closings: (() => Promise<void>)[] = []
  beforeEach(async () => (corner = await aCorner()))
  afterEach(async () => {
    for (const close of closings.splice(0).toReversed()) await close()
    await corner.remove()
  })

  const aDataFolder = (): string => {
    const folder = aFolder()
    closings.push(async () => folder.remove())
    return folder.path
  }
  /** An instance with this data folder, started with these keys. */
  async function started(folder: string, ring: KeyRing) {
    const keys = openKeys(folder, ring)
    const opening = openPostgresStore({
      url: corner.url,
      vault: keys.vault,
      digestKeys: keys,
      secretCost: QUICK,
    })
    const store = await opening.catch((error: unknown) => {
      keys.close()
      throw error
    })
    let isOpen = true
    const stop = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      await store.close()
      keys.close()
    }
    closings.push(stop)
    return { keys, store, kept: { folder, keys, ring: () => ring, shared: store.rows }, stop }
  }
  const openedAlone = (folder: string): string => {
    const keys = openKeys(folder, AFTERWARDS)
    const digest = keys.vault.digest('cookie', 'conversation')
    keys.close()
    return digest
  }
  type Instance = Awaited<ReturnType<typeof started>>

  const save = ({ store }: Instance, id: string, version: number): Promise<string> =>
    store.conversations.save(id, version, { channel: 'web', place: { of: id }, idleAt: later(HOUR) })
  async function fill(instance: Instance): Promise<void> {
    const { store } = instance
    for (let count = 0; count < PEOPLE; count += 1) await save(instance, `person ${count}`, 0)
    for (const reference of REFERENCES) await store.referrals.keep(aReferral(reference), 'the secret', NOON)
    await store.texts.keep('twilio', { ...TEXT, id: 'SM1' }, NOON)
    await store.texts.answer(
      store.texts.phoneOf(TEXT.from),
      [],
      { provider: 'twilio', from: TEXT.to, to: TEXT.from, texts: ['one', 'two'] },
      NOON,
    )
  }
  /** Conversations, referrals, one text in and two out, the digest keys, and the row that the key is checked by. */
  const ROWS = PEOPLE + REFERENCES.length + 3 + 2

  async function expectAllThere({ store }: Instance): Promise<void> {
    for (let count = 0; count < PEOPLE; count += 1)
      expect((await store.conversations.load(`person ${count}`))?.place).to.deep.equal({
        of: `person ${count}`,
      })
    for (const reference of REFERENCES) {
      expect((await store.referrals.open(reference, 'the secret', NOON)).result).to.equal('opened')
      const claimed = await store.referrals.claim(NOON, 60, { reference })
      expect(claimed?.errand).to.have.nested.property('referral.reference', reference)
    }
    const phone = store.texts.phoneOf(TEXT.from)
    expect((await store.texts.arrived(phone)).map(({ text }) => text)).to.deep.equal(['hello'])
    expect((await store.texts.next(phone, NOON))?.text).to.equal('one')
  }

  it('wraps every row anew; then the new key alone opens them all, and the old one nothing', async () => {
    const folder = aDataFolder()
    let haven = await started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    haven = await started(folder, UNDER_WAY)
    expect(haven.keys.isRotating()).to.equal(true)
    const { rewrapped, unreadable, isDone } = await rotate(haven.kept)
    expect({ rewrapped, unreadable, isDone }).to.deep.equal({ rewrapped: ROWS, unreadable: 0, isDone: true })
    expect(
      haven.keys.contents.after(0, 10),
      'no key of a referral is kept where others have it not',
    ).to.deep.equal([])
    await haven.stop()
    haven = await started(folder, AFTERWARDS)
    expect(haven.keys.isRotating()).to.equal(false)
    await expectAllThere(haven)
    const late = await started(aDataFolder(), BEFORE).catch((error: Error) => error.message)
    expect(late).to.include('another key')
  })

  it('lets several instances go on all the while, whichever of them writes by which key', async () => {
    const folders = [aDataFolder(), aDataFolder()] as const
    let [one, two] = await Promise.all([started(folders[0], BEFORE), started(folders[1], BEFORE)])
    await fill(one)
    for (const ring of [READS_BOTH, UNDER_WAY]) {
      await one.stop()
      one = await started(folders[0], ring)
      if (ring === UNDER_WAY) await rotate(one.kept)
      // The other still writes by the older key: what it writes is read, and what was wrapped anew is read there.
      expect(await save(two, 'person 0', ring === READS_BOTH ? 1 : 3)).to.equal('saved')
      expect((await one.store.conversations.load('person 0'))?.place).to.deep.equal({ of: 'person 0' })
      expect(await save(one, 'person 0', ring === READS_BOTH ? 2 : 4)).to.equal('saved')
      expect((await two.store.conversations.load('person 0'))?.place).to.deep.equal({ of: 'person 0' })
      expect(await save(two, `late ${ring.current[0]}`, 0)).to.equal('saved')
      await two.stop()
      two = await started(folders[1], ring)
    }
    expect((await one.store.conversations.load('late 9'))?.place, 'what came by the older key').to.not.equal(
      undefined,
    )
    // The last to be started wraps what the others wrote until then.
    const { rewrapped } = await rotate(two.kept)
    expect(rewrapped).to.be.greaterThan(0)
    await Promise.all([one.stop(), two.stop()])
    one = await started(folders[0], AFTERWARDS)
    await expectAllThere(one)
    expect(await one.store.conversations.load('late 9')).to.not.equal(undefined)
  })

  it('loses nothing that is said while rows are wrapped anew', async () => {
    const folder = aDataFolder()
    let haven = await started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    haven = await started(folder, UNDER_WAY)
    let [isDone, version] = [false, 1]
    const talking = (async () => {
      for (; !isDone; version += 1) expect(await save(haven, 'person 7', version)).to.equal('saved')
    })()
    await Promise.all([rotate(haven.kept), rotate(haven.kept)])
    isDone = true
    await talking
    expect(version, 'turns beside the rotation').to.be.greaterThan(10)
    await haven.stop()
    haven = await started(folder, AFTERWARDS)
    expect((await haven.store.conversations.load('person 7'))?.version).to.equal(version)
    await expectAllThere(haven)
  })

  it('goes on past a row that was altered, and after it was stopped half-way', async () => {
    const folder = aDataFolder()
    let haven = await started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    await corner.sql(`update outbox set sealed = $1 where reference = 'WREN-305'`, [Buffer.alloc(200)])
    haven = await started(folder, UNDER_WAY)
    let steps = 0
    const half = await rotate(haven.kept, undefined, () => (steps += 1) > 1)
    expect(half.isDone).to.equal(false)
    expect(half.rewrapped).to.be.within(1, ROWS - 2)
    await haven.stop()
    haven = await started(folder, UNDER_WAY)
    const rest = await rotate(haven.kept)
    expect([half.rewrapped + rest.rewrapped, rest.unreadable]).to.deep.equal([ROWS - 1, 1])
  })

  it('is done by a Haven that runs, which says when it is through', async () => {
    const folder = aDataFolder()
    const before = await started(folder, BEFORE)
    await fill(before)
    await before.stop()
    const { kept, store } = await started(folder, UNDER_WAY)
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
    const folder = aDataFolder()
    const haven = await started(folder, BEFORE)
    await fill(haven)
    await haven.stop()
    await rotate((await started(aDataFolder(), UNDER_WAY)).kept)
    const reading = await started(folder, READS_BOTH)
    expect(reading.keys.isRotating()).to.equal(false)
    expect(await rotate(reading.kept)).to.include({ rewrapped: 0, unreadable: 0 })
    await expectAllThere(reading)
  })

  it('lets an instance with an empty folder in at any time, and it finds everybody', async () => {
    const folder = aDataFolder()
    let haven = await started(folder, BEFORE)
    await fill(haven)
    for (const ring of [BEFORE, READS_BOTH, UNDER_WAY, AFTERWARDS]) {
      await haven.stop()
      haven = await started(folder, ring)
      if (ring === UNDER_WAY) await rotate(haven.kept)
      const fresh = await started(aDataFolder(), ring)
      expect((await fresh.store.conversations.load('person 3'))?.place).to.deep.equal({ of: 'person 3' })
      await fresh.stop()
    }
    const [last, again] = [aDataFolder(), aDataFolder()]
    await expectAllThere(await started(last, AFTERWARDS))
    // It keeps what it took up, and a folder in which something was made with other digests is refused.
    const { keys, stop } = await started(again, AFTERWARDS)
    await stop()
    expect(openedAlone(again)).to.equal(keys.vault.digest('cookie', 'conversation'))
    const other = aDataFolder()
    openKeys(other, AFTERWARDS).close()
    writeFileSync(join(other, 'directory.db'), '')
    expect(await started(other, AFTERWARDS).catch((error: Error) => error.message)).to.include(
      'other digest keys',
    )
  })

  it('knows every table with something sealed', async () => {
    await started(aDataFolder(), BEFORE)
    const rows = await corner.sql(
      `select table_name as name from information_schema.columns
       where table_schema = current_schema() and column_name = 'sealed' and table_name not in ('key_check', 'digest_keys') order by 1`,
    )
    expect(rows.map(({ name }) => String(name))).to.deep.equal(
      SEALED_TABLES.map(({ name }) => name).toSorted(),
    )
  })

  describe('by npm run keys', () => {
    const [old, current] = [OLD, NEW].map((key) => key.toString('base64')) as [string, string]
    const settings = (env: Record<string, string>) =>
      settingsFrom({ HAVEN_DATABASE_URL: corner.url, HAVEN_DATA: aDataFolder(), ...env })

    it('says how, counts what still needs the older key, and does it beside the instances that run', async () => {
      expect(await rotateKeys(settings({ HAVEN_KEY: old }))).to.include('HAVEN_KEY_NEXT')
      const running = await started(aDataFolder(), READS_BOTH)
      await fill(running)
      const both = { HAVEN_KEY: current, HAVEN_KEY_PREVIOUS: old }
      expect(await keyStatus(settings(both))).to.include(`that need it: ${ROWS}.`)
      expect(await rotateKeys(settings(both))).to.include(`Done: ${ROWS} rows`)
      expect(await keyStatus(settings(both)))
        .to.include('Nothing in the database needs an older key')
        .and.include('take HAVEN_KEY_PREVIOUS out')
      await save(running, 'late', 0)
      expect(await keyStatus(settings(both))).to.include('that need it: 1.')
      await expectAllThere(running)
    })

    it('says so where a row opens with no key that is set', async () => {
      await fill(await started(aDataFolder(), BEFORE))
      expect(await keyStatus(settings({ HAVEN_KEY: current }))).to.include(
        `${ROWS} rows open with no key that is set`,
      )
    })

    it('says so where the database has no tables, and repeats no address', async () => {
      const said = await keyStatus(settings({ HAVEN_KEY: current })).catch((error: Error) => error.message)
      expect(said).to.include('no Haven has made its tables').and.not.include('127.0.0.1')
    })
  })
})
