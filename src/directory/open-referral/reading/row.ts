import { z } from 'zod'

/** Nobody's record is this long; a list beyond it is cut, so that one row cannot fill the memory. */
const MOST_IN_A_LIST = 500

/** Text as feeds give it: null, a number or blanks may stand for it, and control characters in it mean nothing but for new lines. */
const words = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().min(1))
  .optional()
  .catch(undefined)

const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,4}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)

/** A list in which what is not understood is left out; anything else is an empty one. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.slice(0, MOST_IN_A_LIST).flatMap((one) => schema.safeParse(one).data ?? []))

const phone = z.object({ id: words, number: words, type: words, description: words })
const contact = z.object({ name: words, email: words, phones: listOf(phone) })
const address = z.object({
  address_1: words,
  address_2: words,
  city: words,
  postal_code: words,
})
const location = z.object({
  location_type: words,
  phones: listOf(phone),
  addresses: listOf(address),
  // 1.0
  physical_addresses: listOf(address),
})
const schedule = z.object({
  freq: words,
  interval: count,
  byday: words,
  opens_at: words,
  closes_at: words,
  valid_from: words,
  valid_to: words,
  description: words,
  notes: words,
})
const holiday = z.object({
  closed: z.boolean().optional().catch(undefined),
  start_date: words,
  end_date: words,
})
const attribute = z.object({
  taxonomy_term_id: words,
  taxonomy_term: z.object({ id: words }).optional().catch(undefined),
})

/**
 * One service of a feed, of Open Referral UK 3.0, HSDS 3.0 or the profile of 2021, read as far as it can be: a field that
 * is not what it should be is as if it were absent. Who assured it, and whose attention letters are for, is not even read.
 */
export const rowSchema = z.object({
  id: words,
  name: words,
  status: words,
  description: words,
  url: words,
  email: words,
  alert: words,
  minimum_age: count,
  maximum_age: count,
  eligibility_description: words,
  organization: z
    .object({ name: words, email: words, website: words, url: words, phones: listOf(phone) })
    .optional()
    .catch(undefined),
  phones: listOf(phone),
  contacts: listOf(contact),
  languages: listOf(z.object({ code: words, name: words, language: words })),
  schedules: listOf(schedule),
  service_areas: listOf(z.object({ name: words, service_area: words, extent: words })),
  service_at_locations: listOf(z.object({ location: location.optional().catch(undefined) })),
  attributes: listOf(attribute),
  haven: z.record(z.string(), z.unknown()).optional().catch(undefined),
  // 1.0
  regular_schedules: listOf(schedule),
  holiday_schedules: listOf(holiday),
  eligibilitys: listOf(z.object({ minimum_age: count, maximum_age: count, eligibility: words })),
  service_taxonomys: listOf(z.object({ taxonomy: z.unknown() })),
})

export type Row = z.infer<typeof rowSchema>
export type RowPhone = z.infer<typeof phone>
export type RowSchedule = z.infer<typeof schedule>
