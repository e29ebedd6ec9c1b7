import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { openEditing } from '../../src/editing.ts'
import { aHost, type Host } from '../host/a-host.ts'
import { CONTENT } from '../support/content.ts'
import { startHaven, type RunningHaven } from '../support/server.ts'
import { byLink, seen } from './an-editor.ts'

const EDIT = '/directory/edit'
const GLOW = `${EDIT}/services/sts-glow`
const linkIn = (printed: string): string => /Directory editors.*(http\S+)/.exec(printed)?.[1] ?? ''

describe('a running Haven', function () {
  this.timeout(60_000)
  let folder = ''
  const running: RunningHaven[] = []
  const start = async (env: Record<string, string> = {}): Promise<RunningHaven> => {
    const haven = await startHaven({ HAVEN_DATA: folder, ...env })
    running.push(haven)
    return haven
  }
  const site = ({ address }: RunningHaven) => ({ url: address })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haven-editing-start-'))
  })
  afterEach(async () => {
    for (const haven of running.splice(0)) await haven.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('lets an editor change what it publishes, at once and after a restart', async () => {
    const haven = await start()
    const ann = await byLink(site(haven), linkIn(haven.output()))
    const saved = await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, { description: 'New words.', do: 'save' })
    expect(saved.status).to.equal(303)
    const published = async ({ address }: RunningHaven) =>
      await (await fetch(`${address}/directory/services?search=glow`)).text()
    expect(await published(haven)).to.include('New words.')
    await haven.stop()
    expect(await published(await start())).to.include('New words.')
  })

  it('names the councils of a record, and reads the names again', async () => {
    const haven = await start()
    const ann = await byLink(site(haven), linkIn(haven.output()))
    expect((await ann.open(`${GLOW}/edit`)).text).to.include('Stoke-on-Trent (E06000021)')
    const typed = { 'where.councils': 'Stoke-on-Trent\nStafford', do: 'preview' }
    const page = await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, typed)
    expect([page.status, seen(page.text).includes('Error:')]).to.deep.equal([200, false])
  })

  it('answers below /directory/edit for editors, and beside it for programs', async () => {
    const haven = await start()
    const asked = async (path: string): Promise<string> =>
      (await fetch(haven.address + path)).headers.get('content-type') ?? ''
    expect(await asked(`${EDIT}/`)).to.match(/^text\/html/)
    expect(await asked(`${EDIT}?x=1`)).to.match(/^text\/html/)
    expect(await asked('/directory/editors')).to.match(/json/)
  })

  it('lets in whom HAVEN_EDITOR_INVITE names, until they have a key', async () => {
    const env = { HAVEN_EDITOR_INVITE: 'Cara Dow' }
    const haven = await start(env)
    const link = linkIn(haven.output())
    expect(haven.output())
      .to.match(/lets Cara Dow in/)
      .and.not.match(/First editor/)
    expect((await byLink(site(haven), link)).key).to.match(/^\w{5}-/)
    await haven.stop()
    const again = await start(env)
    expect(again.output()).to.match(/had a key before, so no link is made/)
    expect(linkIn(again.output())).to.equal('')
  })

  it('refuses a name that is none, without repeating it', async () => {
    const failure = await start({ HAVEN_EDITOR_INVITE: '<canary>' }).catch((error: Error) => error.message)
    expect(failure)
      .to.match(/HAVEN_EDITOR_INVITE: must be the name of one person/)
      .and.not.include('canary')
  })

  it('does not start over a damaged directory.db, and says what to do', async () => {
    // A folder that was in use: its key is there, or the missing key would be said first.
    await (await start()).stop()
    writeFileSync(join(folder, 'directory.db'), 'no database, only some words. '.repeat(500))
    const failure = await start().catch((error: Error) => error.message)
    expect(failure).to.match(/directory\.db is damaged\. Restore a copy of it/)
    expect(failure).to.not.match(/Haven is at|at file:/)
  })
})

describe('in production', () => {
  let folder = ''
  let host: Host | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haven-editing-live-'))
  })
  afterEach(async () => {
    await host?.stop()
    host = undefined
    rmSync(folder, { recursive: true, force: true })
  })

  it('where there are no editors, the directory’s public side does not answer for them', async () => {
    const handle = async (_: unknown, res: ServerResponse): Promise<void> => {
      res.writeHead(200, { 'content-length': '6' })
      res.end('public')
    }
    host = await aHost({ directory: { handle }, editing: undefined })
    const asked = async (path: string) => {
      const answer = await fetch(`${host?.url}${path}`)
      return [answer.status, (await answer.text()).includes('public')]
    }
    expect(await asked(`${EDIT}/`)).to.deep.equal([404, false])
    expect(await asked(EDIT)).to.deep.equal([404, false])
    expect(await asked('/directory/services')).to.deep.equal([200, true])
  })

  const open = (invite?: string) => {
    const printed: string[] = []
    const editing = openEditing({
      content: CONTENT,
      dataFolder: folder,
      vault: localVault(Buffer.alloc(32, 7)),
      clock: { now: () => new Date('2026-11-24T12:00:00Z') },
      production: true,
      publicUrl: 'https://haven.example',
      invite,
      print: (line) => void printed.push(line),
    })
    return { editing, printed }
  }

  it('there are no pages until somebody was let in, and from then on there are', async () => {
    const nobody = open()
    expect(await nobody.editing.begin()).to.equal(undefined)
    nobody.editing.close()
    expect(nobody.printed).to.deep.equal([])
    const first = open('Cara Dow')
    expect(await first.editing.begin()).to.have.property('handle')
    first.editing.close()
    expect(first.printed.join()).to.match(/lets Cara Dow in, once: https:\/\/haven\.example\//)
    const later = open()
    expect(await later.editing.begin()).to.have.property('handle')
    later.editing.close()
    expect(later.printed).to.deep.equal([])
  })
})
