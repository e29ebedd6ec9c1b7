import { createHash } from 'node:crypto'
import type { Stop } from '../../domain/contact-plan.ts'
import { referralSchema, type Payload, type Referral } from '../../domain/referral.ts'
import { narrowed, saferSchema, type Safer } from '../../domain/safer.ts'
import type { Errand } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'

/** Content is bound to its errand: moved to another row it does not open. The first has no number, as it never had. */
export const boundTo = (reference: string, sequence: number): string =>
  sequence === 1 ? `referral|${reference}` : `referral|${reference}|${sequence}`

export const sealErrand = (vault: Vault, referral: Referral, sequence: number): Uint8Array =>
  vault.seal(Buffer.from(JSON.stringify(referral)), boundTo(referral.reference, sequence))

export const sealSafer = (vault: Vault, reference: string, safer: Safer, sequence: number): Uint8Array =>
  vault.seal(Buffer.from(JSON.stringify(safer)), boundTo(reference, sequence))

/** One row of the outbox, with what is sealed in it. */
export interface SealedErrand {
  readonly reference: string
  readonly sequence: number
  readonly kind: Errand['kind']
  readonly sealed: Uint8Array | null
}

/** What a row is for. Throws without a cause, since a parser may quote what it read. The reference is not secret. */
export function openErrand(vault: Vault, { kind, sealed, reference, sequence }: SealedErrand): Errand {
  if (kind === 'withdraw') return { kind }
  try {
    const opened = sealed && vault.open(sealed, boundTo(reference, sequence))
    const content: unknown = JSON.parse(Buffer.from(opened ?? []).toString())
    return kind === 'safer'
      ? { kind, safer: saferSchema.parse(content) }
      : { kind, referral: referralSchema.parse(content) }
  } catch {
    throw new Error(`The kept referral ${reference} cannot be read`)
  }
}

/** The content that may still go out: without what the person stopped meanwhile. */
export const allowed = (referral: Referral, stopped: Stop | undefined, now: Date): Referral =>
  stopped === undefined ? referral : narrowed(referral, { stop: stopped }, now.toISOString(), digestOf)

/**
 * The same row sealed again without the ways that were stopped; nothing where it has no content, or cannot be read: then
 * it never goes out either.
 */
export function resealed(vault: Vault, row: SealedErrand, stop: Stop, now: Date): Uint8Array | undefined {
  try {
    const errand = openErrand(vault, row)
    return 'referral' in errand
      ? sealErrand(vault, allowed(errand.referral, stop, now), row.sequence)
      : undefined
  } catch {
    return undefined
  }
}

const digestOf = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(payload)).digest('hex')
