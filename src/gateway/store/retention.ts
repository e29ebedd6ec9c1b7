import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'
import { openContent, sealedSchema } from './rows.ts'

/** What is forgotten when, ISO 8601. */
export interface Forgetting {
  readonly now: string
  /** A referral of this area is forgotten when it last moved before this. Withdrawn ones have no area any more. */
  readonly before: (area: string | undefined) => string
  /** Audit lines from before this go. */
  readonly audit: string
}

/** So that a night's worth does not hold up a turn. */
const AT_ONCE = 100

const dueSchema = z.object({ rowid: z.int(), reference: z.string(), last: z.string() })
const TABLES = ['status_changes', 'corrections', 'deliveries', 'referrals'] as const

/**
 * Forgets referrals whose time is over, with their history: content, status, all of it, so that the desk answers about
 * them as about any reference that it never had. Sign-ins stay in the audit log: they number the sessions and name
 * nobody. Answers how many referrals went; calls `pause` between steps.
 */
export async function forgetIn(
  db: DatabaseSync,
  vault: Vault,
  { now, before, audit }: Forgetting,
  pause: () => Promise<void> = async () => {},
): Promise<number> {
  const some = db.prepare(
    `select rowid, reference, max(status_at, coalesce(withdrawn_at, ''), coalesce(corrected_at, '')) as last
     from referrals where rowid > ? order by rowid limit ?`,
  )
  const content = db.prepare('select sealed from referrals where reference = ?')
  const removals = TABLES.map((table) => db.prepare(`delete from ${table} where reference = ?`))
  const sessions = db.prepare('delete from sessions where expires_at <= ?')
  const lines = db.prepare("delete from audit where at <= ? and what <> 'signed-in'")

  // Most referrals are younger than any area's time: then their content is not even opened.
  const latest = before(undefined)
  const isOver = (reference: string, last: string): boolean => {
    const row = content.get(reference)
    if (last > latest || !row) return false
    const opened = openContent(vault, reference, sealedSchema.parse(row).sealed)
    // What cannot be read stays: somebody has to look at it, and the right key may come back.
    if (opened.result === 'unreadable') return false
    return last <= before(opened.result === 'read' ? opened.referral.area : undefined)
  }

  let [forgotten, after] = [0, 0]
  for (;;) {
    const rows = some.all(after, AT_ONCE).map((row) => dueSchema.parse(row))
    const over = rows.filter(({ reference, last }) => isOver(reference, last))
    if (over.length > 0)
      atomically(db, () => {
        for (const { reference } of over) for (const removal of removals) removal.run(reference)
      })
    forgotten += over.length
    const last = rows.at(-1)
    if (rows.length < AT_ONCE || !last) break
    after = last.rowid
    await pause()
  }
  sessions.run(now)
  lines.run(audit)
  db.exec('pragma wal_checkpoint(truncate)')
  return forgotten
}
