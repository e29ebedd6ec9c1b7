import { z } from 'zod'
import { CRIMES } from './crimes.ts'
import { NEEDS } from './needs.ts'
import { isUkNumber } from './uk-number.ts'

const text = z.string().min(1)
const number = text.refine(isUkNumber, 'is not a UK number that can be dialled')
/** London wall time; 24:00 is the end of a day. A closing time at or before the opening time is on the next day. */
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time such as 09:30')

/** One span of opening in Europe/London; absent spans with `hours: null` mean "hours not known, check first". */
export const hoursSchema = z.union([
  z.strictObject({ always: z.literal(true), text: text.optional() }),
  z.strictObject({
    byday: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])).min(1),
    opens_at: time,
    closes_at: time,
    bank_holidays: z.enum(['open', 'closed', 'unknown']),
    text: text.optional(),
  }),
  z.strictObject({ unknown: z.literal(true), text: text.optional() }),
])

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
  gender: z.enum(['any', 'women', 'men']),
  /** In whole years. A maximum of 18 or less marks a service for children. */
  minimum_age: z.int().optional(),
  maximum_age: z.int().optional(),
  /** `*`: every crime. */
  crimes: z.array(z.union([z.literal('*'), z.enum(CRIMES)])),
  needs: z.array(z.enum(NEEDS)),
  /** Where it works: an area's force id or a country, narrowed to councils (GSS codes) where it is. */
  where: z.strictObject({
    force: text.optional(),
    /** Neighbouring forces that it serves as well. */
    also_forces: z.array(text).optional(),
    countries: z.array(z.enum(['England', 'Wales'])).optional(),
    councils: z.array(z.string().regex(/^[EW]\d{8}$/)).optional(),
    /** True: only a part of those councils, as `text` says. */
    part: z.boolean().optional(),
    text: text.optional(),
  }),
  phones: z.array(z.strictObject({ number, label: text.optional() })),
  text_number: number.optional(),
  email: z.email().optional(),
  website: z.url().optional(),
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
  confidence: z.enum(['high', 'medium', 'low']),
  show_in_demo: z.boolean(),
  /** Null until a person rings or reads the live site. Live areas show only assured records. */
  assured_date: z.iso.date().nullable(),
  collected_on: z.iso.date(),
  sources: z
    .array(z.strictObject({ url: text, kind: text, page_date: text.optional(), fields: text.optional() }))
    .min(1),
  recheck_reason: text.optional(),
  successor: text.optional(),
})

export type Service = z.infer<typeof serviceSchema>
export type Hours = z.infer<typeof hoursSchema>

/** Days after which a record that nobody looked at again hides itself (directory quality rules: 12 months). */
export const SHOWN_FOR_DAYS = 365

/**
 * Whether a record may be shown on a day (`YYYY-MM-DD`). A sample shows what is marked for demonstration; a live
 * area only what a person has assured. Either hides when its date is too old (promise 9).
 */
export function mayBeShown(service: Service, sample: boolean, today: string): boolean {
  if (service.status === 'closed' || (sample && !service.show_in_demo)) return false
  const dated = sample ? (service.assured_date ?? service.collected_on) : service.assured_date
  return dated !== null && daysBetween(dated, today) <= SHOWN_FOR_DAYS
}

/** Whole days from one day to another, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
