import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { contentKeyOf } from '../../adapters/vault-local/index.ts'
import { FILES } from '../../keeping/open.ts'

const keySchema = z.object({ ended: z.string().nullable(), destroyed_at: z.int().nullable() })
const errandSchema = z.object({
  reference: z.string(),
  sequence: z.int(),
  area: z.string(),
  sealed: z.instanceof(Uint8Array),
})
const deskSchema = errandSchema.pick({ reference: true, sealed: true })

/** How a content ended, if its key was destroyed. */
type Fate = (sealed: Uint8Array) => { readonly ended: string; readonly at: number } | undefined

/**
 * In files that were brought back and that nobody uses yet: what was erased since they were copied goes, and referrals
 * stand as they last stood. Answers how many contents that were. Throws where a content's key is neither there nor
 * known to be destroyed: then these are not the keys of this data.
 */
export function dropErased(folder: string): number {
  const keys = new DatabaseSync(join(folder, FILES.keys))
  const find = keys.prepare('select ended, destroyed_at from content_keys where id = ?')
  const fate: Fate = (sealed) => {
    const id = contentKeyOf(sealed)
    if (id === undefined) return undefined
    const row = find.get(Buffer.from(id, 'hex'))
    if (!row)
      throw new Error(
        'The copy of the keys is not of this backup, or older than it. Put the newest one there.',
      )
    const { ended, destroyed_at: at } = keySchema.parse(row)
    return at === null ? undefined : { ended: ended ?? 'forgotten', at }
  }
  try {
    return (
      inFile(folder, FILES.store, (db) => dropErrands(db, fate)) +
      inFile(folder, FILES.desk, (db) => dropAtDesk(db, fate))
    )
  } finally {
    keys.close()
  }
}

function inFile(folder: string, name: string, work: (db: DatabaseSync) => number): number {
  if (!existsSync(join(folder, name))) return 0
  const db = new DatabaseSync(join(folder, name))
  try {
    db.exec('pragma secure_delete = on; begin immediate')
    const done = work(db)
    db.exec('commit; pragma wal_checkpoint(truncate)')
    return done
  } finally {
    db.close()
  }
}

function dropErrands(db: DatabaseSync, fate: Fate): number {
  const rows = db
    .prepare(
      'select reference, sequence, area, sealed from outbox where sealed is not null order by reference, sequence',
    )
    .all()
    .map((row) => errandSchema.parse(row))
  const drop = db.prepare('delete from outbox where reference = ? and sequence = ?')
  const dropAll = db.prepare('delete from outbox where reference = ?')
  const forget = db.prepare('delete from tracking where reference = ?')
  const received = db.prepare(
    "update tracking set sending = 'received', received_at = coalesce(received_at, ?), ended_at = coalesce(ended_at, ?) where reference = ?",
  )
  const ended = db.prepare('update tracking set sending = ?, ended_at = ? where reference = ?')
  const takeBack = db.prepare(
    `insert into outbox (reference, sequence, area, kind, sealed, kept_at, due_at, was_tried) values (?, ?, ?, 'withdraw', null, ?, ?, 0)`,
  )
  const setSequence = db.prepare('update tracking set sequence = ? where reference = ?')
  let dropped = 0
  for (const { reference, sequence, area, sealed } of rows) {
    const known = fate(sealed)
    if (!known) continue
    dropped += 1
    const { at } = known
    if (known.ended === 'received') {
      drop.run(reference, sequence)
      received.run(at, at, reference)
      continue
    }
    dropAll.run(reference)
    if (known.ended === 'forgotten') forget.run(reference)
    else if (known.ended === 'withdrawn') {
      // Whether their gateway was told is not known here; telling it twice does no harm.
      takeBack.run(reference, sequence + 1, area, at, at)
      setSequence.run(sequence + 1, reference)
      ended.run('withdrawn', at, reference)
    }
    // Corrected before it was sent: what they agreed to then is in no copy, and what is here they no longer agree to.
    else ended.run('refused', at, reference)
  }
  return dropped
}

function dropAtDesk(db: DatabaseSync, fate: Fate): number {
  const rows = db
    .prepare('select reference, sealed from referrals where sealed is not null')
    .all()
    .map((row) => deskSchema.parse(row))
  const takeBack = db.prepare('update referrals set sealed = null, withdrawn_at = ? where reference = ?')
  const removals = ['status_changes', 'corrections', 'deliveries', 'referrals'].map((table) =>
    db.prepare(`delete from ${table} where reference = ?`),
  )
  let dropped = 0
  for (const { reference, sealed } of rows) {
    const known = fate(sealed)
    if (!known) continue
    dropped += 1
    if (known.ended === 'withdrawn') takeBack.run(new Date(known.at).toISOString(), reference)
    else if (known.ended === 'forgotten') for (const removal of removals) removal.run(reference)
    // A correction took its place, and is in no copy: it stays, unreadable, so that somebody at the desk asks.
  }
  return dropped
}
