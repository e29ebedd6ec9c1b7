import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { DECLINE_REASONS, REFERRAL_STATUSES } from '../../domain/tracking.ts'
import type { HeardStatuses } from '../../ports/heard-statuses.ts'

/** Heard statuses in a file of their own. */
export interface StatusesFile extends HeardStatuses {
  close(): void
}

/** Longer than any gateway goes on telling the same news, in days; and a status that nobody asks for after this. */
const [IDS_DAYS, STATUSES_DAYS] = [7, 90]
const DAY_MS = 24 * 3600 * 1000

const rowSchema = z.object({
  reference: z.string(),
  status: z.enum(REFERRAL_STATUSES),
  at: z.string(),
  reason: z.enum(DECLINE_REASONS).nullable(),
  wait_weeks: z.number().nullable(),
})

/** Opens the file, or `:memory:`. It holds references and statuses, nothing that a person said. */
export function openStatuses(file: string): StatusesFile {
  const db = new DatabaseSync(file)
  if (file !== ':memory:') chmodSync(file, 0o600)
  db.exec(`pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;
    create table if not exists heard (
      reference text primary key, status text not null, at text not null, reason text, wait_weeks integer
    ) strict;
    create table if not exists ids (id text primary key, at text not null) strict;`)
  const note = db.prepare('insert into ids (id, at) values (?, ?) on conflict do nothing')
  const write = db.prepare(
    `insert into heard (reference, status, at, reason, wait_weeks) values (?, ?, ?, ?, ?)
     on conflict (reference) do update set
       status = excluded.status, at = excluded.at, reason = excluded.reason, wait_weeks = excluded.wait_weeks
     where excluded.at >= heard.at`,
  )
  const find = db.prepare('select reference, status, at, reason, wait_weeks from heard where reference = ?')
  const forget = [
    { from: db.prepare('delete from ids where at < ?'), days: IDS_DAYS },
    { from: db.prepare('delete from heard where at < ?'), days: STATUSES_DAYS },
  ]

  return {
    hear: async (id, { reference, status, at, reason, waitWeeks }, now) => {
      db.exec('begin immediate')
      try {
        for (const { from, days } of forget) from.run(new Date(now.getTime() - days * DAY_MS).toISOString())
        const isNew = note.run(id, now.toISOString()).changes === 1
        if (isNew) write.run(reference, status, at.toISOString(), reason ?? null, waitWeeks ?? null)
        db.exec('commit')
        return isNew ? 'heard' : 'repeated'
      } catch (error) {
        if (db.isTransaction) db.exec('rollback')
        throw error
      }
    },
    latest: async (reference) => {
      const row = find.get(reference)
      if (!row) return undefined
      const { status, at, reason, wait_weeks: waitWeeks } = rowSchema.parse(row)
      return {
        reference,
        status,
        at: new Date(at),
        ...(reason !== null && { reason }),
        ...(waitWeeks !== null && { waitWeeks }),
      }
    },
    close: () => db.close(),
  }
}
