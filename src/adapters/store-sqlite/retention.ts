import type { DatabaseSync } from 'node:sqlite'

/**
 * Takes out what a copy of haven.db must not have: conversations and what belongs to the hour. Then nothing of it is
 * left in the file, free pages and log included. For a copy that nobody uses yet.
 */
export function stripCopy(db: DatabaseSync): void {
  db.exec('pragma secure_delete = on')
  for (const table of NOT_IN_COPIES) {
    if (db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table))
      db.exec(`delete from ${table}`)
  }
}

/** Tables whose rows are in no backup; the commands for PostgreSQL leave the same ones out. */
export const NOT_IN_COPIES = ['conversations', 'inbox', 'texts_in', 'texts_out', 'tries'] as const
