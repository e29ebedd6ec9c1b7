import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { SEALED_TABLES as STORE_TABLES } from '../../src/adapters/store-shared/sealed-tables.ts'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { localVault, openKeys, type KeyRing } from '../../src/adapters/vault-local/index.ts'
import { openDatabase } from '../../src/gateway/store/database.ts'
import { referralStore } from '../../src/gateway/store/referrals.ts'
import { keptFileOf, SEALED_TABLES as DESK_TABLES } from '../../src/gateway/store/rotation.ts'
import { eraser } from '../../src/keeping/erase.ts'
import { rotate } from '../../src/keeping/rotate.ts'
import { after as later, aFolder, aReferral, HOUR, NOON } from './store/samples.ts'
import { QUICK } from './store/opened-store.ts'

const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)]
const BEFORE: KeyRing = { current: OLD, previous: [] }
const UNDER_WAY: KeyRing = { current: NEW, previous: [OLD] }
const AFTERWARDS: KeyRing = { current: NEW, previous: [] }
const ROTATOR = join(import.meta.dirname, 'store', 'rotator.ts')

/** Everything of one data folder, opened with these keys. */
function opened(folder: string, ring: KeyRing) {
  const keys = openKeys(folder, ring)
  const { vault } = keys.contents
  const store = openStore({ file: join(folder, 'haven.db'), vault, secretCost: QUICK })
  const deskDb = openDatabase(join(folder, 'gateway.db'))
  const desk = referralStore(deskDb, vault)
  const kept = { folder, keys, ring: () => ring, store: store.file, desk: keptFileOf(deskDb) }
  const close = async (): Promise<void> => {
    await store.close()
    deskDb.close()
    keys.close()
  }
  return { keys, store, desk, kept, close }
}
type Opened = ReturnType<typeof opened>

const letters = (index: number): string =>
  [...String(index).padStart(4, '0')].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
const referenceOf = (index: number): string => `${letters(index)}-472`

async function fill({ store, desk }: Opened, conversations: number, referrals: number): Promise<void> {
  const idleAt = later(HOUR)
  await Promise.all(
    Array.from({ length: conversations }, (_, index) =>
      store.conversations.save(`person ${index}`, 0, { channel: 'web', place: { step: index }, idleAt }),
    ),
  )
  for (let index = 0; index < referrals; index++) {
    await store.referrals.keep(aReferral(referenceOf(index), `account ${index}`), 'the secret', NOON)
    desk.keep(aReferral(referenceOf(index), `account ${index}`), 'haven', NOON.toISOString())
  }
}

/** What does not open, or is another thing than was kept. */
async function wrongIn(
  { store, desk }: Opened,
  conversations: number,
  referrals: number,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (let index = 0; index < conversations; index++) {
    const kept = await store.conversations.load(`person ${index}`)
    if (JSON.stringify(kept?.place) !== JSON.stringify({ step: index })) wrong.push(`person ${index}`)
  }
  for (let index = 0; index < referrals; index++) {
    const found = desk.content(referenceOf(index))
    if (found?.result !== 'read' || found.referral.account !== `account ${index}`)
      wrong.push(referenceOf(index))
    const claimed = await store.referrals.claim(later(60_000 + index), 60, { reference: referenceOf(index) })
    const errand = claimed?.errand
    if (errand?.kind !== 'create' || errand.referral.account !== `account ${index}`)
      wrong.push(`${referenceOf(index)} to send`)
    const { result } = await store.referrals.open(referenceOf(index), 'the secret', NOON)
    if (result !== 'opened') wrong.push(`${referenceOf(index)} looked up`)
  }
  return wrong
}

describe('destroying keys of contents', () => {
  it('spares a key whose row is not committed yet, and takes it when no row ever came', async () => {
    const folder = aFolder()
    const haven = opened(folder.path, BEFORE)
    let now = 0
    const erase = eraser(haven.kept, () => now)
    haven.keys.contents.vault.seal(Buffer.from('on its way'), 'referral|LARK-472')
    for (const [at, erased] of [
      [0, 0],
      [60_000, 0],
      [119_000, 0],
      [121_000, 1],
      [181_000, 0],
    ] as const) {
      now = at
      expect(await erase(NOON), `${at}`).to.equal(erased)
    }
    await haven.close()
    folder.remove()
  })

  it('takes the key of a content that was told, and of one that was corrected, and leaves the rest', async () => {
    const folder = aFolder()
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 0, 3)
    await haven.close()
    haven = opened(folder.path, BEFORE)
    const erase = eraser(haven.kept, () => 0)
    expect(await erase(NOON)).to.equal(0)
    const claimed = await haven.store.referrals.claim(NOON, 60, { reference: referenceOf(0) })
    await haven.store.referrals.settle(claimed!, { result: 'told', at: NOON })
    haven.desk.correct(aReferral(referenceOf(1), 'another account'), 2, 'haven', NOON.toISOString())
    expect(await erase(NOON)).to.equal(2)
    expect(haven.desk.content(referenceOf(0))?.result).to.equal('read')
    expect(haven.desk.content(referenceOf(1))?.result).to.equal('read')
    expect(
      (await haven.store.referrals.claim(NOON, 60, { reference: referenceOf(1) }))?.errand.kind,
    ).to.equal('create')
    await haven.close()
    folder.remove()
  })
})

describe('changing the key', () => {
  let folder: ReturnType<typeof aFolder>
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())

  it('leaves everything readable by the new key alone, and nothing by the old one', async () => {
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 60, 20)
    await haven.close()
    haven = opened(folder.path, UNDER_WAY)
    expect(haven.keys.isRotating()).to.equal(true)
    expect(await wrongIn(haven, 60, 0)).to.deep.equal([])
    const { rewrapped, unreadable, isDone } = await rotate(haven.kept)
    expect({ unreadable, isDone }).to.deep.equal({ unreadable: 0, isDone: true })
    // 60 conversations, and the keys of 20 referrals to send and 20 at the desk.
    expect(rewrapped).to.equal(100)
    expect(haven.keys.isRotating()).to.equal(false)
    await haven.close()
    haven = opened(folder.path, AFTERWARDS)
    expect(await wrongIn(haven, 60, 20)).to.deep.equal([])
    await haven.close()
    expect(() => opened(folder.path, BEFORE)).to.throw('sealed with another key')
  })

  it('touches no content: only the wrapped key of a record changes', async () => {
    const sealed = (): readonly Buffer[] => {
      const db = new DatabaseSync(join(folder.path, 'haven.db'))
      const rows = db.prepare('select sealed from conversations order by digest').all()
      db.close()
      return rows.map((row) => Buffer.from(row['sealed'] as Uint8Array))
    }
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 5, 0)
    await haven.close()
    const before = sealed()
    haven = opened(folder.path, UNDER_WAY)
    await rotate(haven.kept)
    await haven.close()
    sealed().forEach((now, index) => {
      expect(now.subarray(61).equals(before[index]!.subarray(61))).to.equal(true)
      expect(now.subarray(1, 61).equals(before[index]!.subarray(1, 61))).to.equal(false)
    })
  })

  it('takes stores of before along, whose referrals had no key of their own', async () => {
    const vault = localVault(OLD)
    const store = openStore({ file: join(folder.path, 'haven.db'), vault, secretCost: QUICK })
    await store.conversations.save('person 0', 0, { channel: 'web', place: { step: 0 }, idleAt: later(HOUR) })
    await store.referrals.keep(aReferral(referenceOf(0), 'account 0'), 'the secret', NOON)
    await store.close()
    const db = openDatabase(join(folder.path, 'gateway.db'))
    referralStore(db, vault).keep(aReferral(referenceOf(0), 'account 0'), 'haven', NOON.toISOString())
    db.close()
    let haven = opened(folder.path, UNDER_WAY)
    expect(haven.keys.isRotating()).to.equal(true)
    await rotate(haven.kept)
    await haven.close()
    haven = opened(folder.path, AFTERWARDS)
    expect(await wrongIn(haven, 1, 1)).to.deep.equal([])
    expect(haven.keys.contents.after(0, 10).length, 'each has a key of its own now').to.equal(2)
    await haven.close()
  })

  it('keeps turns quick while 2,000 rows are wrapped anew', async () => {
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 2000, 0)
    await haven.close()
    haven = opened(folder.path, UNDER_WAY)
    const took: number[] = []
    let isDone = false
    const turns = (async () => {
      for (let version = 1; !isDone; version++) {
        const from = performance.now()
        const place = { step: version }
        expect(
          await haven.store.conversations.save('person 7', version, {
            channel: 'web',
            place,
            idleAt: later(HOUR),
          }),
        ).to.equal('saved')
        took.push(performance.now() - from)
        await setTimeout(1)
      }
    })()
    await rotate(haven.kept)
    isDone = true
    await turns
    const sorted = took.toSorted((one, two) => one - two)
    expect(took.length, 'turns beside the rotation').to.be.greaterThan(50)
    expect(sorted[Math.floor(sorted.length * 0.95)]).to.be.lessThan(50)
    const last = await haven.store.conversations.load('person 7')
    expect(last?.place).to.deep.equal({ step: took.length })
    await haven.close()
    haven = opened(folder.path, AFTERWARDS)
    expect((await haven.store.conversations.load('person 7'))?.place).to.deep.equal({ step: took.length })
    await haven.close()
  }).timeout(60_000)

  it('survives kills at any moment, and ends', async () => {
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 300, 15)
    await haven.close()
    let kills = 0
    for (let attempt = 0; attempt < 5; attempt++) {
      const child = spawn(
        process.execPath,
        [ROTATOR, folder.path, NEW.toString('hex'), OLD.toString('hex')],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      await once(child.stdout, 'data')
      await setTimeout(2 + 20 * attempt)
      if (child.exitCode === null && child.kill('SIGKILL')) kills += 1
      await once(child, 'close').catch(() => {})
      const look = openKeys(folder.path, UNDER_WAY)
      const isOver = !look.isRotating()
      look.close()
      if (isOver) break
    }
    expect(kills, 'a run that was never killed proves nothing').to.be.greaterThan(1)
    haven = opened(folder.path, UNDER_WAY)
    await rotate(haven.kept)
    await haven.close()
    haven = opened(folder.path, AFTERWARDS)
    expect(await wrongIn(haven, 300, 15)).to.deep.equal([])
    await haven.close()
  }).timeout(60_000)

  it('goes on past a row that was altered, and says how many', async () => {
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 3, 0)
    await haven.close()
    const db = new DatabaseSync(join(folder.path, 'haven.db'))
    db.exec('update conversations set sealed = zeroblob(200) where rowid = 2')
    db.close()
    haven = opened(folder.path, UNDER_WAY)
    const { rewrapped, unreadable, isDone } = await rotate(haven.kept)
    expect({ rewrapped, unreadable, isDone }).to.deep.equal({ rewrapped: 2, unreadable: 1, isDone: true })
    await haven.close()
  })

  it('refuses to make keys.db anew when it is missing and something needs it', async () => {
    const haven = opened(folder.path, BEFORE)
    await rotate({ ...haven.kept })
    await haven.close()
    const other = opened(folder.path, UNDER_WAY)
    await rotate(other.kept)
    await other.close()
    rmSync(join(folder.path, 'keys.db'))
    expect(() => openKeys(folder.path, AFTERWARDS)).to.throw(/keys\.db is missing/)
    expect(existsSync(join(folder.path, 'keys.db'))).to.equal(false)
  })

  it('refuses one with nothing in it, as a full disk or a kill leaves it, when something needs what it held', async () => {
    let haven = opened(folder.path, BEFORE)
    await fill(haven, 1, 1)
    await haven.close()
    haven = opened(folder.path, UNDER_WAY)
    await rotate(haven.kept)
    await haven.close()
    for (const name of readdirSync(folder.path).filter((file) => file.startsWith('keys.db')))
      rmSync(join(folder.path, name))
    writeFileSync(join(folder.path, 'keys.db'), '')
    expect(() => openKeys(folder.path, AFTERWARDS)).to.throw(/keys\.db is missing/)
  })

  it('makes no keys.db with a wrong key beside a store of before', async () => {
    const store = openStore({
      file: join(folder.path, 'haven.db'),
      vault: localVault(OLD),
      secretCost: QUICK,
    })
    await store.close()
    expect(() => openKeys(folder.path, AFTERWARDS)).to.throw('sealed with another key')
    expect(readdirSync(folder.path)).to.deep.equal(['haven.db'])
    openKeys(folder.path, BEFORE).close()
  })

  it('knows every table with something sealed', async () => {
    const haven = opened(folder.path, BEFORE)
    await haven.close()
    const tablesOf = (name: string): readonly string[] => {
      const db = new DatabaseSync(join(folder.path, name))
      const rows = db
        .prepare(
          `select m.name from sqlite_master m join pragma_table_info(m.name) c
           where m.type = 'table' and c.name = 'sealed' and m.name <> 'key_check' order by 1`,
        )
        .all()
      db.close()
      return rows.map((row) => String(row['name']))
    }
    expect(tablesOf('haven.db')).to.deep.equal(STORE_TABLES.map(({ name }) => name).toSorted())
    expect(tablesOf('gateway.db')).to.deep.equal([...DESK_TABLES])
  })

  it('shows neither key in any file', async () => {
    const keys = [randomBytes(32), randomBytes(32)]
    const ring = { current: keys[1]!, previous: [keys[0]!] }
    let haven = opened(folder.path, { current: keys[0]!, previous: [] })
    await fill(haven, 3, 3)
    await haven.close()
    haven = opened(folder.path, ring)
    await rotate(haven.kept)
    await haven.close()
    for (const name of readdirSync(folder.path))
      for (const key of keys)
        expect(readFileSync(join(folder.path, name)).includes(key), name).to.equal(false)
  })
})
