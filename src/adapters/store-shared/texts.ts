import { z } from 'zod'
import { TEXT_PROVIDERS, type TextIn, type TextOut } from '../../ports/texts.ts'
import type { ArrivedText, TextAnswer, WaitingText } from '../../ports/text-queue.ts'
import type { Vault } from '../../ports/vault.ts'

const HOUR = 60 * 60 * 1000
/** Notify repeats a text for half an hour; nothing repeats one after a week. */
export const REMEMBERED_MS = 8 * 24 * HOUR
/** A text whose answer was lost is looked for within minutes, among those that were sent lately. */
export const SENT_MS = HOUR
/** Nobody should be answered a day late, when somebody else may hold the phone. */
export const UNANSWERED_MS = 24 * HOUR
/** A number that was given up goes to somebody else after a year or so; carriers keep lists of their own. */
export const STOPPED_MS = 365 * 24 * HOUR

const provider = z.enum(TEXT_PROVIDERS)
const inSchema = z.object({
  provider,
  from: z.string(),
  to: z.string(),
  text: z.string(),
  hasMedia: z.boolean(),
  sentAt: z.coerce.date().optional(),
  carrier: z.enum(['stopped', 'started']).optional(),
})
const outSchema = z.object({ provider, from: z.string(), to: z.string(), text: z.string() })

/** Rows as both databases give them. */
export const arrivedRow = z.object({
  key: z.string(),
  sealed: z.instanceof(Uint8Array),
  at: z.coerce.number(),
  begun: z.number().int().nullable(),
})
export const waitingRow = z.object({
  key: z.string(),
  sealed: z.instanceof(Uint8Array),
  made_at: z.coerce.number(),
  due_at: z.coerce.number(),
  tried_at: z.coerce.number().nullable(),
  tries: z.int(),
})
export const phoneRow = z.object({ phone: z.string() })

/** What a sealed text is bound to: moved to another row it does not open. */
export const inBoundTo = (key: string): string => `text in|${key}`
export const outBoundTo = (key: string): string => `text out|${key}`

export const phoneIn = (vault: Vault, number: string): string => vault.digest(number, 'phone')
/** The key of a text that came: the same id of the same provider gives the same. */
export const keyOf = (vault: Vault, by: string, id: string): string =>
  vault.digest(JSON.stringify([by, id]), 'text')

const seal = (vault: Vault, content: unknown, bound: string): Uint8Array =>
  vault.seal(Buffer.from(JSON.stringify(content)), bound)

export const sealIn = (vault: Vault, by: string, { id: _id, ...text }: TextIn, key: string): Uint8Array =>
  seal(vault, { provider: by, ...text }, inBoundTo(key))

export const sealOut = (
  vault: Vault,
  { provider: by, to, from }: TextAnswer,
  text: TextOut['text'],
  key: string,
): Uint8Array => seal(vault, { provider: by, from, to, text }, outBoundTo(key))

export function arrivedOf(vault: Vault, { key, sealed, at, begun }: z.infer<typeof arrivedRow>): ArrivedText {
  const content = inSchema.parse(opened(vault, sealed, inBoundTo(key)))
  return { key, ...content, at: new Date(at), ...(begun !== null && { begun }) }
}

export function waitingOf(vault: Vault, row: z.infer<typeof waitingRow>): WaitingText {
  const content = outSchema.parse(opened(vault, row.sealed, outBoundTo(row.key)))
  return {
    key: row.key,
    ...content,
    madeAt: new Date(row.made_at),
    tries: row.tries,
    ...(row.tried_at !== null && { triedAt: new Date(row.tried_at) }),
  }
}

/** Throws without a cause: a parser may quote what it read. */
function opened(vault: Vault, sealed: Uint8Array, bound: string): unknown {
  try {
    return JSON.parse(Buffer.from(vault.open(sealed, bound)).toString())
  } catch {
    throw new Error('A kept text cannot be read')
  }
}
