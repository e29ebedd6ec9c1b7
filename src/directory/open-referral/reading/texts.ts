import { isPersonalAddress } from '../../staff-contact.ts'
import type { Tell } from './tell.ts'

/** Longer than anything that is read on a small screen, in characters. */
const LONGEST = 4_000

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
}

/** Text without the HTML that some feeds put into it; what has none stays exactly as it is. */
export function plainText(text: string): string {
  if (!/<\/?[a-z][^>]*>/i.test(text)) return text
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(?:#(\d{1,6})|([a-z]+));/gi, (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[(name ?? '').toLowerCase()] ?? whole) : fromCode(Number(code)),
    )
    .replace(/\s+/g, ' ')
    .trim()
}

const fromCode = (code: number): string => (code > 31 && code < 0x110000 ? String.fromCodePoint(code) : ' ')

const NUMBER = /(?<![\w/.-])(?:\+44 ?(?:\(0\))?|\(?0)\d[\d() -]{6,12}\d(?!\w)/g
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/**
 * Text that may be kept: without HTML, without numbers (a number in prose has no source and no date, and nobody would
 * ring it to check it), without addresses of members of staff, and cut where it has no end.
 */
export function readText(given: string | undefined, field: string, tell: Tell): string | undefined {
  if (given === undefined) return undefined
  let text = plainText(given)
  if (NUMBER.test(text)) {
    tell(
      'number-in-text',
      `there is a number in ${field}`,
      'Write it among the numbers, once somebody rang it',
    )
    text = text.replace(NUMBER, '(number left out)')
  }
  if (text.match(EMAIL)?.some(isPersonalAddress)) {
    tell(
      'personal-contact',
      `there is the e-mail of a member of staff in ${field}`,
      'Use an address of the service',
    )
    text = text.replace(EMAIL, (email) => (isPersonalAddress(email) ? '(e-mail left out)' : email))
  }
  if (text.length > LONGEST) {
    tell('too-long', `${field} has more than ${LONGEST} characters and was cut`, 'Write it shorter')
    text = text.slice(0, LONGEST)
  }
  return text === '' ? undefined : text
}
