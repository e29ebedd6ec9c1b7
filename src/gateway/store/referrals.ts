import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { referralSchema, type Referral } from '../../domain/referral.ts'
import { REFERRAL_STATUSES, type ReferralStatus } from '../../domain/tracking.ts'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'

/** What a referral's history may say: a status, or that the person took it back. */
export const DESK_STATUSES = [...REFERRAL_STATUSES, 'withdrawn'] as const
export type DeskStatus = (typeof DESK_STATUSES)[number]

/** A referral without its content. Times are ISO 8601, UTC. */
export interface Standing {
  readonly reference: string
  readonly status: DeskStatus
  readonly statusAt: string
  readonly receivedAt: string
}

/** `unreadable`: the sealed content was altered or belongs to another key, so a person must look into it. */
export type Content =
  | { readonly result: 'read'; readonly referral: Referral }
  | { readonly result: 'withdrawn' }
  | { readonly result: 'unreadable' }

/** One line of a referral's history. */
export interface StatusChange {
  readonly status: DeskStatus
  readonly at: string
  readonly who: string
}

/** Referrals as the desk keeps them. Every method is durable when it returns. */
export interface ReferralStore {
  /** Keeps a referral once. `repeated`: this very one is here already. `conflict`: another has its reference. */
  keep(
    referral: Referral,
    client: string,
    at: string,
  ): { readonly result: 'kept' | 'repeated'; readonly receivedAt: string } | { readonly result: 'conflict' }
  /**
   * Wipes the content, for good. May be repeated. One that has not come yet is marked too, so that a copy still on
   * its way is not let in afterwards. `undefined`: it belongs to another client.
   */
  withdraw(reference: string, client: string, at: string): Standing | undefined
  /** Where one stands; of one client's only, when `client` is given. */
  standing(reference: string, client?: string): Standing | undefined
  content(reference: string): Content | undefined
  history(reference: string): readonly StatusChange[]
  /** Newest first, without those that were withdrawn before they came. */
  list(offset: number, limit: number): readonly Standing[]
  /** `stale`: it no longer stood at `from`, so nothing was changed. */
  change(
    reference: string,
    from: DeskStatus,
    to: ReferralStatus,
    at: string,
    who: string,
  ): 'changed' | 'stale'
}

const rowSchema = z.object({
  reference: z.string(),
  client: z.string(),
  body_digest: z.string().nullable(),
  received_at: z.string().nullable(),
  status: z.enum(REFERRAL_STATUSES),
  status_at: z.string(),
  withdrawn_at: z.string().nullable(),
})
type Row = z.infer<typeof rowSchema>

const changeSchema = z.object({ status: z.enum(DESK_STATUSES), at: z.string(), who: z.string() })
const sealedSchema = z.object({ sealed: z.instanceof(Uint8Array).nullable() })

const FIELDS = 'reference, client, body_digest, received_at, status, status_at, withdrawn_at'
const boundTo = (reference: string) => `gateway.referrals|${reference}`

/** Referrals in the gateway's own file, their content sealed to their row. */
export function referralStore(db: DatabaseSync, vault: Vault): ReferralStore {
  const one = db.prepare(`select ${FIELDS} from referrals where reference = ?`)
  const page = db.prepare(
    `select ${FIELDS} from referrals where received_at is not null
     order by received_at desc, reference desc limit ? offset ?`,
  )
  const sealed = db.prepare('select sealed from referrals where reference = ?')
  const insert = db.prepare(
    `insert into referrals (reference, client, body_digest, sealed, received_at, status, status_at, withdrawn_at)
     values (?, ?, ?, ?, ?, 'received', ?, ?)`,
  )
  const wipe = db.prepare('update referrals set sealed = null, withdrawn_at = ? where reference = ?')
  const update = db.prepare('update referrals set status = ?, status_at = ? where reference = ?')
  const note = db.prepare('insert into status_changes (reference, status, at, who) values (?, ?, ?, ?)')
  const changes = db.prepare(
    'select status, at, who from status_changes where reference = ? order by id desc',
  )

  const rowOf = (reference: string): Row | undefined => {
    const row = one.get(reference)
    return row && rowSchema.parse(row)
  }

  return {
    keep: (referral, client, at) =>
      atomically(db, () => {
        const { reference } = referral
        // The parsed form has its keys in the schema's order, so the same referral always has the same digest.
        const plain = JSON.stringify(referral)
        const digest = vault.digest(plain, 'gateway.referrals')
        const row = rowOf(reference)
        if (!row) {
          insert.run(
            reference,
            client,
            digest,
            vault.seal(Buffer.from(plain), boundTo(reference)),
            at,
            at,
            null,
          )
          note.run(reference, 'received', at, client)
          return { result: 'kept', receivedAt: at }
        }
        if (row.received_at === null || row.client !== client || row.body_digest !== digest) {
          return { result: 'conflict' }
        }
        return { result: 'repeated', receivedAt: row.received_at }
      }),

    withdraw: (reference, client, at) =>
      atomically(db, () => {
        const row = rowOf(reference)
        if (row && row.client !== client) return undefined
        if (row?.withdrawn_at === null) wipe.run(at, reference)
        if (!row) insert.run(reference, client, null, null, null, at, at)
        if (!row?.withdrawn_at) note.run(reference, 'withdrawn', at, client)
        return standingOf({
          ...(row ?? unseen(reference, client, at)),
          withdrawn_at: row?.withdrawn_at ?? at,
        })
      }),

    standing: (reference, client) => {
      const row = rowOf(reference)
      return row && (client === undefined || row.client === client) ? standingOf(row) : undefined
    },

    content: (reference) => {
      const row = sealed.get(reference)
      return row && openContent(vault, reference, sealedSchema.parse(row).sealed)
    },

    history: (reference) => changes.all(reference).map((row) => changeSchema.parse(row)),
    list: (offset, limit) => page.all(limit, offset).map((row) => standingOf(rowSchema.parse(row))),

    change: (reference, from, to, at, who) =>
      atomically(db, () => {
        const row = rowOf(reference)
        if (!row || standingOf(row).status !== from || row.withdrawn_at !== null) return 'stale'
        update.run(to, at, reference)
        note.run(reference, to, at, who)
        return 'changed'
      }),
  }
}

const unseen = (reference: string, client: string, at: string): Row => ({
  reference,
  client,
  body_digest: null,
  received_at: null,
  status: 'received',
  status_at: at,
  withdrawn_at: at,
})

const standingOf = (row: Row): Standing => ({
  reference: row.reference,
  status: row.withdrawn_at === null ? row.status : 'withdrawn',
  statusAt: row.withdrawn_at ?? row.status_at,
  receivedAt: row.received_at ?? row.status_at,
})

function openContent(vault: Vault, reference: string, sealed: Uint8Array | null): Content {
  if (sealed === null) return { result: 'withdrawn' }
  try {
    const plain = Buffer.from(vault.open(sealed, boundTo(reference))).toString('utf8')
    return { result: 'read', referral: referralSchema.parse(JSON.parse(plain)) }
  } catch {
    return { result: 'unreadable' }
  }
}
