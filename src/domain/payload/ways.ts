import { CONTACT_WAYS, MESSAGE_MAY } from '../contact-plan.ts'
import type { Told } from '../told.ts'
import { plainNumber } from '../typed-number.ts'
import { isForSomeoneElse, many, one } from '../told.ts'

/** A way of contact counts only if it was chosen, given and marked safe; otherwise nothing about it is sent. */
export const isSafe = (told: Told, way: string): boolean =>
  many(told, 'ways').includes(way) && one(told, way) !== undefined && one(told, `${way}-safe`) === 'yes'

/** What was given for a way of contact or a person; a number in the form that a referral takes. */
export function detailOf(told: Told, name: string, key: string): string | undefined {
  const given = one(told, name)
  return given !== undefined && key === 'number' ? plainNumber(given) : given
}

/** What was sent last from this conversation, as far as the next one is compared with it. */
interface SentBefore {
  readonly contact?: Readonly<
    Record<
      string,
      {
        readonly number?: string
        readonly address?: string
        readonly safe?: string
        readonly message_may?: string
      }
    >
  >
}

/** What a message may say where they did not say it: the least. */
export function messageMay(told: Told, way: string): string {
  const said = one(told, `${way}-message`) ?? 'not-sure'
  return said === 'not-sure' ? (way === 'phone' ? 'leave-nothing' : 'name-nobody') : said
}

/**
 * A safe way that is new or less careful than what was sent before. Whoever changes it may be somebody else at the same
 * screen, so a worker has to find out first (promise 7).
 */
function isLessSafe(told: Told, way: string): boolean {
  const sent = told.found.sent as SentBefore | undefined
  if (sent === undefined || !isSafe(told, way)) return false
  const before = sent.contact?.[way]
  const given = detailOf(told, way, way === 'phone' || way === 'text' ? 'number' : 'address')
  const isSame = (before?.number ?? before?.address) === given && before?.safe === 'yes'
  const order: readonly string[] = MESSAGE_MAY
  const isLooser =
    way !== 'post' && order.indexOf(messageMay(told, way)) > order.indexOf(before?.message_may ?? '')
  return !isSame || isLooser
}

/** Somebody else gave it, or it is new since they sent: a worker finds out before it is used. */
export const isUnconfirmed = (told: Told, way: string): boolean =>
  isForSomeoneElse(told) || isLessSafe(told, way)

/** Whether any way may be used at all. */
export const hasAnyWay = (told: Told): boolean => CONTACT_WAYS.some((way) => isSafe(told, way))
