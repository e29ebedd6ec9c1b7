import { z } from 'zod'
import { CONTACT_WAYS, MESSAGE_MAY, SAFE_TIMES } from '../../domain/contact-plan.ts'
import { CRIMES } from '../../domain/crimes.ts'
import {
  ACCESS_NEEDS,
  ACTING_AS,
  AGE_BANDS,
  CHARACTERISTICS,
  KEEP_FROM,
  referralSchema,
  REPORTED,
} from '../../domain/referral.ts'
import { DECLINE_REASONS } from '../../domain/tracking.ts'
import { readWords, type Languages } from '../../staff/read-words.ts'
import { each, text, withBlanks } from '../../staff/word-shapes.ts'
import { CAPACITY_STATES } from '../store/capacity.ts'
import { DESK_STATUSES } from '../store/referrals.ts'

const refusal = each(['title', 'say'])
const verdict = each(['verdict', 'say'])
const { shape } = referralSchema
const contact = shape.contact.shape
const notice = each(shape.notices.element.options)

/**
 * Everything that the desk says in one language: `locales/<language>/desk.json`. Where the desk says an id in words,
 * the ids are the domain's own, so that a new crime without words is refused in every language.
 */
export const deskWordsSchema = z.strictObject({
  page: each(['name', 'skip', 'to_list', 'sign_out']),
  sign_in: z.strictObject({
    title: text,
    heading: text,
    once: text,
    button: text,
    needed: refusal,
    refused: refusal,
  }),
  refusal: z.strictObject({
    no_page: refusal,
    not_here: refusal,
    fault: refusal,
    no_referral: refusal,
    not_opened: each(['title']),
    other_form: refusal,
    no_status: refusal,
    no_reason: refusal,
    changed_meanwhile: refusal,
  }),
  list: each(['title', 'empty', 'unreadable', 'corrected', 'safer', 'sample', 'pages', 'newer', 'older']),
  referral: z.strictObject({
    all: text,
    heading: withBlanks('reference'),
    received: withBlanks('when'),
    waits: withBlanks('weeks'),
    corrected: withBlanks('when'),
    sample: text,
    withdrawn: verdict,
    unreadable: verdict,
    next: text,
    seen: text,
    accept: text,
    change: text,
    wait_weeks: text,
    reason: text,
    no_reason: text,
    save: text,
    history: text,
    arrived: text,
    was_corrected: text,
    was_safer: text,
  }),
  capacity: z.strictObject({
    heading: text,
    seen: text,
    said: withBlanks('when'),
    never_said: text,
    state: text,
    weeks: text,
    save: text,
  }),
  contact: each([
    'heading',
    'before',
    'none',
    'take_care',
    'how',
    'phone',
    'text',
    'email',
    'post',
    'unsafe',
    'safe',
    'unconfirmed',
    'find_out',
    'name',
    'language',
    'times',
    'never',
    'not_said',
    'code_word',
    'no_code_word',
    'code_word_use',
    'if_unreachable',
    'no_safe_person',
  ]),
  /** What the person stopped by their reference. */
  stopped: z.strictObject({
    all: withBlanks('when'),
    all_then: text,
    some: withBlanks('when'),
    some_then: text,
    way: each(CONTACT_WAYS),
  }),
  care: z.strictObject({
    others_may_see: text,
    others_not_sure: text,
    adult: text,
    adult_not_sure: text,
    address_known: text,
    address_not_sure: text,
    keep_from: withBlanks('bodies'),
    /** Joins the bodies, two at a time. */
    or: withBlanks('one', 'other'),
  }),
  sent: each([
    'heading',
    'acting_as',
    'referrer_name',
    'relationship',
    'knows_and_agrees',
    'age',
    'adult_should_not_know',
    'crimes',
    'account',
    'ongoing',
    'because',
    'characteristics',
    'happened_in',
    'reported',
    'crime_reference',
    'where',
    'postcode',
    'lives_there',
    'address_known',
    'needs',
    'access',
    'interpreter_language',
    'keep_from',
  ]),
  agreement: each(['heading', 'recipient', 'agreed_at', 'made_at', 'language', 'wording', 'area', 'digest']),

  status: each(DESK_STATUSES),
  decline_reason: each(DECLINE_REASONS),
  capacity_state: each(CAPACITY_STATES),
  notice,
  /** A few words for the list. */
  notice_short: notice,
  message_may: each(MESSAGE_MAY),
  time: each(SAFE_TIMES),
  unreachable: each(contact.if_unreachable.options),
  answer: each(['yes', 'no', 'not-sure']),
  acting_as: each(ACTING_AS),
  age: each(AGE_BANDS),
  reported: each(REPORTED),
  characteristic: each(CHARACTERISTICS),
  access: each(ACCESS_NEEDS),
  keep_from: each(KEEP_FROM),
  happened_in: each(shape.happened_in.unwrap().options),
  lives_there: each(shape.place.shape.lives_there.unwrap().options),
  need: each(shape.needs.element.options),
  crime: each(CRIMES),
})

export type DeskWords = z.infer<typeof deskWordsSchema>

/** The words of each language that the desk speaks. */
export type DeskLanguages = Languages<DeskWords>

export const DESK_FILE = 'desk.json'

/** Reads `<folder>/<language>/desk.json` of every language that has one. Throws `StaffWordsError`. */
export const readDeskWords = (folder: string): DeskLanguages => readWords(folder, DESK_FILE, deskWordsSchema)
