import { z } from 'zod'
import type { TextCarrier, TextOut } from '../../ports/texts.ts'
import { notFound, otherwise } from '../sms-shared/after.ts'
import { ask } from '../sms-shared/ask.ts'
import { hear, OPTED_OUT } from './hear.ts'

/** An account with Twilio. */
export interface TwilioAccount {
  readonly account: string
  /** Signs their calls, and opens ours. */
  readonly token: string
  /** Where their API is; another address only in tests. */
  readonly url: string
}

const takenSchema = z.object({ sid: z.string().min(1) })
const refusedSchema = z.object({ code: z.number() })
const listSchema = z.object({
  messages: z.array(z.object({ sid: z.string(), body: z.string(), date_created: z.string() })),
})

/** Their clock and ours may differ by so much, and theirs has whole seconds. Milliseconds. */
const CLOCKS_APART_MS = 5_000

/** Twilio's Programmable Messaging, by its REST API of 2010-04-01 and signed webhooks. `publicUrl` is how they reach us. */
export function twilio(
  { account, token, url }: TwilioAccount,
  publicUrl: () => string,
  timeoutMs?: number,
): TextCarrier {
  const messages = `${url}/2010-04-01/Accounts/${account}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  return {
    provider: 'twilio',
    // Anything else in it would be sent on as a text.
    answer: { status: 200, type: 'text/xml; charset=utf-8', body: '<Response/>' },
    hear: (call) => hear(call, { token, publicUrl: publicUrl() }),
    canSay: () => true,
    async send(text) {
      const asked = await ask(
        messages,
        { method: 'POST', headers: { authorization }, body: formOf(text, publicUrl()) },
        timeoutMs,
      )
      if (asked.result === 'answered') {
        const taken = asked.status < 300 ? takenSchema.safeParse(asked.body) : undefined
        if (taken?.success) return { result: 'taken', id: taken.data.sid }
        if (refusedSchema.safeParse(asked.body).data?.code === OPTED_OUT) return { result: 'stopped' }
      }
      return otherwise(asked)
    },
    async find({ to, from, text }, since, isAnother) {
      const query = new URLSearchParams({ To: to, From: from, PageSize: '50' })
      const day = new Date(since.getTime() - CLOCKS_APART_MS).toISOString().slice(0, 10)
      const asked = await ask(
        `${messages}?${query}&DateSent%3E=${day}`,
        { headers: { authorization } },
        timeoutMs,
      )
      const list = listSchema.safeParse(asked.result === 'answered' ? asked.body : undefined)
      if (!list.success) return { result: 'unknown' }
      const earliest = since.getTime() - CLOCKS_APART_MS
      for (const { sid, body, date_created: created } of list.data.messages) {
        const isAlike = body === text && Date.parse(created) >= earliest
        if (isAlike && !(await isAnother(sid))) return { result: 'taken', id: sid }
      }
      return notFound(asked)
    },
  }
}

/** Twilio has no key for repeating a text safely, so one whose answer was lost is looked for (`find`). */
const formOf = ({ to, from, text }: TextOut, publicUrl: string): URLSearchParams =>
  new URLSearchParams({ To: to, From: from, Body: text, StatusCallback: `${publicUrl}/sms/twilio/receipts` })
