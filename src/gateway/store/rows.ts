import { z } from 'zod'
import { stopSchema, type Stop } from '../../domain/contact-plan.ts'
import { referralSchema, type Referral } from '../../domain/referral.ts'
import { DECLINE_REASONS, REFERRAL_STATUSES, type DeclineReason } from '../../domain/tracking.ts'
import type { Vault } from '../vault.ts'

/** How a referral may stand at the desk: as it is tracked, or taken back by the person. */
export const DESK_STATUSES = [...REFERRAL_STATUSES, 'withdrawn'] as const
export type DeskStatus = (typeof DESK_STATUSES)[number]

/** What a referral's history may say: a status, other content in its place, or less contact. */
const HAPPENINGS = [...DESK_STATUSES, 'corrected', 'made_safer'] as const

/** A referral without its content. Times are ISO 8601, UTC. */
export interface Standing {
  readonly reference: string
  readonly status: DeskStatus
  readonly statusAt: string
  readonly receivedAt: string
  /** Of what is here now: 1, or that of the last correction. */
  readonly sequence: number
  /** When the last correction came. */
  readonly correctedAt?: string
  /** The last correction came after somebody here last read it. */
  readonly isCorrectionUnread?: true
  /** The contact that the person stopped, and when that last came. */
  readonly stopped?: { readonly stop: Stop; readonly at: string; readonly isUnread?: true }
  /** Only when it was declined. */
  readonly reason?: DeclineReason
  /** Only while it is waiting, and only when somebody said how long. */
  readonly waitWeeks?: number
}

/** `unreadable`: the sealed content was altered or belongs to another key, so a person must look into it. */
export type Content =
  | { readonly result: 'read'; readonly referral: Referral }
  | { readonly result: 'withdrawn' }
  | { readonly result: 'unreadable' }

/** One line of a referral's history. */
export interface StatusChange {
  readonly status: (typeof HAPPENINGS)[number]
  readonly at: string
  readonly who: string
}

export const rowSchema = z.object({
  reference: z.string(),
  client: z.string(),
  body_digest: z.string().nullable(),
  received_at: z.string().nullable(),
  status: z.enum(REFERRAL_STATUSES),
  status_at: z.string(),
  withdrawn_at: z.string().nullable(),
  sequence: z.number(),
  corrected_at: z.string().nullable(),
  correction_read_at: z.string().nullable(),
  stopped: z
    .string()
    .nullable()
    .transform((text) => (text === null ? undefined : stopSchema.parse(JSON.parse(text)))),
  stopped_at: z.string().nullable(),
  stop_read_at: z.string().nullable(),
  reason: z.enum(DECLINE_REASONS).nullable(),
  wait_weeks: z.number().nullable(),
  changed: z.number(),
})
export type Row = z.infer<typeof rowSchema>

/** The columns that `rowSchema` reads. */
export const FIELDS = Object.keys(rowSchema.shape).join(', ')

export const changeSchema = z.object({ status: z.enum(HAPPENINGS), at: z.string(), who: z.string() })
export const sealedSchema = z.object({ sealed: z.instanceof(Uint8Array).nullable() })
export const correctionSchema = z.object({ body_digest: z.string(), at: z.string() })

/** What a referral's content is sealed to. */
export const boundTo = (reference: string): string => `gateway.referrals|${reference}`

export const standingOf = (row: Row): Standing => ({
  reference: row.reference,
  status: row.withdrawn_at === null ? row.status : 'withdrawn',
  statusAt: row.withdrawn_at ?? row.status_at,
  receivedAt: row.received_at ?? row.status_at,
  sequence: row.sequence,
  ...(row.corrected_at !== null && { correctedAt: row.corrected_at }),
  ...(row.corrected_at !== null && row.correction_read_at === null && { isCorrectionUnread: true }),
  ...(row.stopped !== undefined &&
    row.stopped_at !== null && {
      stopped: {
        stop: row.stopped,
        at: row.stopped_at,
        ...(row.stop_read_at === null && { isUnread: true as const }),
      },
    }),
  ...(row.withdrawn_at === null && row.reason !== null && { reason: row.reason }),
  ...(row.withdrawn_at === null && row.wait_weeks !== null && { waitWeeks: row.wait_weeks }),
})

/** Something came about it, and it has not: it waits for the referral, and is nothing yet. */
export const isAwaited = (row: Row): boolean => row.received_at === null && row.withdrawn_at === null

/** Opens what was sealed of one referral. */
export function openContent(vault: Vault, reference: string, sealed: Uint8Array | null): Content {
  if (sealed === null) return { result: 'withdrawn' }
  try {
    const plain = Buffer.from(vault.open(sealed, boundTo(reference))).toString('utf8')
    return { result: 'read', referral: referralSchema.parse(JSON.parse(plain)) }
  } catch {
    return { result: 'unreadable' }
  }
}
