import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Each entry moves the file one version on; an entry that was ever released is never edited. */
const MIGRATIONS: readonly string[] = [
  `create table referrals (
     reference text primary key,
     client text not null,
     body_digest text,
     sealed blob,
     received_at text,
     status text not null,
     status_at text not null,
     withdrawn_at text
   ) strict;
   create index referrals_received on referrals (received_at);
   create table status_changes (
     id integer primary key, reference text not null, status text not null, at text not null, who text not null
   ) strict;
   create index status_changes_reference on status_changes (reference);
   create table sessions (digest text primary key, label text not null, expires_at text not null) strict;
   create table audit (
     id integer primary key, at text not null, who text not null, what text not null, reference text
   ) strict;
   create index audit_what on audit (what, at);`,
  `alter table referrals add column sequence integer not null default 1;
   alter table referrals add column corrected_at text;
   alter table referrals add column correction_read_at text;
   alter table referrals add column reason text;
   alter table referrals add column wait_weeks integer;
   alter table referrals add column changed integer not null default 0;
   update referrals set changed = rowid;
   create index referrals_changed on referrals (client, changed);
   create table last_change (number integer not null) strict;
   insert into last_change select coalesce(max(rowid), 0) from referrals;
   create table corrections (
     reference text not null, sequence integer not null, body_digest text not null, at text not null,
     primary key (reference, sequence)
   ) strict;
   create table capacity (
     id integer primary key check (id = 1), state text not null, wait_weeks integer, as_of text not null
   ) strict;
   create table deliveries (
     number integer primary key autoincrement, id text not null unique, client text not null,
     reference text not null, body text not null, made_at text not null, tries integer not null default 0,
     next_at text not null
   ) strict;
   create index deliveries_next on deliveries (next_at);`,
  `alter table referrals add column stopped text;
   alter table referrals add column stopped_at text;
   alter table referrals add column stop_read_at text;`,
]

/**
 * Opens the gateway's file, alone: a second process is refused. An answer is only given after a commit that is on
 * disk, so the settings that make it so are read back. Throws when they did not take, when another process holds
 * the file, or when the file is of a later version.
 */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  try {
    prepare(db, file)
    return db
  } catch (cause) {
    db.close()
    throw new Error('The gateway could not open its database', { cause })
  }
}

/** Does all of `work` or none of it; durable when the outermost returns. */
export function atomically<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work()
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

function prepare(db: DatabaseSync, file: string): void {
  const inMemory = file === ':memory:'
  if (!inMemory) chmodSync(file, 0o600)
  db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
  db.exec('pragma secure_delete = on')
  insist(db, 'locking_mode', 'exclusive')
  insist(db, 'journal_mode', inMemory ? 'memory' : 'wal')
  insist(db, 'synchronous', 2)
  atomically(db, () => migrate(db))
}

function insist(db: DatabaseSync, setting: string, wanted: string | number): void {
  const found = Object.values(db.prepare(`pragma ${setting}`).get() ?? {})[0]
  if (found !== wanted) throw new Error(`SQLite did not take ${setting} = ${wanted}`)
}

function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('pragma user_version').get()?.['user_version'])
  if (version > MIGRATIONS.length)
    throw new Error(`The file is of version ${version}, later than this program`)
  for (const step of MIGRATIONS.slice(version)) db.exec(step)
  // Writing the version, even the same one, takes the exclusive lock now and not at the first referral.
  db.exec(`pragma user_version = ${MIGRATIONS.length}`)
}
