import type { Told } from './told.ts'
import { crimesOf, isForSomeoneElse, isPostRuledOut, many, one, placeOf } from './told.ts'
import { CONTACT_WAYS } from './contact-plan.ts'
import { detailOf, hasAnyWay, isSafe, isUnconfirmed, messageMay } from './payload/ways.ts'
import type { Payload } from './referral.ts'
import { withoutNames } from './names.ts'

/** What the area and the deployment add; none of it is about the person. */
export interface PayloadSetting {
  readonly area: string
  readonly recipient: { readonly id: string; readonly name: string }
  readonly sample: boolean
  readonly language: string
  readonly councilName: string
}

/**
 * One field of the referral: the answers that make it, where it goes, and what it says. The payload and the review are
 * both made from this one table, so that what is shown and what is sent cannot differ.
 */
interface Field {
  /** Its name on the review, and its key in `locales/<language>/fields.json`. */
  readonly name: string
  /** The answers it comes from: changing it goes to the last of these that was asked. */
  readonly from: readonly string[]
  readonly path: readonly string[]
  readonly read: (told: Told) => unknown
}

const plainly = (name: string, path: string): Field => ({
  name,
  from: [name],
  path: path.split('.'),
  read: (told) => one(told, name),
})
const unless = (name: string, path: string, ...not: string[]): Field => ({
  ...plainly(name, path),
  read: (told) => (not.includes(one(told, name) ?? '') ? undefined : one(told, name)),
})
const ticked = (name: string, path: string, ...not: string[]): Field => ({
  ...plainly(name, path),
  read: (told) => {
    const chosen = many(told, name).filter((option) => !not.includes(option))
    return chosen.length > 0 ? chosen : undefined
  },
})

function contactWay(way: string, detail: string): readonly Field[] {
  const path = ['contact', way]
  const when = (told: Told, value: () => unknown): unknown => (isSafe(told, way) ? value() : undefined)
  const fields: Field[] = [
    {
      name: way,
      from: [way],
      path: [...path, detail],
      read: (told) => when(told, () => detailOf(told, way, detail)),
    },
    {
      name: `${way}-safe`,
      from: [`${way}-safe`],
      path: [...path, 'safe'],
      read: (told) => when(told, () => (isUnconfirmed(told, way) ? 'unconfirmed' : 'yes')),
    },
  ]
  if (way === 'post') return fields
  const mayField: Field = {
    name: `${way}-message`,
    from: [`${way}-message`],
    path: [...path, 'message_may'],
    read: (told) => when(told, () => messageMay(told, way)),
  }
  return [...fields, mayField]
}

const hasSafePerson = (told: Told): boolean =>
  one(told, 'if-unreachable') === 'safe-person' &&
  one(told, 'safe-name') !== undefined &&
  one(told, 'safe-number') !== undefined

const safePerson = (name: string, key: string): Field => ({
  name,
  from: [name],
  path: ['contact', 'safe_person', key],
  read: (told) => (hasSafePerson(told) && hasAnyWay(told) ? detailOf(told, name, key) : undefined),
})

const FIELDS: readonly Field[] = [
  {
    ...plainly('acting-as', 'acting_as'),
    read: (told) => (one(told, 'acting-as') === 'not-sure' ? 'me' : one(told, 'acting-as')),
  },
  unless('relationship', 'referrer.relationship', 'rather-not-say'),
  plainly('referrer-name', 'referrer.name'),
  {
    ...plainly('knows', 'referrer.knows_and_agrees'),
    read: (told) => (one(told, 'knows') === 'yes' ? true : undefined),
  },
  { ...plainly('name', 'name'), read: (told) => one(told, 'name') ?? 'Not given' },
  {
    ...plainly('age', 'age_band'),
    read: (told) => (one(told, 'age') === 'not-sure' ? 'rather-not-say' : one(told, 'age')),
  },
  plainly('adult-should-not-know', 'adult_should_not_know'),
  { name: 'crimes', from: ['read-back', 'crimes', 'unsure'], path: ['crimes'], read: crimesOf },
  plainly('ongoing', 'ongoing'),
  plainly('because', 'because_of_who_they_are'),
  {
    name: 'characteristics',
    from: ['characteristics'],
    path: ['characteristics'],
    read: (told) => {
      const chosen = many(told, 'characteristics').filter((option) => option !== 'rather-not-say')
      return one(told, 'send-characteristics') === 'yes' && chosen.length > 0 ? chosen : undefined
    },
  },
  plainly('reported', 'reported'),
  plainly('crime-reference', 'crime_reference'),
  {
    ...plainly('account', 'account'),
    from: ['account', 'take-out'],
    read: (told) => {
      const account = one(told, 'account')
      return account !== undefined && one(told, 'take-out') === 'take-out'
        ? withoutNames(account, one(told, 'name'))
        : account
    },
  },
  { ...plainly('happened-in', 'happened_in') },
  {
    name: 'where',
    from: ['where', 'which-place'],
    path: ['place'],
    read: (told) => {
      const place = placeOf(told)
      return place && { ...only({ postcode: place.postcode, town: place.town }), council: place.council }
    },
  },
  plainly('lives-there', 'place.lives_there'),
  {
    ...ticked('needs', 'needs'),
    read: (told) => (many(told, 'needs').length > 0 ? many(told, 'needs') : undefined),
  },
  ticked('access', 'access', 'none', 'rather-not-say'),
  plainly('interpreter-language', 'interpreter_language'),
  ...contactWay('phone', 'number'),
  ...contactWay('text', 'number'),
  ...contactWay('email', 'address'),
  ...contactWay('post', 'address'),
  ticked('times', 'contact.times', 'any-time', 'not-sure'),
  plainly('never', 'contact.never'),
  plainly('others-may-see', 'contact.others_may_see'),
  plainly('code-word', 'contact.code_word'),
  {
    name: 'if-unreachable',
    from: ['if-unreachable'],
    path: ['contact', 'if_unreachable'],
    read: (told) => {
      const said = one(told, 'if-unreachable') ?? 'stop'
      if (said === 'safe-person') return hasSafePerson(told) && hasAnyWay(told) ? said : 'stop'
      return said === 'ask-police-to-check' ? said : 'stop'
    },
  },
  safePerson('safe-name', 'name'),
  safePerson('safe-number', 'number'),
  plainly('address-known', 'address_known_to_person_who_hurt'),
  ticked('keep-from', 'keep_from', 'nobody', 'not-sure'),
]

/** Every answer that a referral may carry. Whatever is not here stays with the person. */
export const SENT_ANSWERS: readonly string[] = [...new Set(FIELDS.flatMap((field) => field.from))]

/** The names of all fields, for their words on the review. */
export const FIELD_NAMES: readonly string[] = [...FIELDS.map((field) => field.name), 'ways']

/** One line of the review: the field, what it says, and the answers behind it. */
export interface Line {
  readonly field: string
  readonly value: unknown
  readonly from: readonly string[]
}

/** The lines of the review: exactly the fields of the payload that say something. */
export const linesOf = (told: Told): readonly Line[] =>
  FIELDS.flatMap((field) => {
    const value = field.read(told)
    return value === undefined ? [] : [{ field: field.name, value, from: field.from }]
  })

/**
 * What may have been asked and says nothing that is sent: skipped, "none", or ways of contact that were left out. It
 * is no part of the payload; it is there to be changed.
 */
export const unsentOf = (told: Told): readonly Omit<Line, 'value'>[] => [
  { field: 'ways', from: ['ways'] },
  ...FIELDS.filter((field) => !/-(safe|message)$/.test(field.name) && field.read(told) === undefined).map(
    (field) => ({ field: field.name, from: field.from }),
  ),
]

/** Exactly what will be sent, made from the answers on the current path and nothing else. */
export function payloadOf(told: Told, setting: PayloadSetting): Payload {
  const { councilName, ...around } = setting
  const payload: Record<string, unknown> = { version: 1, ...around, notices: noticesOf(told) }
  for (const field of FIELDS) {
    const value = field.read(told)
    if (value !== undefined) put(payload, field.path, value)
  }
  put(payload, ['place', 'council_name'], councilName)
  return payload as unknown as Payload
}

/** What the desk must know before it reads anything else. */
export function noticesOf(told: Told): Payload['notices'] {
  const notices: Payload['notices'] = []
  if (one(told, 'age') === '13-15') notices.push('under-16-same-day')
  if (isForSomeoneElse(told)) notices.push('speak-alone-first')
  if (CONTACT_WAYS.some((way) => isSafe(told, way) && isUnconfirmed(told, way)))
    notices.push('contact-unconfirmed')
  if (!hasAnyWay(told)) notices.push('they-will-ring')
  if (isPostRuledOut(told)) notices.push('no-post-or-visits')
  return notices
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path
  if (key === undefined) return
  if (rest.length > 0) {
    put((into[key] ??= {}) as Record<string, unknown>, rest, value)
  } else if (isPlain(value)) {
    Object.assign((into[key] ??= {}) as object, value)
  } else {
    into[key] = value
  }
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const only = <T extends object>(record: T): Partial<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>
