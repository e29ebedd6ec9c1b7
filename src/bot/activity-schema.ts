import type { Activity } from 'botbuilder'
import { z } from 'zod'

const short = z.string().min(1).max(500)
const account = z.looseObject({ id: short, name: z.string().max(500).nullish() })

/**
 * What must be true of an activity before Bot Framework sees it, which throws where it should refuse. Other fields
 * pass through. The text may be longer than is read: whoever sent it is answered calmly.
 */
export const activitySchema = z.looseObject({
  type: z.string().regex(/^[A-Za-z]{1,40}$/),
  id: short.nullish(),
  channelId: z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/),
  serviceUrl: z.string().max(500).nullish(),
  deliveryMode: z.string().max(40).nullish(),
  conversation: z.looseObject({
    id: short,
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(60).nullish(),
  }),
  from: account,
  recipient: account.nullish(),
  locale: z.string().max(40).nullish(),
  text: z.string().nullish(),
  membersAdded: z
    .array(z.looseObject({ id: short }))
    .max(100)
    .nullish(),
  membersRemoved: z
    .array(z.looseObject({ id: short }))
    .max(100)
    .nullish(),
  action: z.string().max(60).nullish(),
})

/** An activity out of a body, or nothing when it is none. What was sent is never repeated. */
export function activityIn(body: string): Activity | undefined {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return undefined
  }
  const parsed = activitySchema.safeParse(json)
  if (!parsed.success) return undefined
  // Some clients send null for what is not there.
  const there = Object.entries(parsed.data).filter(([, value]) => value !== null)
  return Object.fromEntries(there) as unknown as Activity
}
