import { z } from 'zod'
import type { TextCarrier } from '../../ports/texts.ts'
import { notFound, otherwise } from '../sms-shared/after.ts'
import { ask } from '../sms-shared/ask.ts'
import { hear } from './hear.ts'
import { isSayable } from './sayable.ts'
import { tokenOf } from './token.ts'

/** A service of GOV.UK Notify. */
export interface NotifyService {
  readonly key: string
  /** A template whose whole content is `((text))`: Notify sends nothing else. */
  readonly template: string
  /** What Notify shows us that a call is its own. */
  readonly bearer: string
  /** The id of the number that answers are sent from, where the service has several. */
  readonly sender: string | undefined
  /** Where their API is; another address only in tests. */
  readonly url: string
}

const takenSchema = z.object({ id: z.string().min(1) })
const listSchema = z.object({ notifications: z.array(takenSchema) })

/** GOV.UK Notify, by version 2 of its REST API. Ours is its `reference`, by which it can be asked again. */
export function notify(
  { key, template, bearer, sender, url }: NotifyService,
  now: () => Date,
  timeoutMs?: number,
): TextCarrier {
  const headers = (): Record<string, string> => ({
    authorization: `Bearer ${tokenOf(key, now())}`,
    'content-type': 'application/json',
  })
  return {
    provider: 'notify',
    answer: { status: 204, body: '' },
    hear: (call) => hear(call, bearer),
    canSay: isSayable,
    async send({ key: reference, to, text }) {
      const body = JSON.stringify({
        phone_number: to,
        template_id: template,
        personalisation: { text },
        reference,
        ...(sender !== undefined && { sms_sender_id: sender }),
      })
      const asked = await ask(
        `${url}/v2/notifications/sms`,
        { method: 'POST', headers: headers(), body },
        timeoutMs,
      )
      const taken =
        asked.result === 'answered' && asked.status < 300 ? takenSchema.safeParse(asked.body) : undefined
      return taken?.success ? { result: 'taken', id: taken.data.id } : otherwise(asked)
    },
    async find({ key: reference }) {
      const query = new URLSearchParams({ reference, template_type: 'sms' })
      const asked = await ask(`${url}/v2/notifications?${query}`, { headers: headers() }, timeoutMs)
      const list = listSchema.safeParse(asked.result === 'answered' ? asked.body : undefined)
      if (!list.success) return { result: 'unknown' }
      const found = list.data.notifications[0]
      return found ? { result: 'taken', id: found.id } : notFound(asked)
    },
  }
}
