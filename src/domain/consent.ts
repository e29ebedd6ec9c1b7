import { z } from 'zod'

/** The record of an agreement, kept with the referral: who may receive exactly what, in which words it was asked. */
export const consentSchema = z.strictObject({
  recipient: z.string().min(1),
  /** SHA-256 of the exact payload that was shown, hex. */
  payload_digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The edition of dialogs and words in which it was asked. */
  wording: z.string().min(1),
  language: z.string().min(2),
  agreed_at: z.iso.datetime(),
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
  asked: Omit<z.infer<typeof consentSchema>, 'agreed_at'> & { readonly agreed_at: Date },
): Consent | undefined {
  if (answer.heard !== 'agree' || answer.recipient !== asked.recipient) return undefined
  return { ...asked, agreed_at: asked.agreed_at.toISOString() } as Consent
}
