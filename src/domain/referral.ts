import { z } from 'zod'
import { consentSchema } from './consent.ts'
import { CRIMES } from './crimes.ts'
import { NEEDS } from './needs.ts'
import { contactPlanSchema } from './contact-plan.ts'

const short = z.string().min(1).max(200)

/** Who is asking. `young`: 13 to 15, so a person reads it the same working day. */
export const ACTING_AS = ['me', 'someone', 'professional', 'witness', 'bereaved', 'business'] as const
export const AGE_BANDS = ['13-15', '16-17', '18-plus', 'rather-not-say'] as const
/** Four equal answers: support never depends on which (promise 8). */
export const REPORTED = ['yes', 'no', 'do-not-want-to', 'not-sure'] as const
export const CHARACTERISTICS = ['race', 'religion', 'disability', 'sexuality', 'gender_identity'] as const
export const ACCESS_NEEDS = [
  'interpreter',
  'interpreter-not-local',
  'bsl',
  'welsh',
  'woman-worker',
  'man-worker',
  'worker-not-local',
  'not-police-run',
  'easy-read',
] as const
export const KEEP_FROM = ['police', 'council', 'health', 'service'] as const

/**
 * A referral as a gateway receives it: the minimum data set, version 1. Every field but the first eight and
 * `consent` comes from one answer of the person's, and is on the review screen; nothing else is sent. No names of
 * people who caused harm, no date of birth, no immigration status: a trained person asks what else is needed.
 */
export const referralSchema = z.strictObject({
  version: z.literal(1),
  /** Spoken, not secret; also the idempotency key. */
  reference: z.string().regex(/^[A-Z]{3,8}-[0-9]{3,6}$/),
  made_at: z.iso.datetime(),
  /** The language of the conversation, BCP 47: reply in it. */
  language: z.string().min(2).max(20),
  area: short,
  recipient: z.strictObject({ id: short, name: short }),
  /** True from a demonstration: a real desk must never act on it. */
  sample: z.boolean(),
  /** What the desk must know before anything else. */
  notices: z.array(
    z.enum([
      'under-16-same-day',
      'speak-alone-first',
      'contact-unconfirmed',
      'they-will-ring',
      'no-post-or-visits',
    ]),
  ),

  acting_as: z.enum(ACTING_AS),
  referrer: z
    .strictObject({
      name: short.optional(),
      relationship: short.optional(),
      knows_and_agrees: z.literal(true),
    })
    .optional(),
  name: short,
  age_band: z.enum(AGE_BANDS),
  /** 13 to 15 only: is there an adult at home who should not know? */
  adult_should_not_know: z.enum(['yes', 'no', 'not-sure']).optional(),
  crimes: z.array(z.enum(CRIMES)).min(1),
  ongoing: z.enum(['yes', 'no', 'not-sure']).optional(),
  because_of_who_they_are: z.enum(['yes', 'no', 'not-sure']).optional(),
  /** Only when the person ticked that it may be sent. */
  characteristics: z.array(z.enum(CHARACTERISTICS)).optional(),
  reported: z.enum(REPORTED).optional(),
  crime_reference: short.optional(),
  account: z.string().min(1).max(600).optional(),
  happened_in: z.enum(['same-place', 'elsewhere', 'online', 'abroad', 'not-sure']).optional(),
  place: z.strictObject({
    postcode: z.string().max(8).optional(),
    town: short.optional(),
    council: z.string().regex(/^[EW]\d{8}$/),
    council_name: short,
    lives_there: z.enum(['yes', 'staying', 'rather-not-say']).optional(),
  }),
  needs: z.array(z.enum([...NEEDS, 'not-sure'])).min(1),
  access: z.array(z.enum(ACCESS_NEEDS)).optional(),
  interpreter_language: short.optional(),
  contact: contactPlanSchema,
  address_known_to_person_who_hurt: z.enum(['yes', 'no', 'not-sure']).optional(),
  keep_from: z.array(z.enum(KEEP_FROM)).optional(),

  consent: consentSchema,
})

export type Referral = z.infer<typeof referralSchema>
/** Everything that the person agrees to send: a referral before it is agreed. */
export type Payload = Omit<Referral, 'consent' | 'reference' | 'made_at'>
