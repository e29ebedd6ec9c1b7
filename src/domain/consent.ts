import { z } from 'zod'
import { stopSchema } from './contact-plan.ts'

/** What a referral may be used for, and nothing else. */
export const PURPOSE = 'support-after-crime'

/**
 * The record of an agreement, kept with the referral: who may receive exactly what and what for, in which words it was
 * asked, and how it can be taken back. The last two are absent in records of before they were asked for.
 */
export const consentSchema = z.strictObject({
  recipient: z.string().min(1),
  /** SHA-256 of the exact payload that was shown, hex. */
  payload_digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The edition of dialogs and words in which it was asked. */
  wording: z.string().min(1),
  language: z.string().min(2),
  agreed_at: z.iso.datetime(),
  purpose: z.literal(PURPOSE).optional(),
  /** `reference-and-secret`: by the person, online. `ringing`: whoever asked for them has a receipt that opens nothing. */
  withdrawn_by: z.enum(['reference-and-secret', 'ringing']).optional(),
  /**
   * The person asked for less contact after they had agreed, so less stands here than was agreed to (`safer.ts`): when
   * that was done, which ways it stopped, and the SHA-256 of what stands here now, its keys in the schema's order.
   */
  narrowed: z
    .strictObject({
      at: z.iso.datetime(),
      stopped: stopSchema,
      payload_digest: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .optional(),
})

declare const made: unique symbol
/** Only `agree` makes one, and sending takes nothing else: a mis-drawn flow cannot send. */
export type Consent = z.infer<typeof consentSchema> & { readonly [made]: true }

/**
 * Makes the record of an agreement, or nothing: `answer` must be the person's own `agree` to a question about this
 * recipient.
 */
export function agree(
  answer: { readonly heard: unknown; readonly recipient: string },
  asked: Omit<z.infer<typeof consentSchema>, 'agreed_at' | 'purpose'> & { readonly agreed_at: Date },
): Consent | undefined {
  if (answer.heard !== 'agree' || answer.recipient !== asked.recipient) return undefined
  return { ...asked, purpose: PURPOSE, agreed_at: asked.agreed_at.toISOString() } as Consent
}
