import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { openEdits } from '../../src/adapters/edits-sqlite/index.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { ROOT } from '../../src/content.ts'
import { run as check } from '../../src/tools/directory/check.ts'
import { run as write } from '../../src/tools/directory/export.ts'

const NOON = new Date('2026-11-24T12:00:00Z')

describe('Commands over a directory that editors changed', () => {
  const before = process.env['HAVEN_DATA']
  let folder = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haven-rows-'))
    process.env['HAVEN_DATA'] = folder
  })
  afterEach(() => {
    if (before === undefined) delete process.env['HAVEN_DATA']
    else process.env['HAVEN_DATA'] = before
    rmSync(folder, { recursive: true, force: true })
  })

  /** Keeps a changed record as an editor would, and leaves the file open for whoever closes it. */
  async function edited() {
    const store = openEdits({ file: join(folder, 'directory.db'), vault: localVault(Buffer.alloc(32, 7)) })
    const invited = await store.editors.invite({ name: 'Ann Lee', areas: 'all', by: undefined, at: NOON })
    if (invited.result !== 'invited') throw new Error('taken')
    const { records } = directoryFromFiles(join(ROOT, 'deployment'), { production: false })
    const record = records.record('sts-glow')
    if (!record?.file) throw new Error('there is no such record')
    await store.edits.keep({
      service: { ...record.service, description: 'As Ann wrote it.', info_checked_on: '2020-01-01' },
      area: 'staffordshire',
      edit: 'edited',
      base: 0,
      madeFrom: record.file.digest,
      fileRecord: record.file.service,
      by: { id: invited.editor.id, name: invited.editor.name },
      at: NOON,
      state: 'approved',
    })
    return store
  }

  it('write and check what counts, not only what shipped', async () => {
    ;(await edited()).close()
    const file = join(folder, 'out.csv')
    expect((await write(['--csv', file, '--area', 'staffordshire'], ROOT)).exitCode).to.equal(0)
    expect(readFileSync(file, 'utf8')).to.include('As Ann wrote it.')
    expect((await check(['--on', '2026-11-28'], ROOT)).say).to.include('sts-glow  too-old')
  })

  it('say that a Haven runs on that folder rather than leave its changes out', async () => {
    const store = await edited()
    try {
      const said = await Promise.resolve(check([], ROOT)).catch((error: Error) => error.message)
      expect(said)
        .to.be.a('string')
        .and.match(/open|runs/i)
    } finally {
      store.close()
    }
  })
})
