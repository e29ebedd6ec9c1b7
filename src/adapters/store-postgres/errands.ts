import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ClaimedErrand, Referrals, Settled } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import { openErrand } from '../store-shared/sealing.ts'
import type { Database, Questions } from './database.ts'

const kindSchema = z.object({ kind: z.enum(['create', 'correct', 'safer', 'withdraw']) })
const claimedSchema = kindSchema.extend({
  reference: z.string(),
  area: z.string(),
  sequence: z.int(),
  sealed: z.instanceof(Uint8Array).nullable(),
  tries: z.int(),
  kept_at: z.coerce.number(),
})
type Claimed = z.infer<typeof claimedSchema>
type Held = Pick<ClaimedErrand, 'reference' | 'sequence' | 'lease'>

/** No lease and no pause is nearly so long: one that seems to be is from a clock that has since been set right. */
const DAY = 24 * 60 * 60 * 1000

/**
 * Of several claimers each passes over what another is just taking (`skip locked`), and looks at it again when the other
 * is done. Without that two would read the same row as free; a test shows it.
 */
const CLAIM = `
  with due as materialized (
    select reference, sequence from outbox as one
    where not stuck and (due_at <= $3 or due_at > $3 + ${DAY} or reference = $5)
      and (lease_until <= $3 or lease_until > $3 + ${DAY})
      and not exists (
        select from outbox where reference = one.reference
          and (kind <> 'safer', sequence) < (one.kind <> 'safer', one.sequence)
      )
      and area <> all ($4::text[]) and ($5::text is null or reference = $5)
    order by due_at, reference limit 1
    for update skip locked
  )
  update outbox set lease = $1, lease_until = $2::bigint, tries = tries + 1, was_tried = true
  from due where outbox.reference = due.reference and outbox.sequence = due.sequence
  returning outbox.reference, area, outbox.sequence, kind, sealed, tries, kept_at`

/** How long, from when it was kept, a row that does not open is tried again, and how long it rests in between. */
const UNREAD_MS = 60 * 60 * 1000
const UNREAD_PAUSE_MS = 60 * 1000

const OURS = 'where reference = $1 and sequence = $2 and lease = $3'

/**
 * The sending half of `Referrals`. A lease that runs out makes an errand claimable again, so a crash between claim
 * and settle loses nothing; each claim has a lease of its own, so whoever lost it can no longer settle.
 */
export function errandsIn(database: Database, vault: Vault): Pick<Referrals, 'claim' | 'settle'> {
  return {
    async claim(now, leaseSeconds, { reference, except = [] } = {}) {
      const lease = randomUUID()
      const at = now.getTime()
      const [claimed] = await database.all(claimedSchema, CLAIM, [
        lease,
        at + leaseSeconds * 1000,
        at,
        except,
        reference ?? null,
      ])
      if (!claimed) return undefined
      try {
        return errandOf(vault, claimed, lease)
      } catch (error) {
        // Another instance may have the key that this one lacks. After an hour none has, and a person has to look; what is
        // behind it waits, and others go on.
        const held = { ...claimed, lease }
        await (at - claimed.kept_at < UNREAD_MS
          ? later(database, held, at + UNREAD_PAUSE_MS)
          : end(database, held, { result: 'stuck', at: now }))
        throw error
      }
    },
    async settle(held, settled) {
      if (settled.result !== 'waiting') return end(database, held, settled)
      return later(database, held, settled.retryAt.getTime())
    },
  }
}

async function later(
  database: Database,
  { reference, sequence, lease }: Held,
  due: number,
): Promise<boolean> {
  const changes = await database.change(
    `update outbox set due_at = $4, lease = null, lease_until = 0 ${OURS}`,
    [reference, sequence, lease, due],
  )
  return changes === 1
}

/** Tracking before errands: see outbox.ts. */
const end = (
  database: Database,
  { reference, sequence, lease }: Held,
  { result, at }: Exclude<Settled, { readonly result: 'waiting' }>,
): Promise<boolean> =>
  database.together(async (questions) => {
    await questions.change('select from tracking where reference = $1 for update', [reference])
    const [ended] = await questions.all(
      kindSchema,
      result === 'stuck'
        ? `update outbox set stuck = true, lease = null, lease_until = 0 ${OURS} returning kind`
        : `delete from outbox ${OURS} returning kind`,
      [reference, sequence, lease],
    )
    if (ended?.kind === 'create') await ENDS[result](questions, reference, at.getTime())
    return ended !== undefined
  })

/** What the end of its first errand means for a referral. */
const ENDS = {
  told: (questions: Questions, reference: string, at: number) =>
    questions.change(
      `update tracking set sending = 'received', received_at = $2, ended_at = $2 where reference = $1`,
      [reference, at],
    ),
  async refused(questions: Questions, reference: string, at: number) {
    await questions.change('delete from outbox where reference = $1', [reference])
    await questions.change(`update tracking set sending = 'refused', ended_at = $2 where reference = $1`, [
      reference,
      at,
    ])
  },
  stuck: (questions: Questions, reference: string) =>
    questions.change(`update tracking set sending = 'stuck' where reference = $1`, [reference]),
} as const

function errandOf(vault: Vault, row: Claimed, lease: string): ClaimedErrand {
  const { reference, area, sequence, tries } = row
  const errand = openErrand(vault, row)
  return { reference, area, sequence, errand, lease, tries, keptAt: new Date(row.kept_at) }
}
