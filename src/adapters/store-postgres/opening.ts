import { z } from 'zod'
import type { KeptReferral, Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import type { SlowSecrets } from '../store-shared/secrets.ts'
import { keptStop } from '../store-shared/tracked.ts'
import type { Database } from './database.ts'

const HOUR = 60 * 60 * 1000
const MOST_TRIES = 5
/** Tries kept for references that nobody has: more than four instances can hash in an hour, and some 20 MB. */
const MOST_UNKNOWN = 120_000
/** The class of the advisory locks under which tries at one reference are counted. */
const TRY_LOCK = 42_837

const trackedSchema = z.object({
  area: z.string(),
  sending: z.enum(['waiting', 'received', 'refused', 'stuck', 'withdrawn']),
  kept_at: z.coerce.number(),
  received_at: z.coerce.number().nullable(),
  salt: z.instanceof(Uint8Array),
  cost: z.int(),
  hash: z.instanceof(Uint8Array),
  untold: z.boolean(),
  stopped: keptStop,
})
type Tracked = z.infer<typeof trackedSchema>

const triesSchema = z.object({ tries: z.coerce.number() })
const idSchema = z.object({ id: z.coerce.number() })

/**
 * The half of `Referrals` for whoever comes back. A try is counted, durably, before its secret is compared, and taken
 * off again when it was right; so guesses made side by side, at however many instances, are as few as those made in
 * turn. A reference that nobody has goes the same way, hash and all.
 */
export function openingIn(database: Database, vault: Vault, secrets: SlowSecrets): Pick<Referrals, 'open'> {
  // One at a time in this process, so that a flood of guesses at one reference has one connection waiting, not all.
  let last: Promise<unknown> = Promise.resolve()
  const counted = (digest: string, isKnown: boolean, at: number): Promise<number | undefined> => {
    const mine = last.then(() => countTry(database, digest, isKnown, at))
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    async open(reference, secret, now) {
      const [tracked] = await database.all(
        trackedSchema,
        `select area, sending, kept_at, received_at, salt, cost, hash, stopped,
           exists (select from outbox where reference = tracking.reference and kind <> 'create') as untold
         from tracking where reference = $1`,
        [reference],
      )
      const id = await counted(vault.digest(reference, 'try'), tracked !== undefined, now.getTime())
      if (id === undefined) return { result: 'slow' }
      const isRight = await secrets.matches(reference, secret, tracked)
      if (!tracked || !isRight) return { result: 'wrong' }
      await database.change('delete from tries where id = $1', [id])
      return { result: 'opened', kept: keptOf(reference, tracked) }
    },
  }
}

/** The try's own number, or nothing when there were too many. */
const countTry = (
  database: Database,
  digest: string,
  isKnown: boolean,
  at: number,
): Promise<number | undefined> =>
  database.together(async (questions) => {
    await questions.change('select pg_advisory_xact_lock($1, hashtext($2))', [TRY_LOCK, digest])
    // Those from the future are from a clock that has since been set right; they must not count for years.
    await questions.change(
      `delete from tries where id in (
         select id from tries where at <= $1 or at > $2 for update skip locked
       )`,
      [at - HOUR, at + HOUR],
    )
    const [count] = await questions.all(
      triesSchema,
      'select count(*) as tries from tries where digest = $1 and at > $2 and at <= $3',
      [digest, at - HOUR, at + HOUR],
    )
    if ((count?.tries ?? 0) >= MOST_TRIES) return undefined
    const [added] = await questions.all(
      idSchema,
      'insert into tries (digest, known, at) values ($1, $2, $3) returning id',
      [digest, isKnown, at],
    )
    if (!added) throw new Error('A try was not counted')
    await questions.change(
      `delete from tries where id in (
         select id from tries where not known and id <= $1 for update skip locked
       )`,
      [added.id - MOST_UNKNOWN],
    )
    return added.id
  })

const keptOf = (reference: string, tracked: Tracked): KeptReferral => ({
  reference,
  area: tracked.area,
  sending: tracked.sending,
  keptAt: new Date(tracked.kept_at),
  ...(tracked.received_at === null ? {} : { receivedAt: new Date(tracked.received_at) }),
  ...(tracked.untold && { untold: true }),
  ...(tracked.stopped !== undefined && { stopped: tracked.stopped }),
})
