import { z } from 'zod'
import type { Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import { bothStopped } from '../../domain/safer.ts'
import { allowed, resealed, sealErrand, sealSafer } from '../store-shared/sealing.ts'
import type { SlowSecrets } from '../store-shared/secrets.ts'
import { demandSameArea, isOver, TRACKED, trackedSchema, type Tracked } from '../store-shared/tracked.ts'
import type { Database, Questions } from './database.ts'

const errandSchema = z.object({
  reference: z.string(),
  sequence: z.int(),
  kind: z.enum(['create', 'correct', 'safer', 'withdraw']),
  sealed: z.instanceof(Uint8Array).nullable(),
  was_tried: z.boolean(),
})
type Waiting = z.infer<typeof errandSchema>

const FIND = `select ${TRACKED} from tracking where reference = $1`

/**
 * The half of `Referrals` that decides what is to be told: kept, corrected, made safer, taken back. Whoever changes more than one
 * row of a referral locks its tracking first and its errands after, so that nobody waits in a ring.
 */
export function outboxIn(
  database: Database,
  vault: Vault,
  secrets: SlowSecrets,
): Pick<Referrals, 'prepare' | 'keep' | 'correct' | 'makeSafer' | 'withdraw'> {
  const known = async (reference: string, digest: string): Promise<'kept' | 'taken' | undefined> => {
    const [row] = await database.all(trackedSchema, FIND, [reference])
    if (!row) return undefined
    return row.payload_digest === digest || row.corrected_digest === digest ? 'kept' : 'taken'
  }
  return {
    prepare: (reference, secret) => secrets.prepare(reference, secret),
    async keep(referral, secret, now) {
      const { reference, area, consent } = referral
      const earlier = await known(reference, consent.payload_digest)
      if (earlier) return earlier
      const { salt, cost, hash } = await secrets.hash(reference, secret)
      const sealed = sealErrand(vault, referral, 1)
      // One statement, and so one transaction and one journey: all of it is durable when it is answered, or none.
      const kept = await database.change(
        `with tracked as (
           insert into tracking (reference, area, payload_digest, sending, kept_at, salt, cost, hash)
           values ($1, $2, $3, 'waiting', $4, $5, $6, $7) on conflict do nothing
           returning reference, area, kept_at
         )
         insert into outbox (reference, sequence, area, kind, sealed, kept_at, due_at)
         select reference, 1, area, 'create', $8::bytea, kept_at, kept_at from tracked`,
        [reference, area, consent.payload_digest, now.getTime(), salt, cost, hash, sealed],
      )
      return kept === 1 ? 'kept' : ((await known(reference, consent.payload_digest)) ?? 'taken')
    },
    correct(referral, now) {
      return database.together(async (questions) => {
        const { reference, consent } = referral
        const row = await lock(questions, reference)
        if (!row || isOver(row)) return 'gone'
        demandSameArea(row, referral)
        if ((row.corrected_digest ?? row.payload_digest) === consent.payload_digest) return 'kept'
        const last = (await errandsOf(questions, reference)).findLast(({ kind }) => kind !== 'safer')
        const isReplaced = last !== undefined && !last.was_tried
        const sequence = isReplaced ? last.sequence : row.sequence + 1
        const sealed = sealErrand(vault, allowed(referral, row.stopped, now), sequence)
        await (isReplaced
          ? reseal(questions, reference, sequence, sealed)
          : queue(questions, { reference, sequence, area: row.area, kind: 'correct', sealed, now }))
        await questions.change(
          'update tracking set corrected_digest = $2, sequence = $3 where reference = $1',
          [reference, consent.payload_digest, Math.max(sequence, row.sequence)],
        )
        return 'kept'
      })
    },
    ...saferIn(database, vault),
    withdraw(reference, now) {
      return database.together(async (questions) => {
        const row = await lock(questions, reference)
        if (!row || row.sending === 'withdrawn') return
        const errands = await errandsOf(questions, reference)
        const mayBeThere = row.sending === 'received' || errands.some((errand) => errand.was_tried)
        const sequence = mayBeThere ? row.sequence + 1 : row.sequence
        await questions.change('delete from outbox where reference = $1', [reference])
        if (mayBeThere)
          await queue(questions, { reference, sequence, area: row.area, kind: 'withdraw', sealed: null, now })
        await questions.change(
          `update tracking set sending = 'withdrawn', ended_at = $2, sequence = $3 where reference = $1`,
          [reference, now.getTime(), sequence],
        )
      })
    },
  }
}

/** What waits is sealed again without those ways; where it may be there, the gateway is told. */
const saferIn = (database: Database, vault: Vault): Pick<Referrals, 'makeSafer'> => ({
  makeSafer(reference, safer, now) {
    return database.together(async (questions) => {
      const row = await lock(questions, reference)
      if (!row || isOver(row)) return 'gone'
      const stop = bothStopped(row.stopped, safer.stop)
      if (JSON.stringify(stop) === JSON.stringify(row.stopped)) return 'kept'
      const errands = await errandsOf(questions, reference)
      const untried = errands.filter((errand) => !errand.was_tried)
      for (const errand of untried) {
        const sealed = resealed(vault, errand, stop, now)
        if (sealed) await reseal(questions, reference, errand.sequence, sealed)
      }
      const mayBeThere = row.sending === 'received' || errands.length > untried.length
      const before = untried.find(({ kind }) => kind === 'safer')?.sequence
      const sequence = before ?? row.sequence + 1
      const sealed = sealSafer(vault, reference, { stop }, sequence)
      if (before !== undefined) await reseal(questions, reference, sequence, sealed)
      else if (mayBeThere)
        await queue(questions, { reference, sequence, area: row.area, kind: 'safer', sealed, now })
      await questions.change('update tracking set stopped = $2, sequence = $3 where reference = $1', [
        reference,
        JSON.stringify(stop),
        mayBeThere ? Math.max(sequence, row.sequence) : row.sequence,
      ])
      return 'kept'
    })
  },
})

async function lock(questions: Questions, reference: string): Promise<Tracked | undefined> {
  const [row] = await questions.all(trackedSchema, `${FIND} for update`, [reference])
  return row
}

/** Locked too, so that whether one was tried is not changed by a claim of the same moment. */
const errandsOf = (questions: Questions, reference: string): Promise<readonly Waiting[]> =>
  questions.all(
    errandSchema,
    'select reference, sequence, kind, sealed, was_tried from outbox where reference = $1 order by sequence for update',
    [reference],
  )

const reseal = (questions: Questions, reference: string, sequence: number, sealed: Uint8Array) =>
  questions.change('update outbox set sealed = $3 where reference = $1 and sequence = $2', [
    reference,
    sequence,
    sealed,
  ])

interface Queued {
  readonly reference: string
  readonly sequence: number
  readonly area: string
  readonly kind: 'correct' | 'safer' | 'withdraw'
  readonly sealed: Uint8Array | null
  readonly now: Date
}

const queue = (questions: Questions, { reference, sequence, area, kind, sealed, now }: Queued) =>
  questions.change(
    `insert into outbox (reference, sequence, area, kind, sealed, kept_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [reference, sequence, area, kind, sealed, now.getTime()],
  )
