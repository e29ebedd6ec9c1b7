import type { DatabaseSync } from 'node:sqlite'

/** Ends sessions that are over and forgets audit lines from before `audit`, log included. */
export function forgetIn(db: DatabaseSync, now: Date, audit: Date): void {
  db.prepare('delete from sessions where expires_at <= ?').run(now.getTime())
  db.prepare('delete from audit where at <= ?').run(audit.getTime())
  db.exec('pragma wal_checkpoint(truncate)')
}
