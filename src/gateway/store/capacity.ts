import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** Whether the team takes people on. `closed` is information: referrals are received all the same. */
export const CAPACITY_STATES = ['open', 'waiting', 'closed'] as const
export type CapacityState = (typeof CAPACITY_STATES)[number]

/** `asOf`: when somebody at the desk last said so (ISO 8601, UTC); absent when nobody ever did. */
export interface Capacity {
  readonly state: CapacityState
  readonly waitWeeks?: number
  readonly asOf?: string
}

/** What the desk last said of its capacity. */
export interface CapacityStore {
  read(): Capacity
  set(capacity: Required<Pick<Capacity, 'state'>> & Pick<Capacity, 'waitWeeks'>, at: string): void
}

const rowSchema = z.object({
  state: z.enum(CAPACITY_STATES),
  wait_weeks: z.number().nullable(),
  as_of: z.string(),
})

export function capacityStore(db: DatabaseSync): CapacityStore {
  const find = db.prepare('select state, wait_weeks, as_of from capacity')
  const write = db.prepare(
    'insert or replace into capacity (id, state, wait_weeks, as_of) values (1, ?, ?, ?)',
  )
  return {
    read: () => {
      const row = find.get()
      if (!row) return { state: 'open' }
      const { state, wait_weeks, as_of } = rowSchema.parse(row)
      return { state, asOf: as_of, ...(wait_weeks !== null && { waitWeeks: wait_weeks }) }
    },
    set: ({ state, waitWeeks }, at) => void write.run(state, waitWeeks ?? null, at),
  }
}
