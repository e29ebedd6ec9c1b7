import { z } from 'zod'
import { CRIMES } from './crimes.ts'
import { NEEDS } from './needs.ts'
import {
  accreditationSchema,
  addressSchema,
  BY_AND_FOR,
  capacitySchema,
  commissionedSchema,
  DELIVERY,
  hoursSchema,
  SERVICE_ACCESS,
  sourceSchema,
  text,
  translationSchema,
  whereSchema,
} from './service/parts.ts'
import { isUkNumber } from './uk-number.ts'

export type { Accreditation, Capacity, Hours } from './service/parts.ts'

const number = text.refine(isUkNumber, 'is not a UK number that can be dialled')

/**
 * What a service does, so that matching knows what it may be offered for. `information` explains a procedure or points
 * elsewhere; `own-behaviour` is for people worried about what they do themselves, and is never mixed with the rest.
 */
export const SERVICE_KINDS = [
  'hub',
  'support',
  'sarc',
  'reporting',
  'police',
  'restorative',
  'compensation',
  'emotional',
  'emergency',
  'information',
  'own-behaviour',
] as const

/** One service as a person may be shown it. Contact facts come only from dated sources (promise 9). */
export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** The same service in Open Referral UK, whose ids are UUIDs. */
  oruk_id: z.uuid().optional(),
  name: text,
  organization: text.optional(),
  kind: z.enum(SERVICE_KINDS),
  status: z.enum(['active', 'closed']),
  description: text.optional(),
  who_for: text.optional(),
  /** What it says of itself in other languages (BCP 47); a language without words reads the English ones. */
  translations: z.record(z.string(), translationSchema).optional(),
  not_for: text.optional(),
  gender: z.enum(['any', 'women', 'men']),
  /** In whole years. A maximum of 18 or less marks a service for children. */
  minimum_age: z.int().min(0).max(120).optional(),
  maximum_age: z.int().min(0).max(120).optional(),
  by_and_for: z.array(z.enum(BY_AND_FOR)).optional(),
  /** True: people whose visa says "no recourse to public funds" are taken too. */
  no_recourse_accepted: z.boolean().optional(),
  /** `*`: every crime. */
  crimes: z.array(z.union([z.literal('*'), z.enum(CRIMES)])),
  needs: z.array(z.enum(NEEDS)),
  where: whereSchema,
  address: addressSchema.optional(),
  delivery: z.array(z.enum(DELIVERY)).optional(),
  access: z.array(z.enum(SERVICE_ACCESS)).optional(),
  phones: z.array(z.strictObject({ number, label: text.optional() })),
  /** What a call leaves behind: whether the number is on an itemised bill. */
  on_bill: z.enum(['yes', 'no']).optional(),
  text_number: number.optional(),
  email: z.email().optional(),
  website: z.url({ protocol: /^https?$/ }).optional(),
  hours: z.array(hoursSchema).nullable(),
  languages: z.array(text),
  /** How a person gets in: by themselves, only through a professional, or after a police report. */
  referral: z.enum(['self', 'professional', 'after-police-report', 'unknown']),
  /** True: run by the police, which some people want to know first. */
  police_run: z.boolean().optional(),
  /** `worried-adults`: speaks to adults about a child, so it is not offered to the child. */
  speaks_to: z.enum(['anyone', 'worried-adults']).optional(),
  /** True: too particular for everyone, so it is offered only for a need that it meets (ways to report, court). */
  only_if_asked: z.boolean().optional(),
  /** The id of another record of the very same line: only one of the two is ever listed, this one first. */
  same_as: text.optional(),
  capacity: capacitySchema.optional(),
  accreditations: z.array(accreditationSchema).optional(),
  commissioned: commissionedSchema.optional(),
  /** The day on which its managers attested that staff are vetted and safeguarding is in place. */
  safeguarding_attested_on: z.iso.date().optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  show_in_demo: z.boolean(),
  /** Null until a person rings or reads the live site. Live areas show only checked records. */
  info_checked_on: z.iso.date().nullable(),
  /** When somebody judged how good it is, which is another thing than whether its number is right. */
  quality_assured_on: z.iso.date().optional(),
  collected_on: z.iso.date(),
  sources: z.array(sourceSchema).min(1),
  recheck_reason: text.optional(),
  /** The id of the service that took over from one that closed. */
  successor: text.optional(),
})

export type Service = z.infer<typeof serviceSchema>
