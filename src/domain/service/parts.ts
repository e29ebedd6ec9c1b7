import { z } from 'zod'

/** The parts of a service's record that have rules of their own. Each field says where its meaning comes from. */
export const text = z.string().min(1)
const day = z.iso.date()

/** London wall time; 24:00 is the end of a day. A closing time at or before the opening time is on the next day. */
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time such as 09:30')
const span = { opens_at: time, closes_at: time }

/** One span of opening in Europe/London; absent spans with `hours: null` mean "hours not known, check first". */
export const hoursSchema = z.union([
  z.strictObject({ always: z.literal(true), text: text.optional() }),
  z.strictObject({
    byday: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])).min(1),
    ...span,
    bank_holidays: z.enum(['open', 'closed', 'unknown']),
    text: text.optional(),
  }),
  /** One date that is unlike its weekday: closed, or open at other times. It stands above everything else. */
  z.union([z.strictObject({ date: day, closed: z.literal(true) }), z.strictObject({ date: day, ...span })]),
  z.strictObject({ unknown: z.literal(true), text: text.optional() }),
])

/**
 * Where it works: an area's force id or a country, narrowed to councils (GSS codes), and inside one council to postcode
 * districts (outcodes) where two services share it, as in the north and the south of Powys.
 */
export const whereSchema = z.strictObject({
  force: text.optional(),
  /** Neighbouring forces that it serves as well. */
  also_forces: z.array(text).optional(),
  countries: z.array(z.enum(['England', 'Wales'])).optional(),
  councils: z.array(z.string().regex(/^[EW]\d{8}$/)).optional(),
  districts: z
    .array(z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?$/, 'is not the first half of a postcode'))
    .optional(),
  /** True: only a part of those councils, as `text` says. */
  part: z.boolean().optional(),
  text: text.optional(),
})

/** Whether it takes people now. Said only for 14 days after `as_of`; older than that, "ask about waiting time". */
export const capacitySchema = z
  .strictObject({
    state: z.enum(['open', 'waiting', 'closed']),
    wait_weeks: z.int().min(1).max(208).optional(),
    as_of: day,
  })
  .refine(({ state, wait_weeks }) => (state === 'waiting') === (wait_weeks !== undefined), {
    message: 'wait_weeks goes with state: waiting, and only with it',
  })

/** A quality mark. One without `expires` is shown for as long as the record is; one past it is not shown. */
export const accreditationSchema = z.strictObject({
  scheme: text,
  level: text.optional(),
  awarded: day.optional(),
  expires: day.optional(),
  /** Where that can be read. */
  evidence: z.url().optional(),
})

/** `withheld`: a refuge, or anywhere that must not be found. There is then no line to leak. */
export const addressSchema = z.union([
  z.strictObject({ withheld: z.literal(true) }),
  z.strictObject({
    lines: z.array(text).min(1).max(4),
    town: text.optional(),
    postcode: z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, 'is not a postcode such as ST16 3DR'),
  }),
])

/** Who commissions it, and until when as far as is known. Shown to editors; it never moves a service up or down. */
export const commissionedSchema = z.strictObject({ by: text, until: day.optional() })

/** A service's own words in another language. Its name stays as it is known unless it has another there. */
export const translationSchema = z.strictObject({
  name: text.optional(),
  description: text.optional(),
})

/** Groups that a service is run by and for. */
export const BY_AND_FOR = [
  'black-and-minoritised',
  'lgbt',
  'disabled',
  'deaf',
  'men',
  'older',
  'faith',
] as const

/** How it meets people. */
export const DELIVERY = ['phone', 'video', 'online', 'text', 'in-person', 'home-visits'] as const

/** What it can do for somebody who needs it to be reachable. */
export const SERVICE_ACCESS = ['step-free', 'bsl', 'interpreter', 'text-only', 'women-only'] as const

export const sourceSchema = z.strictObject({
  url: text,
  kind: text,
  page_date: text.optional(),
  fields: text.optional(),
})

export type Hours = z.infer<typeof hoursSchema>
export type Capacity = z.infer<typeof capacitySchema>
export type Accreditation = z.infer<typeof accreditationSchema>
