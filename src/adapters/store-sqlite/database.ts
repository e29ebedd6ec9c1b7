import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Vault } from '../../ports/vault.ts'
import { MIGRATIONS } from './migrations.ts'

/**
 * What the promises rest on: name, value, and the value as SQLite reads it back. `exclusive` first: it keeps the
 * index of the log in memory and any second process out. `full` is an fsync for each commit; anything less loses
 * acknowledged referrals when the power goes. The log goes into the file every 200 pages: that holds up one turn for
 * about 8 ms, where SQLite's own 1,000 took 30 ms and let no more turns through (measured on ext4).
 */
const PRAGMAS = [
  ['locking_mode', 'exclusive', 'exclusive'],
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', '2'],
  ['secure_delete', 'on', '1'],
  ['temp_store', 'memory', '2'],
  ['wal_autocheckpoint', '200', '200'],
] as const

/** SQLite's result code for a file that somebody else has locked. */
const BUSY = 5
/** What the check row is bound to. */
export const KEY_ROW = 'key|1'

/** Opens the file with every promise checked and the schema up to date, or throws. */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // SQLite would make it readable by others; its log takes the same rights. An existing file is left alone: closing
  // it here would drop the lock of a store that this process already has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'ax', 0o600))
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    for (const pragma of PRAGMAS) demand(db, pragma)
    migrate(db)
    return db
  } catch (error) {
    db.close()
    if (!isBusy(error)) throw error
    throw new Error(`Another Haven has ${file} open. Stop it first: two would lose each other's work.`, {
      cause: error,
    })
  }
}

function demand(db: DatabaseSync, [name, value, expected]: (typeof PRAGMAS)[number]): void {
  db.exec(`pragma ${name} = ${value}`)
  const found = pragma(db, name)
  if (found !== expected)
    throw new Error(`The store needs ${name} = ${value}, and this disk or SQLite gives ${found}`)
}

const pragma = (db: DatabaseSync, name: string): string =>
  String(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0])

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY

/** One transaction for all of them, so that a crash leaves the old schema or the new one. */
function migrate(db: DatabaseSync): void {
  db.exec('begin immediate')
  const version = Number(pragma(db, 'user_version'))
  if (version > MIGRATIONS.length)
    throw new Error('A newer Haven wrote this store. Run that one, or restore an older copy.')
  for (const migration of MIGRATIONS.slice(version)) db.exec(migration)
  db.exec(`pragma user_version = ${MIGRATIONS.length}; commit`)
}

/**
 * Throws when the store was sealed with another key. Found at the start, not by the first person who comes back.
 */
export function checkKey(db: DatabaseSync, vault: Vault): void {
  const row = db.prepare('select sealed from key_check').get()
  if (!row) {
    db.prepare('insert into key_check (sealed) values (?)').run(vault.seal(Buffer.from('haven'), KEY_ROW))
    return
  }
  try {
    vault.open(z.object({ sealed: z.instanceof(Uint8Array) }).parse(row).sealed, KEY_ROW)
  } catch (error) {
    throw new Error('This store was sealed with another key. Set HAVEN_KEY to the one it was made with.', {
      cause: error,
    })
  }
}

/**
 * Moves the write-ahead log into the file and cuts it to nothing. Until then the log holds every version of a row
 * since it was last cut, deleted ones too, sealed as they were; in the file itself `secure_delete` has put zeros over
 * them. What a disk keeps in blocks that it gave back is beyond us, which is why it is all sealed.
 */
export function emptyLog(db: DatabaseSync): void {
  db.exec('pragma wal_checkpoint(truncate)')
}
