import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './migrations.ts'

/**
 * The same promises as the store of conversations: one process, and a commit is on the disk before anybody is told.
 * Name, value, and the value as SQLite reads it back.
 */
const PRAGMAS = [
  ['locking_mode', 'exclusive', 'exclusive'],
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', '2'],
  ['foreign_keys', 'on', '1'],
  ['secure_delete', 'on', '1'],
] as const

/** SQLite's result codes: somebody else has the file; it is damaged; it is no database. */
const BUSY = 5
const BROKEN: readonly number[] = [11, 26]

/** Opens the file with every promise checked and the schema up to date. Throws one sentence for whoever runs it. */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) closeSync(openSync(file, 'ax', 0o600))
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    for (const [name, value, expected] of PRAGMAS) demand(db, name, value, expected)
    if (pragma(db, 'quick_check(1)') !== 'ok') throw new Error(damaged(file))
    atomically(db, () => migrate(db))
    return db
  } catch (error) {
    db.close()
    throw explained(error, file)
  }
}

/** Opens the file only to read it, while nothing runs on it. Throws as `openDatabase` does. */
export function openToRead(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 0, readOnly: true })
  try {
    const version = Number(pragma(db, 'user_version'))
    if (version !== MIGRATIONS.length)
      throw new Error(`${file} is of another version of Haven. Start Haven on it once.`)
    return db
  } catch (error) {
    db.close()
    throw explained(error, file)
  }
}

/** Does all of `work` or none of it; durable when it returns. */
export function atomically<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

function migrate(db: DatabaseSync): void {
  const version = Number(pragma(db, 'user_version'))
  if (version > MIGRATIONS.length)
    throw new Error("A newer Haven wrote the editors' database. Run that one, or restore an older copy.")
  for (const migration of MIGRATIONS.slice(version)) db.exec(migration)
  // Writing the version, even the same one, takes the exclusive lock now and not at the first edit.
  db.exec(`pragma user_version = ${MIGRATIONS.length}`)
}

function demand(db: DatabaseSync, name: string, value: string, expected: string): void {
  db.exec(`pragma ${name} = ${value}`)
  const found = pragma(db, name)
  if (found !== expected)
    throw new Error(`The editors' database needs ${name} = ${value}, and this disk or SQLite gives ${found}`)
}

const pragma = (db: DatabaseSync, name: string): string =>
  String(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0])

const damaged = (file: string): string =>
  `The editors' database ${file} is damaged. Restore a copy of it; without one, what editors changed is lost and the files' records count.`

function explained(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  if (code === BUSY)
    return new Error(`Another Haven has ${file} open. Stop it first: two would lose each other's work.`, {
      cause: error,
    })
  return code !== undefined && BROKEN.includes(code) ? new Error(damaged(file), { cause: error }) : error
}
