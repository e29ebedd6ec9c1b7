import type { DatabaseSync } from 'node:sqlite'
import type { DeclineReason, ReferralStatus } from '../../domain/tracking.ts'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'
import {
  changeSchema,
  isAwaited,
  openContent,
  rowSchema,
  sealedSchema,
  standingOf,
  type Content,
  type DeskStatus,
  type Row,
  type Standing,
  type StatusChange,
} from './rows.ts'
import { statements } from './statements.ts'
import { takingIn, type Taking } from './taking.ts'

export { DESK_STATUSES, type Content, type DeskStatus, type Standing, type StatusChange } from './rows.ts'

/** A status that somebody at the desk sets, with what belongs to it. */
export interface NewStatus {
  readonly status: ReferralStatus
  readonly reason?: DeclineReason
  readonly waitWeeks?: number
}

/** A step of what changed. `cursor` is where the next step begins; `more`: it would not be empty. */
export interface Changes {
  readonly standings: readonly Standing[]
  readonly cursor: number
  readonly more: boolean
}

/** Referrals as the desk keeps them. Every method is durable when it returns. */
export interface ReferralStore extends Taking {
  /** Where one stands; of one client's only, when `client` is given. */
  standing(reference: string, client?: string): Standing | undefined
  /**
   * One client's referrals that changed after `cursor` (0: all of them), in the order of their last change. One that
   * changes meanwhile moves to the end, so whoever reads on to the end has seen each as it last stood.
   */
  changes(client: string, cursor: number, limit: number): Changes
  content(reference: string): Content | undefined
  /** Somebody has read it as it is now. */
  noteRead(reference: string, at: string): void
  history(reference: string): readonly StatusChange[]
  /** Newest first, without those that were withdrawn before they came. */
  list(offset: number, limit: number): readonly Standing[]
  /** `stale`: it no longer stood at `from`, so nothing was changed. */
  change(reference: string, from: DeskStatus, to: NewStatus, at: string, who: string): 'changed' | 'stale'
}

/** Called in the same transaction as every status that the desk sets, with the client that sent the referral. */
export type OnChange = (client: string, standing: Standing, at: string) => void

/** Referrals in the gateway's own file, their content sealed to their row. */
export function referralStore(db: DatabaseSync, vault: Vault, onChange: OnChange = () => {}): ReferralStore {
  const sql = statements(db)
  const rowOf = (reference: string): Row | undefined => {
    const row = sql.one.get(reference)
    return row && rowSchema.parse(row)
  }
  const note = (reference: string, what: StatusChange['status'], at: string, who: string) => {
    sql.note.run(reference, what, at, who)
    sql.countChange.run()
    sql.markChanged.run(reference)
  }

  const taking = takingIn(db, { sql, vault, rowOf, note })
  return {
    ...taking,

    standing: (reference, client) => {
      const row = rowOf(reference)
      const isTheirs = client === undefined || row?.client === client
      return row && isTheirs && !isAwaited(row) ? standingOf(row) : undefined
    },

    changes: (client, cursor, limit) => {
      const rows = sql.changedAfter.all(client, cursor, limit + 1).map((row) => rowSchema.parse(row))
      const step = rows.slice(0, limit)
      return {
        standings: step.map(standingOf),
        cursor: step.at(-1)?.changed ?? cursor,
        more: rows.length > limit,
      }
    },

    content: (reference) => {
      const row = sql.sealed.get(reference)
      return row && openContent(vault, reference, sealedSchema.parse(row).sealed)
    },

    noteRead: (reference, at) => void sql.read.run({ at, reference }),
    history: (reference) => sql.history.all(reference).map((row) => changeSchema.parse(row)),
    list: (offset, limit) => sql.page.all(limit, offset).map((row) => standingOf(rowSchema.parse(row))),

    change: (reference, from, to, at, who) =>
      atomically(db, () => {
        const row = rowOf(reference)
        if (!row || standingOf(row).status !== from || row.withdrawn_at !== null) return 'stale'
        sql.update.run(to.status, at, to.reason ?? null, to.waitWeeks ?? null, reference)
        note(reference, to.status, at, who)
        onChange(row.client, standingOf(rowSchema.parse(sql.one.get(reference))), at)
        return 'changed'
      }),
  }
}
