import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { NOT_IN_COPIES, stripCopy } from '../adapters/store-sqlite/retention.ts'
import { ROOT } from '../content.ts'
import { askForCopies, copyAll, dropCopies } from '../keeping/copies.ts'
import { FILES, openKept } from '../keeping/open.ts'
import { MANIFEST, measured, type Manifest } from './keeping/manifest.ts'
import { isHeldByAnother, runCommand, settingsFrom, type Settings } from './keeping/settings.ts'

/** A Haven that is well answers within a second or two; copying a gigabyte takes some ten. */
const PATIENCE_SECONDS = 120
const DATA = [FILES.store, FILES.desk, FILES.edits] as const

/** What a backup did. */
export interface BackedUp {
  /** The folder of this backup. */
  readonly folder: string
  readonly keys: string
  /** Copies of the keys from before, which are deleted here and have to go elsewhere too. */
  readonly replaced: readonly string[]
  readonly names: readonly string[]
}

/**
 * `npm run backup -- FOLDER`: copies what is kept, while Haven runs or while it does not, without conversations. The data
 * goes into a new folder inside FOLDER, the keys into FOLDER/keys in place of their last copy: what is erased afterwards
 * opens no more in any data backup, once the next copy of the keys has taken the place of this one.
 */
export async function backUp(
  settings: Settings,
  target: string,
  now: Date = new Date(),
  patience = PATIENCE_SECONDS,
): Promise<BackedUp> {
  const made = now.toISOString().replaceAll(':', '-').replace('.', '-')
  const folder = join(resolve(target), made)
  const keysFolder = join(resolve(target), 'keys')
  if (existsSync(folder)) throw new Error(`${folder} is there already. Nothing was backed up.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  try {
    const copies = await copiesOf(settings, patience)
    const files: Manifest['files'] = []
    for (const name of DATA) {
      if (!existsSync(join(copies, name))) continue
      writeWithoutPast(join(copies, name), join(folder, name))
      files.push({ name, ...(await measured(join(folder, name))) })
    }
    const keys = `keys-${made}.db`
    writeWithoutPast(join(copies, FILES.keys), join(keysFolder, keys))
    const { sha256 } = await measured(join(keysFolder, keys))
    const manifest: Manifest = {
      format: 1,
      haven: versionOf(),
      node: process.version,
      made_at: now.toISOString(),
      files,
      keys: { name: keys, sha256 },
    }
    writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    for (const file of [join(folder, MANIFEST), folder, keysFolder]) flush(file)
    const replaced = readdirSync(keysFolder).filter((name) => /^keys-.*\.db$/.test(name) && name !== keys)
    for (const name of replaced) rmSync(join(keysFolder, name))
    flush(keysFolder)
    return { folder, keys: join(keysFolder, keys), replaced, names: files.map(({ name }) => name) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    dropCopies(settings.folder)
  }
}

/** Copies in the data folder, made by whoever holds the files. */
async function copiesOf({ folder, ring }: Settings, patience: number): Promise<string> {
  if (!existsSync(join(folder, FILES.keys)))
    throw new Error(
      `There is nothing to back up in ${folder}. Is HAVEN_DATA right? A Haven of before: start it once.`,
    )
  try {
    const kept = openKept(folder, ring)
    try {
      return await copyAll(kept)
    } finally {
      await kept.close()
    }
  } catch (error) {
    if (!isHeldByAnother(error)) throw error
    return askForCopies(folder, randomUUID(), { seconds: patience, pause: setTimeout })
  }
}

/** Into a fresh file: a copied one would still have free pages with what was deleted. */
function writeWithoutPast(from: string, to: string): void {
  const db = new DatabaseSync(from)
  try {
    stripCopy(db)
    db.prepare('vacuum into ?').run(to)
  } finally {
    db.close()
  }
  flush(to)
}

function flush(file: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(file, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const versionOf = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
    .version

/** The commands that copy a PostgreSQL store; they are printed, not run. */
export const postgresCommands = (folder: string): string =>
  [
    'What is in PostgreSQL is not copied by this command. Where pg_dump is (it reads HAVEN_DATABASE_URL; nothing is shown):',
    `  pg_dump --format=custom ${NOT_IN_COPIES.map((table) => `--exclude-table-data='${table}'`).join(' ')} --file=${join(folder, 'haven.dump')} "$HAVEN_DATABASE_URL"`,
    'and to bring it back, into an empty database:',
    `  pg_restore --exit-on-error --no-owner --dbname="$HAVEN_DATABASE_URL" ${join(folder, 'haven.dump')}`,
  ].join('\n')

const said = ({ folder, keys, replaced, names }: BackedUp): string =>
  [
    `Backed up to ${folder}: ${names.join(', ')}. Conversations are never in it.`,
    `Keys: ${keys}. Keep this file apart from the data, and HAVEN_KEY apart from both.`,
    ...(replaced.length > 0
      ? [
          `Deleted here, and to be deleted wherever else they were put: ${replaced.join(', ')}. While one of them is left, what people took back since can still be read in older backups.`,
        ]
      : []),
  ].join('\n')

if (import.meta.main)
  await runCommand(async () => {
    const [target] = process.argv.slice(2)
    if (target === undefined) throw new Error('Say where to: npm run backup -- FOLDER')
    const settings = settingsFrom(process.env)
    if (resolve(target).startsWith(resolve(settings.folder)))
      throw new Error('A backup inside HAVEN_DATA would be lost together with it. Name another folder.')
    const done = await backUp(settings, target)
    return settings.databaseUrl === undefined
      ? said(done)
      : `${said(done)}\n${postgresCommands(dirname(done.folder))}`
  })
