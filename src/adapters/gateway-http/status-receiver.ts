import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { DECLINE_REASONS, LONGEST_WAIT_WEEKS, REFERRAL_STATUSES } from '../../domain/tracking.ts'
import type { HeardStatuses } from '../../ports/heard-statuses.ts'

/** Takes what gateways tell us by themselves (`statusChanged` in their contract). */
export interface StatusReceiver {
  /**
   * The status to answer with. 204: heard. 401: the signature or the time is wrong. 409: it came before. 422: it is
   * nothing that we know. Rejects when it cannot be kept.
   */
  take(sent: {
    readonly header: (name: string) => string | undefined
    readonly body: string
  }): Promise<204 | 401 | 409 | 422>
}

/** Two clocks may differ by this much, in seconds; a message is worth nothing to whoever repeats it later. */
const WINDOW_SECONDS = 5 * 60

const bodySchema = z.object({
  id: z.string(),
  reference: z.string().regex(/^[A-Z]{3,8}-[0-9]{3,6}$/),
  status: z.enum([...REFERRAL_STATUSES, 'withdrawn']),
  status_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  reason: z.enum(DECLINE_REASONS).optional(),
  wait_weeks: z.number().int().min(0).max(LONGEST_WAIT_WEEKS).optional(),
})

/** `secret` is what both sides sign with: plain, or `whsec_` and base64 (Standard Webhooks). */
export function statusReceiver(secret: string, heard: HeardStatuses, now: () => Date): StatusReceiver {
  return {
    take: async ({ header, body: text }) => {
      const at = now()
      const id = signedId(header, text, secret, at)
      if (id === undefined) return 401
      const body = bodyOf(text)
      if (body?.id !== id) return 422
      const { reference, status, status_at, reason, wait_weeks: waitWeeks } = body
      const news = {
        reference,
        // As when the gateway is asked: that it was taken back, we know ourselves.
        status: status === 'withdrawn' ? ('closed' as const) : status,
        // A gateway's clock may be ahead, and nobody should be told that something will have happened.
        at: status_at > at ? at : status_at,
        ...(status === 'declined' && reason !== undefined && { reason }),
        ...(status === 'waiting' && waitWeeks !== undefined && { waitWeeks }),
      }
      return (await heard.hear(id, news, at)) === 'heard' ? 204 : 409
    },
  }
}

/** The id of a message whose signature and time are right. */
function signedId(
  header: (name: string) => string | undefined,
  body: string,
  secret: string,
  now: Date,
): string | undefined {
  const [id = '', timestamp = '', given = ''] = ['id', 'timestamp', 'signature'].map((name) =>
    header(`webhook-${name}`),
  )
  // A dot in an id could move the border between what is signed.
  if (!/^[\x21-\x2d\x2f-\x7e]{1,200}$/.test(id) || !/^[0-9]{1,12}$/.test(timestamp)) return undefined
  if (Math.abs(Number(timestamp) - now.getTime() / 1000) > WINDOW_SECONDS) return undefined
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  // Several may be there while a secret is being changed.
  const isSigned = given.split(' ').some((one) => one.startsWith('v1,') && isSame(one.slice(3), right))
  return isSigned ? id : undefined
}

function isSame(given: string, right: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64')
  return bytes.length === right.length && timingSafeEqual(bytes, right)
}

function bodyOf(text: string): z.infer<typeof bodySchema> | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
