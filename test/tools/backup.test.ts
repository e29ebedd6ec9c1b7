import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'chai'
import { openEdits } from '../../src/adapters/edits-sqlite/index.ts'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { openKeys, type KeyRing } from '../../src/adapters/vault-local/index.ts'
import { openDatabase } from '../../src/gateway/store/database.ts'
import { referralStore } from '../../src/gateway/store/referrals.ts'
import { forgetIn } from '../../src/gateway/store/retention.ts'
import { keptFileOf } from '../../src/gateway/store/rotation.ts'
import { answerRequest } from '../../src/keeping/copies.ts'
import { eraser } from '../../src/keeping/erase.ts'
import { backUp, postgresCommands } from '../../src/tools/backup.ts'
import { restore } from '../../src/tools/restore.ts'
import { QUICK } from '../adapters/store/opened-store.ts'
import {
  after as later,
  aFolder,
  aReferral,
  filesWith,
  glassVault,
  HOUR,
  MINUTE,
  NOON,
} from '../adapters/store/samples.ts'

const RING: KeyRing = { current: Buffer.alloc(32, 7), previous: [] }
const [WAITING, OTHER] = ['LARK-472', 'WREN-318']
const CANARY = 'by the old canal bridge'

/** A data folder, with everything open as in a running Haven. */
function running(folder: string, ring = RING) {
  const keys = openKeys(folder, ring)
  const { vault } = keys.contents
  const store = openStore({ file: join(folder, 'haven.db'), vault, secretCost: QUICK })
  const deskDb = openDatabase(join(folder, 'gateway.db'))
  const desk = referralStore(deskDb, vault)
  const edits = openEdits({ file: join(folder, 'directory.db'), vault: keys.vault })
  const kept = { folder, keys, ring: () => ring, store: store.file, desk: keptFileOf(deskDb), edits }
  let monotonic = 0
  const erase = eraser(kept, () => (monotonic += 5 * MINUTE))
  return {
    keys,
    store,
    desk,
    deskDb,
    edits,
    kept,
    erase,
    async stop() {
      await store.close()
      deskDb.close()
      edits.close()
      keys.close()
    },
  }
}
type Running = ReturnType<typeof running>

async function fill({ store, desk, edits }: Running): Promise<void> {
  await store.conversations.save('a cookie', 0, {
    channel: 'web',
    place: { said: CANARY },
    idleAt: later(HOUR),
  })
  await store.referrals.keep(aReferral(WAITING, CANARY), 'the secret', NOON)
  desk.keep(aReferral(OTHER, CANARY), 'haven', NOON.toISOString())
  await edits.editors.invite({ name: 'Ann', areas: 'all', by: undefined, at: NOON })
}

describe('a backup', () => {
  let root: ReturnType<typeof aFolder>
  let data: string
  let target: string
  beforeEach(() => {
    root = aFolder()
    ;[data, target] = [join(root.path, 'data'), join(root.path, 'backups')]
    mkdirSync(data)
  })
  afterEach(() => root.remove())

  const settings = (folder = data, ring = RING) => ({
    folder,
    ring: () => ring,
    isKeySet: true,
    production: false,
    databaseUrl: undefined,
  })
  const fresh = (): string => join(root.path, 'fresh')

  it('comes back into a fresh folder: what waits, what the desk has, and the editors', async () => {
    const before = running(data)
    await fill(before)
    await before.stop()
    await backUp(settings(), target)
    const { names, erased } = await restore(settings(fresh()), target)
    expect({ names, erased }).to.deep.equal({ names: ['haven.db', 'gateway.db', 'directory.db'], erased: 0 })
    const again = running(fresh())
    const claimed = await again.store.referrals.claim(NOON, 60)
    expect(claimed?.errand.kind === 'create' && claimed.errand.referral.account).to.equal(CANARY)
    const content = again.desk.content(OTHER)
    expect(content?.result === 'read' && content.referral.account).to.equal(CANARY)
    expect((await again.edits.editors.list()).map(({ name }) => name)).to.deep.equal(['Ann'])
    expect((await again.store.referrals.open(WAITING, 'the secret', NOON)).result).to.equal('opened')
    expect(await again.store.conversations.load('a cookie')).to.equal(undefined)
    await again.stop()
  })

  it('has no conversation in it, not even sealed, and a manifest without content', async () => {
    const before = running(data)
    await fill(before)
    await before.stop()
    const [row] = rowsOf(join(data, 'haven.db'), 'select sealed from conversations')
    const sealed = Buffer.from(row?.['sealed'] as Uint8Array)
    expect(readFileSync(join(data, 'haven.db')).includes(sealed), 'the control').to.equal(true)
    const { folder } = await backUp(settings(), target)
    expect(rowsOf(join(folder, 'haven.db'), 'select * from conversations')).to.deep.equal([])
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes(sealed.subarray(0, 60)), name).to.equal(false)
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).not.to.match(/LARK|canal|secret/)
    expect(existsSync(join(data, 'copies'))).to.equal(false)
  })

  it('is made while Haven runs and goes on writing, by Haven itself', async () => {
    const haven = running(data)
    await fill(haven)
    let isDone = false
    const answering = setInterval(() => void answerRequest(haven.kept), 20)
    const writing = (async () => {
      for (let index = 0; !isDone; index++)
        await haven.store.conversations.save(`person ${index}`, 0, {
          channel: 'web',
          place: {},
          idleAt: later(HOUR),
        })
    })()
    const made = await backUp(settings(), target)
    isDone = true
    clearInterval(answering)
    await writing
    await haven.stop()
    expect(made.names).to.deep.equal(['haven.db', 'gateway.db', 'directory.db'])
    await restore(settings(fresh()), made.folder)
    const again = running(fresh())
    expect((await again.store.referrals.claim(NOON, 60))?.reference).to.equal(WAITING)
    await again.stop()
  })

  it('says so, and leaves nothing, when a Haven that runs does not answer', async () => {
    const haven = running(data)
    const failed = await backUp(settings(), target, NOON, 0.5).catch((error: unknown) => error)
    await haven.stop()
    expect(String(failed)).to.contain('made no copies within 0.5 seconds')
    expect(readdirSync(target)).to.deep.equal(['keys'])
    expect(readdirSync(data).filter((name) => name.startsWith('copies'))).to.deep.equal([])
  })

  it('brings back an errand that was told since: it is sent again, and the gateway has it once', async () => {
    const haven = running(data)
    await fill(haven)
    await haven.stop()
    await backUp(settings(), target)
    const elsewhere = openDatabase(':memory:')
    const gateway = referralStore(elsewhere, glassVault)
    const send = async ({ store }: Running): Promise<string> => {
      const claimed = await store.referrals.claim(NOON, 60)
      if (claimed?.errand.kind !== 'create') throw new Error('nothing to send')
      const { result } = gateway.keep(claimed.errand.referral, 'haven', NOON.toISOString())
      await store.referrals.settle(claimed, { result: 'told', at: NOON })
      return result
    }
    const live = running(data)
    expect(await send(live)).to.equal('kept')
    await live.stop()
    await restore(settings(fresh()), target)
    const again = running(fresh())
    expect(await send(again)).to.equal('repeated')
    expect(gateway.list(0, 10).length).to.equal(1)
    await again.stop()
    elsewhere.close()
  })

  it('of before somebody took their referral back can be read by nobody any more', async () => {
    const haven = running(data)
    await fill(haven)
    await haven.stop()
    const old = await backUp(settings(), target, new Date('2026-11-23T12:00:00Z'))
    copyFileSync(old.keys, join(root.path, 'stolen.db'))
    const live = running(data)
    expect(await live.erase(NOON), 'what stands is not erased').to.equal(0)
    await live.store.referrals.withdraw(WAITING, NOON)
    live.desk.withdraw(OTHER, 'haven', NOON.toISOString())
    expect(await live.erase(NOON)).to.equal(2)
    await live.stop()
    const next = await backUp(settings(), target, new Date('2026-11-23T13:00:00Z'))
    expect(next.replaced).to.deep.equal([old.keys.split('/').at(-1)])
    expect(existsSync(old.keys)).to.equal(false)

    expect(
      openableIn(old.folder, join(root.path, 'stolen.db')),
      'the control: its own keys open it',
    ).to.equal(2)
    expect(openableIn(old.folder, next.keys)).to.equal(0)

    const { erased } = await restore(settings(fresh()), old.folder)
    expect(erased).to.equal(2)
    const again = running(fresh())
    expect(again.desk.content(OTHER)?.result).to.equal('withdrawn')
    const opened = await again.store.referrals.open(WAITING, 'the secret', NOON)
    expect(opened.result === 'opened' && opened.kept.sending).to.equal('withdrawn')
    // Their gateway is told once more: whether it was told is in no copy.
    expect((await again.store.referrals.claim(NOON, 60))?.errand.kind).to.equal('withdraw')
    await again.stop()
  })

  /** How many contents of a backup open with HAVEN_KEY and these keys. */
  function openableIn(folder: string, keysFile: string): number {
    const place = join(root.path, `keys-of-${Math.random()}`)
    mkdirSync(place)
    copyFileSync(keysFile, join(place, 'keys.db'))
    const keys = openKeys(place, RING)
    const contents = [
      ...rowsOf(
        join(folder, 'haven.db'),
        "select sealed, 'referral|' || reference as bound from outbox where sealed is not null",
      ),
      ...rowsOf(
        join(folder, 'gateway.db'),
        "select sealed, 'gateway.referrals|' || reference as bound from referrals where sealed is not null",
      ),
    ]
    const open = contents.filter(({ sealed, bound }) => {
      try {
        return Buffer.from(keys.contents.vault.open(sealed as Uint8Array, String(bound))).includes(CANARY)
      } catch {
        return false
      }
    })
    keys.close()
    return open.length
  }

  describe('is not restored', () => {
    beforeEach(async () => {
      const haven = running(data)
      await fill(haven)
      await haven.stop()
    })
    const refused = async (work: Promise<unknown>): Promise<string> =>
      String(
        await work.then(
          () => 'it was',
          (error: unknown) => error,
        ),
      )

    it('over anything', async () => {
      await backUp(settings(), target)
      const before = readFileSync(join(data, 'haven.db'))
      expect(await refused(restore(settings(), target))).to.contain('Nothing is written over')
      expect(readFileSync(join(data, 'haven.db')).equals(before)).to.equal(true)
    })

    it('with a wrong key', async () => {
      await backUp(settings(), target)
      const wrong = { current: Buffer.alloc(32, 1), previous: [] }
      expect(await refused(restore(settings(fresh(), wrong), target))).to.contain('sealed with another key')
      expect(readdirSync(fresh())).to.deep.equal([])
    })

    for (const name of ['haven.db', 'gateway.db', 'directory.db'])
      it(`when ${name} was altered`, async () => {
        const { folder } = await backUp(settings(), target)
        const bytes = readFileSync(join(folder, name))
        bytes[bytes.length - 1]! ^= 1
        writeFileSync(join(folder, name), bytes)
        expect(await refused(restore(settings(fresh()), target))).to.contain(`${name} in`)
        expect(existsSync(join(fresh(), 'haven.db'))).to.equal(false)
      })

    it('without the keys, or with those of another Haven', async () => {
      const { keys } = await backUp(settings(), target)
      renameSync(keys, join(root.path, 'away.db'))
      expect(await refused(restore(settings(fresh()), target))).to.contain('no copy of the keys')
      const other = join(root.path, 'other')
      mkdirSync(other)
      openKeys(other, RING).close()
      copyFileSync(join(other, 'keys.db'), join(target, 'keys', 'keys-2099-01-01T00-00-00-000Z.db'))
      expect(await refused(restore(settings(fresh()), target))).to.contain('not of this backup')
      expect(existsSync(join(fresh(), 'haven.db'))).to.equal(false)
    })

    it('from a folder without one', async () => {
      expect(await refused(restore(settings(fresh()), join(root.path, 'nowhere')))).to.contain(
        'holds no backup',
      )
    })
  })

  it('of PostgreSQL is printed as commands that leave conversations out', () => {
    const said = postgresCommands('/safe')
    for (const table of ['conversations', 'inbox', 'texts_in', 'texts_out', 'tries'])
      expect(said).to.contain(`--exclude-table-data='${table}'`)
    expect(said).not.to.contain('postgres://')
  })
})

describe('the desk, when its time is over', () => {
  it('forgets a referral in every file, log and free pages included', async () => {
    const folder = aFolder()
    const db = openDatabase(join(folder.path, 'gateway.db'))
    const desk = referralStore(db, glassVault)
    desk.keep(aReferral(WAITING, CANARY), 'haven', NOON.toISOString())
    desk.keep(aReferral(OTHER, 'another one'), 'haven', later(HOUR).toISOString())
    expect(filesWith(folder.path, CANARY), 'the control').not.to.deep.equal([])
    const before = later(MINUTE).toISOString()
    const forgotten = await forgetIn(db, glassVault, { now: before, before: () => before, audit: before })
    expect(forgotten).to.equal(1)
    expect(filesWith(folder.path, CANARY)).to.deep.equal([])
    expect(filesWith(folder.path, 'another one')).not.to.deep.equal([])
    expect(desk.standing(WAITING)).to.equal(undefined)
    expect(desk.standing(OTHER)?.status).to.equal('received')
    db.close()
    folder.remove()
  })

  it("goes by the time of each referral's own area, and keeps what it cannot read", async () => {
    const db = openDatabase(':memory:')
    const desk = referralStore(db, glassVault)
    for (const [reference, area] of [
      [WAITING, 'short'],
      [OTHER, 'long'],
      ['ROOK-555', 'short'],
    ] as const)
      desk.keep({ ...aReferral(reference), area }, 'haven', NOON.toISOString())
    db.exec("update referrals set sealed = x'00' where reference = 'ROOK-555'")
    const before = (area: string | undefined) => (area === 'long' ? later(-HOUR) : later(HOUR)).toISOString()
    await forgetIn(db, glassVault, { now: NOON.toISOString(), before, audit: NOON.toISOString() })
    expect(
      desk
        .list(0, 10)
        .map(({ reference }) => reference)
        .toSorted(),
    ).to.deep.equal(['ROOK-555', OTHER].toSorted())
    db.close()
  })
})

function rowsOf(file: string, sql: string): readonly Record<string, unknown>[] {
  const copy = `${file}.look`
  copyFileSync(file, copy)
  const db = new DatabaseSync(copy)
  const rows = db.prepare(sql).all()
  db.close()
  for (const name of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(name, { force: true })
  return rows
}
