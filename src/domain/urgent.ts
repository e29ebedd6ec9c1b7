import { z } from 'zod'
import { CRIMES, type Crime } from './crimes.ts'
import { inLondon } from './london-time.ts'
import { isUkNumber } from './uk-number.ts'

const text = z.string().min(1)
const id = z.string().regex(/^[a-z0-9-]+$/)

/** The ages that a note can be for, in whole years. */
export const URGENT_AGES = ['under-13', '13-15', '16-17', '18-plus'] as const

/** Who says so. `owner` runs the service that the fact is about. */
export const SOURCE_KINDS = ['owner', 'public_body', 'charity', 'third_party', 'news'] as const

/**
 * A number to tap. `service` is the directory's record of the line, which then decides whether it may be shown and
 * says when it is open; a number without one has an `id`, and its words are under `lines` in the locale.
 */
const numberSchema = z
  .strictObject({
    /** As printed. */
    number: text,
    /** What a link may ring, or null where ringing is not the way. */
    tel: text.refine(isUkNumber, 'is not a UK number that can be dialled').nullable(),
    /** A short code to forward a text to. */
    sms: z
      .string()
      .regex(/^\d{4,5}$/)
      .optional(),
    service: id.optional(),
    id: id.optional(),
  })
  .refine((one) => (one.service === undefined) !== (one.id === undefined), 'needs either a service or an id')
  .refine((one) => one.tel !== null || one.sms !== undefined, 'can be neither rung nor texted')

/** A page or an address to write to; its words are under `lines` in the locale. */
const linkSchema = z
  .strictObject({ id, web: z.url({ protocol: /^https$/ }).optional(), email: z.email().optional() })
  .refine((one) => (one.web === undefined) !== (one.email === undefined), 'needs either a page or an email')

/**
 * One thing that cannot wait, as facts with their sources (promise 9). Its words are in
 * `locales/<language>/urgent.json` under its id: `say` and `more`, with `_young` for readers of 13 to 17 and `_other`
 * for someone asking for another person.
 */
export const urgentRecordSchema = z.strictObject({
  id,
  crimes: z.array(z.enum(CRIMES)).min(1),
  /** Narrows it; what is absent fits everyone. */
  when: z
    .strictObject({
      ongoing: z.enum(['yes', 'no']).optional(),
      age_band: z.array(z.enum(URGENT_AGES)).min(1).optional(),
    })
    .optional(),
  /** 1 comes first: life and body within hours. */
  weight: z.int().min(1).max(9),
  numbers: z.array(numberSchema),
  links: z.array(linkSchema).optional(),
  sources: z
    .array(
      z.strictObject({
        url: z.url(),
        kind: z.enum(SOURCE_KINDS),
        /** As far as the page says: a year, a month or a day; null: undated. */
        page_date: z
          .string()
          .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
          .nullable(),
        supports: text,
      }),
    )
    .min(1),
  /** When the sources were last read. */
  checked_on: z.iso.date(),
  stale_after_months: z.int().min(1).max(24),
})

export type UrgentRecord = z.infer<typeof urgentRecordSchema>

/** More than this at once is not read by someone who is frightened. */
export const MOST_URGENT_NOTES = 3

/** What is known of the person. Answers other than the records' own words, such as "not sure", narrow nothing. */
export interface UrgentAsked {
  readonly crimes: readonly Crime[]
  readonly ongoing: string | undefined
  readonly ageBand: string | undefined
  readonly now: Date
}

/**
 * The ids of what cannot wait after these crimes: the most urgent first, in the file's order where equal, at most
 * three. A record that nobody has checked lately hides itself (promise 9). An answer hides a note only by
 * contradicting it, so that nobody misses one by keeping something to themselves.
 */
export function cannotWait(records: readonly UrgentRecord[], asked: UrgentAsked): readonly string[] {
  const today = inLondon(asked.now).date
  return records
    .filter((record) => record.crimes.some((crime) => asked.crimes.includes(crime)))
    .filter((record) => fits(record.when?.age_band, asked.ageBand, URGENT_AGES))
    .filter((record) => fits(record.when?.ongoing && [record.when.ongoing], asked.ongoing, ['yes', 'no']))
    .filter((record) => !isStaleNote(record, today))
    .toSorted((one, other) => one.weight - other.weight)
    .slice(0, MOST_URGENT_NOTES)
    .map((record) => record.id)
}

/** Whether the record's own time has run out. `today` is `YYYY-MM-DD`; the last day still counts as fresh. */
export function isStaleNote(record: UrgentRecord, today: string): boolean {
  const [year = 0, month = 0, day = 0] = record.checked_on.split('-').map(Number)
  const months = year * 12 + (month - 1) + record.stale_after_months
  const two = (part: number) => String(part).padStart(2, '0')
  // A day that the month does not have, such as 31 February, still sorts after the month's last.
  return today > `${Math.floor(months / 12)}-${two((months % 12) + 1)}-${two(day)}`
}

const fits = (
  wanted: readonly string[] | undefined,
  told: string | undefined,
  known: readonly string[],
): boolean => wanted === undefined || told === undefined || !known.includes(told) || wanted.includes(told)
