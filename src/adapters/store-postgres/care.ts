import { z } from 'zod'
import type { Referrals } from '../../ports/referrals.ts'
import type { Database } from './database.ts'

/** Forgotten in steps, so that a year's worth does not hold up a turn. */
const FORGOTTEN_AT_ONCE = 200

const backlogSchema = z.object({
  area: z.string(),
  waiting: z.coerce.number(),
  stuck: z.coerce.number(),
  oldest: z.coerce.number(),
})
const referenceSchema = z.object({ reference: z.string() })

/** The part of `Referrals` for those who run it: what waits, what may go on, what may be forgotten. */
export function careIn(database: Database): Pick<Referrals, 'backlog' | 'revive' | 'forget'> {
  return {
    async backlog() {
      const rows = await database.all(
        backlogSchema,
        `select area, count(*) filter (where not stuck) as waiting, count(*) filter (where stuck) as stuck,
           min(kept_at) as oldest
         from outbox group by area order by area`,
      )
      return rows.map(({ oldest, ...counts }) => ({ ...counts, oldest: new Date(oldest) }))
    },
    revive: (now, reference) =>
      database.together(async (questions) => {
        const ofThem = '($1::text is null or reference = $1)'
        const held = await questions.all(
          referenceSchema,
          `select reference from tracking
           where ${ofThem} and exists (select from outbox where reference = tracking.reference and stuck)
           order by reference for update`,
          [reference ?? null],
        )
        const references = held.map((one) => one.reference)
        await questions.change(
          `update tracking set sending = 'waiting' where reference = any ($1) and sending = 'stuck'`,
          [references],
        )
        return questions.change(
          `update outbox set stuck = false, tries = 0, due_at = $2 where reference = any ($1) and stuck`,
          [references, now.getTime()],
        )
      }),
    async forget(before) {
      let forgotten = 0
      for (const { area, unsent, ended } of before) {
        let some: number
        do {
          some = await forgetSome(database, area, unsent.getTime(), ended.getTime())
          forgotten += some
        } while (some > 0)
      }
      return forgotten
    },
  }
}

/** One step in an area; answers how many referrals and corrections went, 0 when nothing is left to. */
const forgetSome = (database: Database, area: string, unsent: number, ended: number): Promise<number> =>
  database.together(async (questions) => {
    const unsentOnes = await questions.all(
      referenceSchema,
      `select reference from tracking where area = $1 and sending in ('waiting', 'stuck')
         and not exists (select from outbox where reference = tracking.reference and kept_at > $2)
       limit $3 for update skip locked`,
      [area, unsent, FORGOTTEN_AT_ONCE],
    )
    // A withdrawal has no content, and is told for as long as it takes.
    const corrections = await questions.change(
      `delete from outbox where (reference, sequence) in (
         select outbox.reference, outbox.sequence from tracking join outbox using (reference)
         where outbox.area = $1 and kind = 'correct' and sending = 'received' and outbox.kept_at <= $2
         limit $3 for update skip locked
       )`,
      [area, unsent, FORGOTTEN_AT_ONCE],
    )
    const endedOnes = await questions.all(
      referenceSchema,
      `select reference from tracking
       where area = $1 and sending in ('received', 'refused', 'withdrawn') and ended_at <= $2
         and not exists (select from outbox where reference = tracking.reference)
       limit $3 for update skip locked`,
      [area, ended, FORGOTTEN_AT_ONCE],
    )
    const gone = [...unsentOnes, ...endedOnes].map(({ reference }) => reference)
    await questions.change('delete from outbox where reference = any ($1)', [gone])
    await questions.change('delete from tracking where reference = any ($1)', [gone])
    return gone.length + corrections
  })
