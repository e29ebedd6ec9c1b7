import { expect } from 'chai'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { approvedIn, openEdits, type EditsStore } from '../../src/adapters/edits-sqlite/index.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import type { Editor, NewVersion, Version } from '../../src/ports/edits.ts'
import { service } from '../domain/services.ts'

const NOON = new Date('2026-11-24T12:00:00Z')
const later = (milliseconds: number): Date => new Date(NOON.getTime() + milliseconds)
const DAY = 24 * 60 * 60 * 1000
const vault = localVault(Buffer.alloc(32, 7))

describe("the editors' store", () => {
  let folder = ''
  let store: EditsStore
  let ann: Editor
  let ben: Editor
  const file = () => join(folder, 'directory.db')
  const open = () => openEdits({ file: file(), vault })
  const invited = async (name: string): Promise<Editor> => {
    const made = await store.editors.invite({ name, areas: 'all', by: undefined, at: NOON })
    if (made.result !== 'invited') throw new Error('taken')
    return { id: made.editor.id, name: made.editor.name }
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haven-edits-'))
    store = open()
    ann = await invited('Ann Lee')
    ben = await invited('Ben Roe')
  })
  afterEach(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const version = (change: Partial<NewVersion> = {}): NewVersion => ({
    service: service('one'),
    area: 'essex',
    edit: 'edited',
    base: 0,
    madeFrom: 'digest-a',
    fileRecord: service('one', { name: 'As in the file' }),
    by: ann,
    at: NOON,
    state: 'approved',
    ...change,
  })
  const kept = async (change: Partial<NewVersion> = {}): Promise<Version> => {
    const result = await store.edits.keep(version(change))
    if (result.result !== 'kept') throw new Error('it was stale')
    return result.version
  }
  const decide = (id: number, by: Editor, approve = true) =>
    store.edits.decide(id, { approve, by, at: NOON, reason: 'A reason' })

  describe('versions', () => {
    it('come back as they were kept, after a restart too', async () => {
      const first = await kept()
      store.close()
      store = open()
      expect(await store.edits.current()).to.deep.equal([first])
      expect(first).to.deep.include({
        service: service('one'),
        area: 'essex',
        edit: 'edited',
        by: ann,
        at: NOON,
      })
      expect(await store.edits.fileRecord('one', 'digest-a')).to.deep.equal(
        service('one', { name: 'As in the file' }),
      )
      expect(await store.edits.fileRecord('one', 'digest-b')).to.equal(undefined)
    })

    it('of one record count by the newest that was approved', async () => {
      const first = await kept()
      const second = await kept({ base: first.id, service: service('one', { name: 'Second' }) })
      await kept({ base: second.id, state: 'proposed', service: service('one', { name: 'Third' }) })
      await kept({ service: service('two') })
      const names = (await store.edits.current()).map((one) => one.service.name)
      expect(names).to.have.members(['Second', 'two'])
      expect((await store.edits.history('one')).map((one) => one.service.name)).to.deep.equal([
        'Third',
        'Second',
        'one',
      ])
    })

    it('made from one that is no longer the newest are not kept', async () => {
      const first = await kept()
      await kept({ base: first.id })
      for (const base of [0, first.id, 99]) {
        expect(await store.edits.keep(version({ base }))).to.deep.equal({ result: 'stale' })
      }
      expect(await store.edits.history('one')).to.have.length(2)
    })

    it('saved by many at once are kept once', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, () => store.edits.keep(version())))
      expect(results.filter(({ result }) => result === 'kept')).to.have.length(1)
      expect(await store.edits.history('one')).to.have.length(1)
    })

    it('are never deleted nor rewritten, even by whoever has the file', async () => {
      const { id } = await kept()
      const proposal = await kept({ base: id, state: 'proposed' })
      store.close()
      const db = new DatabaseSync(file())
      for (const statement of [
        'delete from versions',
        "update versions set content = '{}'",
        "update versions set by_editor = 2 where state = 'proposed'",
        `update versions set state = 'approved' where id = ${proposal.id}`,
        `update versions set state = 'approved', decided_by = 1, decided_at = 0 where id = ${proposal.id}`,
        `update versions set state = 'proposed' where id = ${id}`,
      ]) {
        expect(() => db.exec(statement), statement).to.throw()
      }
      db.close()
    })
  })

  describe('proposals', () => {
    it('wait until a second person approves them', async () => {
      const proposal = await kept({ state: 'proposed' })
      expect(await store.edits.current()).to.deep.equal([])
      expect(await store.edits.waiting()).to.deep.equal([proposal])
      const decided = await decide(proposal.id, ben)
      expect(decided.result === 'kept' && decided.version).to.deep.equal({
        ...proposal,
        state: 'approved',
        decided: { by: ben, at: NOON, reason: 'A reason' },
      })
      expect((await store.edits.current()).map(({ id }) => id)).to.deep.equal([proposal.id])
      expect(await store.edits.waiting()).to.deep.equal([])
    })

    it('are never decided by whoever made them', async () => {
      const { id } = await kept({ state: 'proposed' })
      expect(await decide(id, ann)).to.deep.equal({ result: 'own' })
      expect(await decide(id, ann, false)).to.deep.equal({ result: 'own' })
      expect(await store.edits.waiting()).to.have.length(1)
    })

    it('are decided once', async () => {
      const { id } = await kept({ state: 'proposed' })
      await decide(id, ben, false)
      expect(await decide(id, ben)).to.deep.equal({ result: 'decided' })
      expect(await store.edits.current()).to.deep.equal([])
      expect((await store.edits.version(id))?.state).to.equal('refused')
    })

    it('cannot be approved when the record was changed since, and can be refused', async () => {
      const one = await kept({ state: 'proposed' })
      const two = await kept({ state: 'proposed', by: ben })
      await decide(one.id, ben)
      expect(await decide(two.id, ann)).to.deep.equal({ result: 'stale' })
      expect((await decide(two.id, ann, false)).result).to.equal('kept')
    })

    it('that nobody made are unknown', async () => {
      expect(await decide(7, ben)).to.deep.equal({ result: 'unknown' })
      expect(await store.edits.version(7)).to.equal(undefined)
    })
  })

  describe('editors', () => {
    const link = async (name = 'Cara Dow', mayRenew = false): Promise<string> => {
      const made = await store.editors.invite({ name, areas: ['essex'], by: ann, at: NOON, mayRenew })
      if (made.result !== 'invited') throw new Error('taken')
      return made.secret
    }

    it('get a key of 100 bits by a link that works once', async () => {
      const secret = await link()
      expect((await store.editors.invited(secret, NOON))?.name).to.equal('Cara Dow')
      const taken = await store.editors.takeUp(secret, NOON)
      expect(taken?.key).to.match(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/)
      expect(taken?.editor).to.deep.include({ areas: ['essex'], since: NOON, invitedBy: ann })
      expect(await store.editors.takeUp(secret, NOON)).to.equal(undefined)
      expect(await store.editors.invited(secret, NOON)).to.equal(undefined)
    })

    it('never get the same key', async () => {
      const keys = new Set<string>()
      for (let count = 0; count < 50; count += 1) {
        keys.add((await store.editors.takeUp(await link(`Editor ${count}`), NOON))?.key ?? '')
      }
      expect(keys.size).to.equal(50)
    })

    it('sign in with it however it is typed, and with no other', async () => {
      const { key = '' } = (await store.editors.takeUp(await link(), NOON)) ?? {}
      for (const typed of [
        key,
        key.toLowerCase(),
        key.replaceAll('-', ' '),
        ` ${key.replaceAll('0', 'o')} `,
      ]) {
        expect((await store.editors.signIn(typed, NOON))?.editor.name, typed).to.equal('Cara Dow')
      }
      for (const typed of ['', '-', key.slice(1), `${key}0`, 'x'.repeat(1_000_000)]) {
        expect(await store.editors.signIn(typed, NOON)).to.equal(undefined)
      }
    })

    it('have seven days to use a link', async () => {
      const secret = await link()
      expect(await store.editors.invited(secret, later(7 * DAY))).to.equal(undefined)
      expect(await store.editors.takeUp(secret, later(7 * DAY))).to.equal(undefined)
      expect(await store.editors.takeUp(secret, later(7 * DAY - 1))).to.not.equal(undefined)
    })

    it('have one link at a time', async () => {
      const [first, second] = [await link(), await link()]
      expect(await store.editors.invited(first, NOON)).to.equal(undefined)
      expect(await store.editors.invited(second, NOON)).to.not.equal(undefined)
      expect((await store.editors.list()).filter(({ name }) => name === 'Cara Dow')).to.have.length(1)
    })

    it('cannot be taken over by a second link, unless the program itself makes it', async () => {
      const { key = '' } = (await store.editors.takeUp(await link(), NOON)) ?? {}
      const again = { name: 'Cara Dow', areas: 'all', by: ann, at: NOON } as const
      expect(await store.editors.invite(again)).to.deep.equal({ result: 'taken' })
      const renewed = await store.editors.takeUp(await link('Cara Dow', true), NOON)
      expect(await store.editors.signIn(key, NOON)).to.equal(undefined)
      expect((await store.editors.signIn(renewed?.key ?? '', NOON))?.editor.areas).to.deep.equal(['essex'])
    })

    it('are signed in for eight hours', async () => {
      const { token = '' } = (await store.editors.takeUp(await link(), NOON)) ?? {}
      const end = 8 * 60 * 60 * 1000
      expect((await store.editors.session(token, later(end - 1)))?.editor.name).to.equal('Cara Dow')
      expect(await store.editors.session(token, later(end))).to.equal(undefined)
      expect(await store.editors.session('a'.repeat(43), NOON)).to.equal(undefined)
    })

    it('are signed out one session at a time', async () => {
      const { token = '', key = '' } = (await store.editors.takeUp(await link(), NOON)) ?? {}
      const other = await store.editors.signIn(key, NOON)
      await store.editors.signOut(token)
      expect(await store.editors.session(token, NOON)).to.equal(undefined)
      expect(await store.editors.session(other?.token ?? '', NOON)).to.not.equal(undefined)
    })

    it('lose everything at once when their access ends, and stay in history', async () => {
      const { token = '', key = '', editor } = (await store.editors.takeUp(await link(), NOON)) ?? {}
      await kept({ by: editor ?? ann })
      await store.editors.end(editor?.id ?? 0, NOON)
      expect(await store.editors.session(token, NOON)).to.equal(undefined)
      expect(await store.editors.signIn(key, NOON)).to.equal(undefined)
      expect((await store.editors.list()).find(({ name }) => name === 'Cara Dow')?.endedAt).to.deep.equal(
        NOON,
      )
      expect((await store.edits.current())[0]?.by.name).to.equal('Cara Dow')
      await store.editors.takeUp(await link(), NOON)
      expect((await store.editors.list()).filter(({ name }) => name === 'Cara Dow')).to.have.length(2)
    })

    it('lose an unused link when their access ends', async () => {
      const secret = await link()
      const cara = (await store.editors.list()).find(({ name }) => name === 'Cara Dow')
      await store.editors.end(cara?.id ?? 0, NOON)
      expect(await store.editors.takeUp(secret, NOON)).to.equal(undefined)
    })

    it('leave no link, key or token in the file', async () => {
      const secret = await link()
      const unused = await link('Somebody else')
      const { key = '', token = '' } = (await store.editors.takeUp(secret, NOON)) ?? {}
      store.close()
      const bytes = [file(), `${file()}-wal`].filter(existsSync).map((path) => readFileSync(path, 'latin1'))
      for (const value of [secret, unused, key, key.replaceAll('-', ''), token]) {
        expect(bytes.join('').includes(value)).to.equal(false)
      }
    })

    it('are told in the audit what was done, newest first', async () => {
      await store.editors.audit({ at: NOON, by: ann, deed: 'proposed', about: 'one' })
      await store.editors.audit({ at: later(1), deed: 'sign-in-refused' })
      expect(await store.editors.audited(10)).to.deep.equal([
        { at: later(1), deed: 'sign-in-refused' },
        { at: NOON, by: ann, deed: 'proposed', about: 'one' },
      ])
      expect(await store.editors.audited(1)).to.have.length(1)
    })
  })

  describe('its file', () => {
    it('belongs to its owner alone, and to one process', () => {
      expect(statSync(file()).mode & 0o777).to.equal(0o600)
      expect(open).to.throw(/Another Haven has .*directory\.db open/)
    })

    it('is read beside no Haven, and only then', async () => {
      const first = await kept()
      let failure: unknown
      await approvedIn(file()).catch((error: unknown) => (failure = error))
      expect(String(failure)).to.match(/Another Haven has/)
      store.close()
      expect(await approvedIn(file())).to.deep.equal([first])
      expect(await approvedIn(join(folder, 'none.db'))).to.deep.equal([])
    })

    it('is refused with a clear sentence when it is no database, or cut short, or spoilt inside', async () => {
      for (let count = 0; count < 40; count += 1) await kept({ service: service(`one-${count}`) })
      store.close()
      const sound = readFileSync(file())
      const spoilt = Buffer.from(sound)
      spoilt.fill(0xff, 4096, sound.length - 4096)
      for (const bytes of [Buffer.from('not a database at all, only some words'.repeat(200)), spoilt]) {
        writeFileSync(file(), bytes)
        expect(open).to.throw(/directory\.db is damaged\. Restore a copy/)
      }
      writeFileSync(file(), sound)
      store = open()
      expect(await store.edits.current()).to.have.length(40)
    })

    it('is refused, naming the record and nothing of its content, when a version is no record', async () => {
      await kept()
      store.close()
      const db = new DatabaseSync(file())
      db.exec('drop trigger versions_keep_their_content')
      db.exec(`update versions set content = json_set(content, '$.kind', 'canary')`)
      db.close()
      store = open()
      let failure: unknown
      await store.edits.current().catch((error: unknown) => (failure = error))
      expect(String(failure)).to.match(
        /version 1 of one, which is no record that this Haven can read \(kind\)/,
      )
      expect(String(failure)).to.not.include('canary')
    })

    it('is refused when a newer Haven wrote it', () => {
      store.close()
      const db = new DatabaseSync(file())
      db.exec('pragma user_version = 99')
      db.close()
      expect(open).to.throw(/A newer Haven wrote/)
    })
  })
})
