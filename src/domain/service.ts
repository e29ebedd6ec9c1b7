import { z } from 'zod'
import { CRIMES } from './crimes.ts'
import { NEEDS } from './needs.ts'

const text = z.string().min(1)

/** One span of opening in Europe/London; absent spans with `hours: null` mean "hours not known, check first". */
export const hoursSchema = z.union([
  z.strictObject({ always: z.literal(true), text: text.optional() }),
  z.strictObject({
    byday: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])).min(1),
    opens_at: z.string().regex(/^\d\d:\d\d$/),
    closes_at: z.string().regex(/^\d\d:\d\d$/),
    bank_holidays: z.enum(['open', 'closed', 'unknown']),
    text: text.optional(),
  }),
  z.strictObject({ unknown: z.literal(true), text: text.optional() }),
])

/** What a service does, so that matching knows what it may be offered for. */
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
  'own-behaviour',
] as const

/** One service as a person may be shown it. Contact facts come only from dated sources (promise 9). */
export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: text,
  organization: text.optional(),
  kind: z.enum(SERVICE_KINDS),
  status: z.enum(['active', 'closed']),
  description: text.optional(),
  who_for: text.optional(),
  gender: z.enum(['any', 'women', 'men']),
  minimum_age: z.int().optional(),
  maximum_age: z.int().optional(),
  /** `*`: every crime. */
  crimes: z.array(z.union([z.literal('*'), z.enum(CRIMES)])),
  needs: z.array(z.enum(NEEDS)),
  /** Where it works: an area's force id or a country, narrowed to councils (GSS codes) where it is. */
  where: z.strictObject({
    force: text.optional(),
    countries: z.array(z.enum(['England', 'Wales'])).optional(),
    councils: z.array(z.string().regex(/^[EW]\d{8}$/)).optional(),
    text: text.optional(),
  }),
  phones: z.array(z.strictObject({ number: text, label: text.optional() })),
  text_number: text.optional(),
  email: text.optional(),
  website: z.url().optional(),
  hours: z.array(hoursSchema).nullable(),
  languages: z.array(text),
  /** How a person gets in: by themselves, only through a professional, or after a police report. */
  referral: z.enum(['self', 'professional', 'after-police-report', 'unknown']),
  confidence: z.enum(['high', 'medium', 'low']),
  show_in_demo: z.boolean(),
  /** Null until a person rings or reads the live site. Live areas show only assured records. */
  assured_date: z.iso.date().nullable(),
  collected_on: z.iso.date(),
  sources: z.array(z.strictObject({ url: text, kind: text, page_date: text.optional(), fields: text.optional() })).min(1),
  recheck_reason: text.optional(),
  successor: text.optional(),
})

export type Service = z.infer<typeof serviceSchema>
