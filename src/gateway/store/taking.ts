import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Stop } from '../../domain/contact-plan.ts'
import type { Payload, Referral } from '../../domain/referral.ts'
import { bothStopped, narrowed, type Safer } from '../../domain/safer.ts'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'
import {
  boundTo,
  correctionSchema,
  isAwaited,
  openContent,
  rowSchema,
  sealedSchema,
  standingOf,
  type Row,
  type Standing,
  type StatusChange,
} from './rows.ts'
import type { Statements } from './statements.ts'

/** What became of something that was sent. `repeated`: this very one is here already. */
export type Kept =
  | { readonly result: 'kept' | 'repeated'; readonly receivedAt: string }
  /** Another referral has its reference, it was taken back or closed, or something newer is here. */
  | { readonly result: 'conflict' }

/** What clients do with what they send. Every method is durable when it returns. */
export interface Taking {
  /** Keeps a referral once. */
  keep(referral: Referral, client: string, at: string): Kept
  /**
   * Puts other content in the place of what is here, once for each sequence; an older sequence never overwrites a newer
   * one. What was here before is gone: the person did not agree to more. `unknown`: this client never sent it.
   */
  correct(
    referral: Referral,
    sequence: number,
    client: string,
    at: string,
  ): Kept | { readonly result: 'unknown' }
  /**
   * Stops ways of contact for good, in what is here and in whatever comes later; answers all that was ever stopped. Their
   * numbers and addresses are not kept. May be repeated. One that has not come yet is marked, and comes without them.
   * `undefined`: it belongs to another client.
   */
  makeSafer(reference: string, safer: Safer, client: string, at: string): Stop | undefined
  /**
   * Wipes the content, for good. May be repeated. One that has not come yet is marked too, so that a copy still on
   * its way is not let in afterwards. `undefined`: it belongs to another client.
   */
  withdraw(reference: string, client: string, at: string): Standing | undefined
}

interface Parts {
  readonly sql: Statements
  readonly vault: Vault
  readonly rowOf: (reference: string) => Row | undefined
  /** Writes what happened into the history, and moves the referral to the end of what changed. */
  readonly note: (reference: string, what: StatusChange['status'], at: string, who: string) => void
}

/** Referrals as clients send, correct and take them back, in the gateway's own file. */
export function takingIn(db: DatabaseSync, { sql, vault, rowOf, note }: Parts): Taking {
  // The parsed form has its keys in the schema's order, so the same referral always has the same digest.
  // It is that of what was sent, also where less is kept, so that a repeat is known.
  const digestOf = (referral: Referral): string => vault.digest(JSON.stringify(referral), 'gateway.referrals')
  const sealed = (referral: Referral, stop: Stop | undefined, at: string): Uint8Array => {
    const kept = stop === undefined ? referral : narrowed(referral, { stop }, at, payloadDigest)
    return vault.seal(Buffer.from(JSON.stringify(kept)), boundTo(referral.reference))
  }
  return {
    keep: (referral, client, at) =>
      atomically(db, () => {
        const { reference } = referral
        const digest = digestOf(referral)
        const row = rowOf(reference)
        if (!row) {
          sql.insert.run(reference, client, digest, sealed(referral, undefined, at), at, at, null)
          note(reference, 'received', at, client)
          return { result: 'kept', receivedAt: at }
        }
        if (isAwaited(row) && row.client === client) {
          sql.arrive.run({ digest, sealed: sealed(referral, row.stopped, at), at, reference })
          note(reference, 'received', at, client)
          note(reference, 'made_safer', at, client)
          return { result: 'kept', receivedAt: at }
        }
        if (row.received_at === null || row.client !== client || row.body_digest !== digest) {
          return { result: 'conflict' }
        }
        return { result: 'repeated', receivedAt: row.received_at }
      }),

    correct: (referral, sequence, client, at) =>
      atomically(db, () => {
        const { reference } = referral
        const row = rowOf(reference)
        if (!row || row.client !== client || isAwaited(row)) return { result: 'unknown' }
        const digest = digestOf(referral)
        const before = sql.correction.get(reference, sequence)
        if (before) {
          const { body_digest, at: receivedAt } = correctionSchema.parse(before)
          return body_digest === digest ? { result: 'repeated', receivedAt } : { result: 'conflict' }
        }
        // Nobody would read it any more.
        if (row.withdrawn_at !== null || isOver(row) || sequence <= row.sequence)
          return { result: 'conflict' }
        sql.replace.run(sealed(referral, row.stopped, at), sequence, at, reference)
        sql.noteCorrection.run(reference, sequence, digest, at)
        note(reference, 'corrected', at, client)
        return { result: 'kept', receivedAt: at }
      }),

    makeSafer: (reference, safer, client, at) =>
      atomically(db, () => {
        const row = rowOf(reference)
        if (row && row.client !== client) return undefined
        const stop = bothStopped(row?.stopped, safer.stop)
        if (JSON.stringify(stop) === JSON.stringify(row?.stopped) || row?.withdrawn_at) return stop
        if (!row) sql.insert.run(reference, client, null, null, null, at, null)
        const found = sql.sealed.get(reference)
        const content = openContent(vault, reference, sealedSchema.parse(found).sealed)
        if (content.result === 'read') sql.reseal.run(sealed(content.referral, stop, at), reference)
        sql.stop.run(JSON.stringify(stop), at, reference)
        if (row && !isAwaited(row)) note(reference, 'made_safer', at, client)
        return stop
      }),

    withdraw: (reference, client, at) =>
      atomically(db, () => {
        const row = rowOf(reference)
        if (row && row.client !== client) return undefined
        if (row?.withdrawn_at === null) sql.wipe.run(at, reference)
        if (!row) sql.insert.run(reference, client, null, null, null, at, at)
        if (!row?.withdrawn_at) note(reference, 'withdrawn', at, client)
        return standingOf(rowSchema.parse(sql.one.get(reference)))
      }),
  }
}

const payloadDigest = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(payload)).digest('hex')

const isOver = ({ status }: Row): boolean => status === 'closed' || status === 'declined'
