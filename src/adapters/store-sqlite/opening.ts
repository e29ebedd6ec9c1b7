import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { KeptReferral, Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import type { SlowSecrets } from '../store-shared/secrets.ts'
import { keptStop } from '../store-shared/tracked.ts'
import type { Commits } from './commits.ts'

const HOUR = 60 * 60 * 1000
const MOST_TRIES = 5
/** Tries kept for references that nobody has: more than can be hashed in an hour, and at most about 20 MB. */
const MOST_UNKNOWN = 100_000

const trackedSchema = z.object({
  area: z.string(),
  sending: z.enum(['waiting', 'received', 'refused', 'stuck', 'withdrawn']),
  kept_at: z.int(),
  received_at: z.int().nullable(),
  salt: z.instanceof(Uint8Array),
  cost: z.int(),
  hash: z.instanceof(Uint8Array),
  untold: z.int(),
  stopped: keptStop,
})
type Tracked = z.infer<typeof trackedSchema>

/**
 * The half of `Referrals` for whoever comes back. A try is counted, durably, before its secret is compared, and taken
 * off again when it was right; so guesses made side by side are as few as those made in turn. A reference that
 * nobody has goes the same way, hash and all. Nothing is locked for longer than an hour after the last counted try.
 */
export function openingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
  secrets: SlowSecrets,
): Pick<Referrals, 'open'> {
  const find = db.prepare(
    `select area, sending, kept_at, received_at, salt, cost, hash, stopped,
       exists (select 1 from outbox where reference = tracking.reference and kind <> 'create') as untold
     from tracking where reference = ?`,
  )
  // Those from the future are from a clock that has since been set right; they must not count for years.
  const removeOld = db.prepare('delete from tries where at <= ? or at > ?')
  const removeUnknown = db.prepare('delete from tries where known = 0 and id <= ?')
  const count = db.prepare('select count(*) as tries from tries where digest = ?')
  const add = db.prepare('insert into tries (digest, known, at) values (?, ?, ?)')
  const remove = db.prepare('delete from tries where id = ?')

  const countTry = (digest: string, isKnown: boolean, at: number): number | undefined => {
    removeOld.run(at - HOUR, at + HOUR)
    if (Number(count.get(digest)?.['tries']) >= MOST_TRIES) return undefined
    const id = Number(add.run(digest, isKnown ? 1 : 0, at).lastInsertRowid)
    removeUnknown.run(id - MOST_UNKNOWN)
    return id
  }

  return {
    async open(reference, secret, now) {
      const row = find.get(reference)
      const tracked = row && trackedSchema.parse(row)
      const digest = vault.digest(reference, 'try')
      const id = await commits.ask(() => countTry(digest, tracked !== undefined, now.getTime()))
      if (id === undefined) return { result: 'slow' }
      const isRight = await secrets.matches(reference, secret, tracked)
      if (!tracked || !isRight) return { result: 'wrong' }
      await commits.ask(() => remove.run(id))
      return { result: 'opened', kept: keptOf(reference, tracked) }
    },
  }
}

const keptOf = (reference: string, tracked: Tracked): KeptReferral => ({
  reference,
  area: tracked.area,
  sending: tracked.sending,
  keptAt: new Date(tracked.kept_at),
  ...(tracked.received_at === null ? {} : { receivedAt: new Date(tracked.received_at) }),
  ...(tracked.untold === 1 && { untold: true }),
  ...(tracked.stopped !== undefined && { stopped: tracked.stopped }),
})
