import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directoryFromFiles, type DirectoryFiles } from '../../src/adapters/directory-files/index.ts'
import { openEdits, type EditsStore } from '../../src/adapters/edits-sqlite/index.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { ROOT } from '../../src/content.ts'
import { createEditing, type EditingOptions } from '../../src/directory/editing/create-editing.ts'
import { readEditorWords } from '../../src/directory/editing/editor-words.ts'
import { listening, stopped } from '../gateway/a-desk.ts'

export const NOON = new Date('2026-11-24T12:00:00.000Z')
export const TODAY = '2026-11-24'

/** The words of the editors' pages, as they are shipped. */
export const WORDS = readEditorWords(join(ROOT, 'locales'))

/** The editors' pages over a copy of the shipped areas, behind a real server on this machine only. */
export interface EditingSite extends DirectoryFiles {
  readonly url: string
  readonly store: EditsStore
  /** Everything that was printed. */
  readonly printed: readonly string[]
  /** Changes a file of the copy; it is read at the next start. */
  changeFile(file: string, change: (text: string) => string): void
  /** Ends it and starts it again over the same files and the same store. */
  restart(): Promise<EditingSite>
  stop(): Promise<void>
}

export interface SiteSettings {
  readonly now?: () => Date
  readonly production?: boolean
  readonly options?: Partial<EditingOptions>
  readonly folder?: string
}

export async function anEditingSite(settings: SiteSettings = {}): Promise<EditingSite> {
  const folder = settings.folder ?? aFolder()
  const now = settings.now ?? (() => NOON)
  const printed: string[] = []
  const files = directoryFromFiles(join(folder, 'deployment'), {
    production: settings.production ?? false,
    clock: { now },
  })
  const store = openEdits({ file: join(folder, 'directory.db'), vault: localVault(Buffer.alloc(32, 7)) })
  const editing = createEditing({
    ...store,
    records: files.records,
    bankHolidays: () => files.directory.bankHolidays(),
    words: WORDS,
    now,
    print: (line) => void printed.push(line),
    publicUrl: 'http://localhost:3978',
    wait: async () => {},
    ...settings.options,
  })
  await editing.begin()
  await editing.inviteFromOutside('Ann Lee', true)
  const server = createServer((req, res) => void editing.handle(req, res))
  const url = await listening(server)
  const end = async (): Promise<void> => {
    await stopped(server)
    store.close()
  }
  return {
    ...files,
    url,
    store,
    printed,
    changeFile(file, change) {
      const path = join(folder, 'deployment', file)
      const before = readFileSync(path, 'utf8')
      const after = change(before)
      if (after === before) throw new Error('the test changed nothing')
      writeFileSync(path, after)
    },
    restart: async () => {
      await end()
      return anEditingSite({ ...settings, folder })
    },
    stop: async () => {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'haven-editing-'))
  for (const name of ['areas', 'emergency.yaml', 'bank-holidays.json'])
    cpSync(join('deployment', name), join(folder, 'deployment', name), { recursive: true })
  return folder
}
