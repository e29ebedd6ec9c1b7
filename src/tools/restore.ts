import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openKept, FILES } from '../keeping/open.ts'
import { MANIFEST, measured, readManifest } from './keeping/manifest.ts'
import { dropErased } from './keeping/drop-erased.ts'
import { runCommand, settingsFrom, type Settings } from './keeping/settings.ts'

/** What came back. */
export interface Restored {
  readonly made: string
  readonly names: readonly string[]
  /** Contents that were erased after the backup was made, and so stayed erased. */
  readonly erased: number
}

const STAGE = 'restoring'

/**
 * `npm run restore -- FOLDER`: brings a backup back into an empty HAVEN_DATA: FOLDER is one backup, or the folder of
 * several, of which it takes the newest. Nothing is ever written over. Every digest is verified, and that HAVEN_KEY opens
 * it. What was erased since the backup was made stays erased; what was sent since is sent again under the same key, which
 * a gateway takes once.
 */
export async function restore(settings: Settings, from: string): Promise<Restored> {
  const { folder, ring } = settings
  const source = newestIn(resolve(from))
  const manifest = readManifest(source)
  const there = Object.values(FILES).filter((name) => existsSync(join(folder, name)))
  if (there.length > 0)
    throw new Error(
      `${folder} already holds ${there.join(', ')}. Nothing is written over: name an empty folder in HAVEN_DATA, or move these away.`,
    )
  const keys = newestKeys(join(source, '..', 'keys'))
  for (const { name, bytes, sha256 } of manifest.files) {
    const found = existsSync(join(source, name)) ? await measured(join(source, name)) : undefined
    if (found?.bytes !== bytes || found.sha256 !== sha256)
      throw new Error(
        `${name} in ${source} is not what was backed up: its digest differs. Nothing was restored.`,
      )
  }
  if (keys.endsWith(manifest.keys.name) && (await measured(keys)).sha256 !== manifest.keys.sha256)
    throw new Error(`${keys} is not what was backed up: its digest differs. Nothing was restored.`)

  demandKey(settings)
  const stage = join(folder, STAGE)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true, mode: 0o700 })
  try {
    const names = manifest.files.map(({ name }) => name)
    for (const name of names) copyFileSync(join(source, name), join(stage, name))
    copyFileSync(keys, join(stage, FILES.keys))
    // The same openers as at start: they refuse a wrong key, a damaged file and a newer Haven.
    const kept = openKept(stage, ring)
    await kept.close()
    const erased = dropErased(stage)
    for (const name of [...names, FILES.keys]) renameSync(join(stage, name), join(folder, name))
    return { made: manifest.made_at, names, erased }
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

/** Before anything is made: a key that is made now would open nothing. */
function demandKey({ folder, isKeySet }: Settings): void {
  if (isKeySet || existsSync(join(folder, 'key')) || existsSync(join(folder, 'key-new'))) return
  throw new Error(
    `A key is never part of a backup. Put the file "key" of then into ${folder}, or set HAVEN_KEY. Nothing was restored.`,
  )
}

function newestIn(folder: string): string {
  if (existsSync(join(folder, MANIFEST)) || !existsSync(folder)) return folder
  const newest = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, MANIFEST)))
    .toSorted()
    .at(-1)
  return newest === undefined ? folder : join(folder, newest)
}

/** The newest copy: an older one would bring back what was erased since. */
function newestKeys(folder: string): string {
  const newest = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^keys-.*\.db$/.test(name))
        .toSorted()
        .at(-1)
    : undefined
  if (newest === undefined)
    throw new Error(
      `There is no copy of the keys in ${folder}. Put the newest one there: without it nothing can be read.`,
    )
  return join(folder, newest)
}

if (import.meta.main)
  await runCommand(async () => {
    const [from] = process.argv.slice(2)
    if (from === undefined) throw new Error('Say from where: npm run restore -- FOLDER')
    const settings = settingsFrom(process.env)
    const { made, names, erased } = await restore(settings, from)
    return [
      `Restored ${names.join(', ')} as they were at ${made}. Start Haven.`,
      `${erased} contents were erased since then, and stay erased. What was sent since is sent again; a gateway takes it once.`,
      'Conversations are in no backup: people begin again, and can look their referral up.',
    ].join('\n')
  })
