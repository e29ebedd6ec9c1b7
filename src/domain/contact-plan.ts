import { z } from 'zod'

/**
 * `yes`: the person said that this way is safe. `unconfirmed`: somebody else gave it, so a worker must not use it
 * before finding out. There is no third value: a way that is not safe is not in the plan at all (promise 7).
 */
const safe = z.enum(['yes', 'unconfirmed'])
/** What a message may say: nothing may be left; a message that names nobody; or the team's name. */
export const MESSAGE_MAY = ['leave-nothing', 'name-nobody', 'name-the-team'] as const
const messageMay = z.enum(MESSAGE_MAY)
const number = z.string().regex(/^\+?[0-9 ]{7,20}$/)

/** The ways in which somebody can be contacted. */
export const CONTACT_WAYS = ['phone', 'text', 'email', 'post'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

/** Ways that are not to be used any more; `all` of them, and nobody else is to be asked either. */
export const stopSchema = z.union([z.literal('all'), z.array(z.enum(CONTACT_WAYS)).min(1)])
export type Stop = z.infer<typeof stopSchema>

/** When a person may be rung or written to. */
export const SAFE_TIMES = ['mornings', 'afternoons', 'evenings', 'weekdays', 'weekends'] as const

/**
 * Which ways of reaching a person are safe, when, and what may be said. A way that is absent must never be used.
 * With no way at all, they cannot contact the person: the person rings them with the reference.
 */
export const contactPlanSchema = z.strictObject({
  phone: z.strictObject({ number, safe, message_may: messageMay }).optional(),
  text: z.strictObject({ number, safe, message_may: messageMay }).optional(),
  email: z.strictObject({ address: z.email().max(200), safe, message_may: messageMay }).optional(),
  post: z.strictObject({ address: z.string().min(5).max(400), safe }).optional(),
  times: z.array(z.enum(SAFE_TIMES)).optional(),
  never: z.string().min(1).max(200).optional(),
  others_may_see: z.enum(['yes', 'no', 'not-sure']).optional(),
  code_word: z.string().min(1).max(60).optional(),
  /** Asking the police to check is never a default: only the person's own tick makes it so. */
  if_unreachable: z.enum(['stop', 'safe-person', 'ask-police-to-check']),
  safe_person: z.strictObject({ name: z.string().min(1).max(100), number }).optional(),
})

export type ContactPlan = z.infer<typeof contactPlanSchema>
