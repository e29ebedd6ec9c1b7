import { z } from 'zod'

const day = z.iso.date()
const text = z.string().min(1)

/**
 * One area: the commissioning body, whose gateway receives referrals, and what the area has decided. Bodies change
 * (police and crime commissioners end in May 2028), so every word for the body is data with dates.
 */
export const areaSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** police.uk force id; absent for `national`. */
  force: text.optional(),
  name: z.record(z.string(), text),
  country: z.enum(['England', 'Wales', 'England and Wales']),
  /** A sample is a demonstration: nobody reads what is sent, and it says so on every screen. */
  sample: z.boolean(),
  body: z
    .strictObject({
      kind: z.enum(['pcc', 'pfcc', 'mayor', 'board', 'corporation', 'welsh-body', 'other']),
      name: z.record(z.string(), text),
      website: z.url().optional(),
      from: day.optional(),
      until: day.optional(),
    })
    .optional(),
  /** Where leaving takes a person: a page that says nothing about them. */
  exit: z.url(),
  languages: z.array(text).min(1),
  /** Absent: nobody receives referrals online here. */
  gateway: z
    .strictObject({
      id: text,
      name: z.record(z.string(), text),
      /** `embedded`, or the address of another gateway that speaks the same contract. */
      url: z.union([z.literal('embedded'), z.url()]),
      /** The directory record of the same body, if it may be shown. */
      service: text.optional(),
      police_run: z.boolean(),
      /** Working days within which they aim to make contact: said to the person, so it must be theirs. */
      aims_to_contact_within_working_days: z.int().min(1).max(10),
    })
    .optional(),
  /** Whom to ring instead, whatever happens: at least one line that a person answers. */
  lines: z.array(z.strictObject({ service: text })).min(1),
  reporting: z.strictObject({ police_url: z.url(), portal_url: z.url().optional() }).optional(),
  idle: z.strictObject({
    web_minutes: z.int(),
    teams_minutes: z.int(),
    sms_minutes: z.int(),
    directline_minutes: z.int(),
  }),
  /** Each outside processor is off until it was assessed (promise 4). */
  processors: z.strictObject({
    /** Azure CLU, which reads what a person types: when and by whom it was assessed, and where it runs. */
    clu: z.union([z.literal(false), z.strictObject({ assessed_on: day, by: text, region: text })]),
    sms: z.boolean(),
    teams: z.boolean(),
  }),
  /** What a live area must have and a sample has not. */
  governance: z
    .strictObject({
      controller: text,
      lawful_basis: text,
      privacy_notice: z.url(),
      retention_days: z.int().min(1),
      dpia_signed_on: day,
      /** Demanded only where this deployment holds the desk itself. */ staffed_hours: text.optional(),
      duty_owner: text.optional(),
    })
    .optional(),
})

export type Area = z.infer<typeof areaSchema>
/** The area used before a place is known, and where no area file covers the place. */
export const NATIONAL = 'national'

/**
 * The languages that a conversation in this area can be in, of those whose words are whole. English is always one of
 * them, so that nobody is caught in a language that they pressed by mistake.
 */
export const offeredIn = (area: Pick<Area, 'languages'>, whole: readonly string[]): readonly string[] =>
  whole.filter((id) => id === 'en' || area.languages.includes(id))
