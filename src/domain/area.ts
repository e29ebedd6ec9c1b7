import { z } from 'zod'
import { lookSchema } from './look.ts'
import { senderOf } from './phone.ts'

const day = z.iso.date()
const text = z.string().min(1)

/** When and by whom an outside processor was assessed, and where it runs; false: it was not, and stays off. */
const assessed = z.union([z.literal(false), z.strictObject({ assessed_on: day, by: text, region: text })])

/** Plain addresses only: they stand in headers and in the talk with a mail server. */
const mailbox = z
  .string()
  .max(254)
  .regex(
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*$/i,
    'must be one plain address, without a name',
  )

/** How referrals reach a gateway that has no API of ours. */
const transport = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('mail'),
      to: mailbox,
      /** Whom it comes from. What cannot be delivered comes back here, so somebody must read it. */
      from: mailbox,
      /**
       * `attachment`: what was sent is only in locked files (`HAVEN_MAIL_PASSPHRASE`). `agreed-mailbox`: it stands in the
       * message, because both sides agreed in writing that this mailbox and the way to it are secret (CJSM is one).
       */
      encrypt: z.enum(['attachment', 'agreed-mailbox']),
      /** When that was agreed in writing. */
      agreed_on: day.optional(),
    })
    .refine(({ encrypt, agreed_on }) => encrypt === 'attachment' || agreed_on !== undefined, {
      path: ['agreed_on'],
      error: 'an agreed mailbox needs the day on which its secrecy was agreed in writing',
    }),
  z.strictObject({
    kind: z.literal('webhook'),
    /** Each errand is posted here, signed (`HAVEN_WEBHOOK_SECRET`). */
    url: z.url().refine(isPrivate, 'must be https, or this same machine'),
  }),
])

/** How referrals reach a gateway that has no API of ours: by mail, or by a signed request. */
export type Transport = z.infer<typeof transport>

function isPrivate(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}

function isTheSameForAll(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && [url.username, url.password, url.search, url.hash].every((part) => part === '')
}

/** Exactly as browsers say it (RFC 6454): `https://www.example.org`, no stars. Without TLS only on this machine. */
const isOrigin = (origin: string): boolean =>
  isPrivate(origin) && !origin.includes('*') && URL.parse(origin)?.origin === origin

/** Whether a host, as it stands in an address, is this same machine. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(host)

const isTexted = (number: string): boolean => /^\d{5,6}$/.test(number) || senderOf(number).kind === 'uk'

/** A page that is the same for everybody who opens it, so that it says nothing of who came, or from where. */
const exit = z
  .url()
  .refine(isPrivate, 'must be https: whoever watches the line must not read where a person went')
  .refine(
    isTheSameForAll,
    'must be the plain address of a page, without a name, a question mark or anything after #, which could tell people apart',
  )

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
  exit,
  /** How the commissioner's own pages look; the page's own look where nothing stands here. */
  look: lookSchema.optional(),
  languages: z.array(text).min(1),
  /** Whom to tell when the page is hard to use; said in the accessibility statement. */
  accessibility: z
    .strictObject({ name: z.record(z.string(), text), email: mailbox.optional(), phone: text.optional() })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined, 'give an email or a phone')
    .optional(),
  /**
   * The sites whose pages may show the page in a frame. Absent: none may. Their scripts cannot read it, but a page around
   * it can be faked and cannot be left as fast (docs/embedding.md).
   */
  framed_by: z
    .array(z.string().refine(isOrigin, 'must be an origin, such as https://www.example.org'))
    .min(1)
    .max(20)
    .optional(),
  /** Absent: nobody receives referrals online here. */
  gateway: z
    .strictObject({
      id: text,
      name: z.record(z.string(), text),
      /** `embedded`, or the address of another gateway that speaks the same contract. */
      url: z.union([z.literal('embedded'), z.url()]).optional(),
      /** For a gateway without that contract, instead of `url`. */
      transport: transport.optional(),
      /** The directory record of the same body, if it may be shown. */
      service: text.optional(),
      police_run: z.boolean(),
      /** Working days within which they aim to make contact: said to the person, so it must be theirs. */
      aims_to_contact_within_working_days: z.int().min(1).max(10),
    })
    .refine(({ url, transport: other }) => (url === undefined) !== (other === undefined), {
      path: ['url'],
      error:
        'write either url (the contract over HTTP) or transport (mail or webhook), not both and not neither',
    })
    .optional(),
  /** Whom to ring instead, whatever happens: at least one line that a person answers. */
  lines: z
    .array(
      z.strictObject({
        service: text,
        /** What stands for its name on a note that others may see; without it, "the team". */
        neutral_name: z.record(z.string(), text).optional(),
      }),
    )
    .min(1),
  reporting: z.strictObject({ police_url: z.url(), portal_url: z.url().optional() }).optional(),
  idle: z.strictObject({
    /** A page says two minutes before that it is about to clear itself (WCAG 2.2.1), so that there must be room for it. */
    web_minutes: z.int().min(5),
    teams_minutes: z.int(),
    sms_minutes: z.int(),
    directline_minutes: z.int(),
  }),
  /** For how many hours a code to carry on with opens what was said; a day, where nothing stands here. */
  resume_hours: z.int().min(1).max(168).optional(),
  /** Each outside processor is off until it was assessed (promise 4). */
  processors: z.strictObject({
    /** Azure CLU, which reads what a person types. */
    clu: assessed,
    /**
     * A lookup of new postcodes (`HAVEN_POSTCODES_URL`), which sees a postcode and when it was asked about. Decided in
     * the national area for all: a place is looked up before its area is known.
     */
    postcodes: assessed.optional(),
    sms: z.boolean(),
    teams: z.boolean(),
  }),
  /**
   * The number that takes texts, as people dial it; Teams' first warning names the national area's, for whoever would
   * rather go on by text. Absent: none is named.
   */
  text_number: z
    .string()
    .refine(isTexted, 'must be a UK number, such as 07700 900000, or a short code of 5 or 6 digits')
    .optional(),
  /**
   * Chat windows on other sites and in apps may attach (Direct Line 3.0). Absent: they may not. The scripts of a site that
   * shows the window can read what is typed there, so each was assessed.
   */
  direct_line: z
    .strictObject({
      /** The sites whose pages may attach. None: only programs with the area's secret (`HAVEN_DIRECT_LINE_SECRETS`). */
      origins: z.array(z.string().refine(isOrigin, 'must be an origin')).max(20),
      assessed_on: day,
      by: text,
    })
    .optional(),
  /** What a live area must have and a sample has not. */
  governance: z
    .strictObject({
      controller: text,
      lawful_basis: text,
      privacy_notice: z.url(),
      /** Where a person asks the controller to see, correct or delete what it holds. */
      data_requests: z
        .strictObject({ phone: text.optional(), email: mailbox.optional(), web: z.url().optional() })
        .refine((ways) => Object.keys(ways).length > 0, 'give a phone, an email or a web address'),
      /** To whom a person can complain about the controller, by its name in each language, and where. */
      complaints: z.strictObject({ name: z.record(z.string(), text), web: z.url() }),
      retention_days: z.int().min(1),
      dpia_signed_on: day,
      /** Demanded where this deployment holds the desk itself, and where no API can say that somebody is at it. */ staffed_hours:
        text.optional(),
      duty_owner: text.optional(),
    })
    .optional(),
})

export type Area = z.infer<typeof areaSchema>
/** For how many hours a code to carry on with works. */
export const resumeHours = (area: Pick<Area, 'resume_hours'> | undefined): number => area?.resume_hours ?? 24

/** The area used before a place is known, and where no area file covers the place. */
export const NATIONAL = 'national'

/**
 * The languages that a conversation in this area can be in, of those whose words are whole. English is always one of
 * them, so that nobody is caught in a language that they pressed by mistake.
 */
export const offeredIn = (area: Pick<Area, 'languages'>, whole: readonly string[]): readonly string[] =>
  whole.filter((id) => id === 'en' || area.languages.includes(id))
