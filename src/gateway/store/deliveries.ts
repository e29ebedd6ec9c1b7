import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** News of one status that waits to reach the client that sent the referral. Times are ISO 8601, UTC. */
export interface Delivery {
  readonly number: number
  readonly id: string
  readonly client: string
  /** The exact JSON to send, the same at every try. */
  readonly body: string
  readonly madeAt: string
  /** Tries that were made before. */
  readonly tries: number
}

/** News that is not delivered yet. Every method is durable when it returns. */
export interface DeliveryStore {
  add(delivery: { id: string; client: string; reference: string; body: string; at: string }): void
  /** The oldest whose time has come; of each referral only the first, so that news arrives in its order. */
  next(at: string): Delivery | undefined
  /** It arrived, or it was tried long enough. */
  remove(number: number): void
  later(number: number, nextAt: string): void
}

const rowSchema = z.object({
  number: z.number(),
  id: z.string(),
  client: z.string(),
  body: z.string(),
  made_at: z.string(),
  tries: z.number(),
})

export function deliveryStore(db: DatabaseSync): DeliveryStore {
  const insert = db.prepare(
    'insert into deliveries (id, client, reference, body, made_at, next_at) values (?, ?, ?, ?, ?, ?)',
  )
  const due = db.prepare(
    `select number, id, client, body, made_at, tries from deliveries as one
     where next_at <= ? and not exists (
       select 1 from deliveries as before where before.reference = one.reference and before.number < one.number
     )
     order by next_at, number limit 1`,
  )
  const drop = db.prepare('delete from deliveries where number = ?')
  const postpone = db.prepare('update deliveries set tries = tries + 1, next_at = ? where number = ?')
  return {
    add: ({ id, client, reference, body, at }) => void insert.run(id, client, reference, body, at, at),
    next: (at) => {
      const row = due.get(at)
      if (!row) return undefined
      const { made_at: madeAt, ...rest } = rowSchema.parse(row)
      return { ...rest, madeAt }
    },
    remove: (number) => void drop.run(number),
    later: (number, nextAt) => void postpone.run(nextAt, number),
  }
}
