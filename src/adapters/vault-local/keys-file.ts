import { closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * The schema, one step for each change of it. It is kept apart from what the keys open, so that a copy of the one can
 * be without the other. Times are milliseconds since 1970.
 */
const MIGRATIONS: readonly string[] = [
  `
  -- Opens with the current key alone once no row of any file needs an older one.
  create table key_check (sealed blob not null) strict;
  create table digest_keys (sealed blob not null) strict;
  create table content_keys (
    number integer primary key autoincrement,
    -- What a record that it opens begins with.
    id blob not null unique,
    bound text not null,
    -- Null when it was destroyed; then how the row ended stays, for copies from before.
    sealed blob,
    ended text,
    destroyed_at integer,
    check ((sealed is null) = (destroyed_at is not null))
  ) strict;
  create index content_keys_by_destroyed on content_keys (destroyed_at);
  `,
]

const PRAGMAS = [
  ['locking_mode', 'exclusive', 'exclusive'],
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', '2'],
  ['secure_delete', 'on', '1'],
] as const

/** SQLite's result codes: somebody else has the file; it is damaged; it is no database. */
const BUSY = 5
const BROKEN: readonly number[] = [11, 26]

/** Opens keys.db, made if it is not there, with every promise checked. Throws one sentence for whoever runs it. */
export function openKeysFile(file: string): DatabaseSync {
  if (!existsSync(file)) closeSync(openSync(file, 'ax', 0o600))
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    for (const [name, value, expected] of PRAGMAS) {
      db.exec(`pragma ${name} = ${value}`)
      const found = pragma(db, name)
      if (found !== expected)
        throw new Error(`The keys need ${name} = ${value}, and this disk or SQLite gives ${found}`)
    }
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw explained(error, file)
  }
}

function migrate(db: DatabaseSync): void {
  db.exec('begin immediate')
  const version = Number(pragma(db, 'user_version'))
  if (version > MIGRATIONS.length)
    throw new Error('A newer Haven wrote these keys. Run that one, or restore an older copy.')
  for (const migration of MIGRATIONS.slice(version)) db.exec(migration)
  db.exec(`pragma user_version = ${MIGRATIONS.length}; commit`)
}

const pragma = (db: DatabaseSync, name: string): string =>
  String(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0])

function explained(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  if (code === BUSY)
    return new Error(`Another Haven has ${file} open. Stop it first: two would lose each other's work.`, {
      cause: error,
    })
  if (code !== undefined && BROKEN.includes(code))
    return new Error(`${file} is damaged. Put its copy back: without it no referral can be read.`, {
      cause: error,
    })
  return error
}
