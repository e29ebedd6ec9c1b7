import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { TextCall, TextNews } from '../../ports/texts.ts'

const id = z.string().regex(/^[A-Za-z0-9-]{2,64}$/)
const textSchema = z.object({
  id,
  source_number: z.string().min(1).max(64),
  destination_number: z.string().min(1).max(64),
  message: z.string().max(4_000),
  date_received: z.string().max(40),
})
const receiptSchema = z.object({
  id,
  status: z.string().max(40),
  notification_type: z.literal('sms'),
})

/** Proves by the bearer token that a call is Notify's, and reads it. */
export function hear(call: TextCall, bearer: string): TextNews {
  if (!isSame(call.header('authorization') ?? '', `Bearer ${bearer}`)) return { kind: 'refused' }
  const body = json(call.body)
  const receipt = receiptSchema.safeParse(body)
  if (receipt.success) {
    const { status } = receipt.data
    const isFailed = status.endsWith('-failure')
    const result = isFailed ? 'failed' : status === 'delivered' ? 'delivered' : 'on-its-way'
    return { kind: 'receipt', receipt: { id: receipt.data.id, result } }
  }
  const text = textSchema.safeParse(body)
  if (!text.success) return { kind: 'unreadable' }
  const { source_number: from, destination_number: to, message, date_received: received } = text.data
  const sentAt = dateOf(received)
  return {
    kind: 'text',
    text: { id: text.data.id, from, to, text: message, hasMedia: false, ...(sentAt && { sentAt }) },
  }
}

const dateOf = (text: string): Date | undefined => {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Digests are as long as each other, whatever was given. */
const isSame = (given: string, right: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(right).digest())

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
