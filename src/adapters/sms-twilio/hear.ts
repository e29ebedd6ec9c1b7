import { z } from 'zod'
import type { TextCall, TextNews, TextReceipt } from '../../ports/texts.ts'
import { isSigned } from './signature.ts'

const id = z.string().regex(/^[A-Za-z0-9]{2,64}$/)

const textSchema = z.object({
  MessageSid: id,
  From: z.string().min(1).max(64),
  To: z.string().min(1).max(64),
  /** Parts of a long text arrive joined, up to 1,600 characters. */
  Body: z.string().max(4_000).default(''),
  NumMedia: z.coerce.number().int().min(0).default(0),
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional().catch(undefined),
})
const receiptSchema = z.object({
  MessageSid: id,
  MessageStatus: z.string().max(40),
  ErrorCode: z.string().max(20).optional(),
})

/** The recipient has opted out: Twilio sends them nothing until they text START. */
export const OPTED_OUT = 21610

const CARRIER = { STOP: 'stopped', START: 'started', HELP: undefined } as const

/** Proves that a call is Twilio's, and reads it. `publicUrl` is the address that Twilio calls, whatever proxies rewrite. */
export function hear(call: TextCall, { token, publicUrl }: { token: string; publicUrl: string }): TextNews {
  const parameters = new URLSearchParams(call.body)
  const claimed = call.header('x-twilio-signature') ?? ''
  if (!isSigned(token, publicUrl + call.path, parameters, claimed)) return { kind: 'refused' }
  const given = Object.fromEntries(parameters)
  if (given['MessageStatus'] !== undefined && given['Body'] === undefined) {
    const receipt = receiptSchema.safeParse(given)
    return receipt.success ? { kind: 'receipt', receipt: receiptOf(receipt.data) } : { kind: 'unreadable' }
  }
  const parsed = textSchema.safeParse(given)
  if (!parsed.success) return { kind: 'unreadable' }
  const { MessageSid, From, To, Body, NumMedia, OptOutType } = parsed.data
  const carrier = OptOutType && CARRIER[OptOutType]
  return {
    kind: 'text',
    text: {
      id: MessageSid,
      from: From,
      to: To,
      text: Body,
      hasMedia: NumMedia > 0,
      ...(carrier && { carrier }),
    },
  }
}

function receiptOf({ MessageSid, MessageStatus, ErrorCode }: z.infer<typeof receiptSchema>): TextReceipt {
  if (Number(ErrorCode) === OPTED_OUT) return { id: MessageSid, result: 'stopped' }
  const isFailed = MessageStatus === 'undelivered' || MessageStatus === 'failed'
  if (isFailed) return { id: MessageSid, result: 'failed' }
  return { id: MessageSid, result: MessageStatus === 'delivered' ? 'delivered' : 'on-its-way' }
}
