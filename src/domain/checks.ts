import { z } from 'zod'

/**
 * The rules that typed answers must meet. Each gives the name of what is wrong (words in `locales/<language>/
 * errors.json`), never the text. Generous on purpose: a worker can ring a badly spaced number, and a name is whatever
 * the person says it is.
 */
export type Problem =
  'empty' | 'too-long' | 'too-short' | 'not-a-phone' | 'not-a-mobile' | 'not-an-email' | 'too-common'

const digits = (text: string): string => text.replace(/[^\d]/g, '')
/** UK numbers have 10 or 11 digits with their 0; abroad up to 15 (ITU-T E.164). */
const isPhone = (text: string): boolean =>
  /^\+?[\d\s().-]+$/.test(text) &&
  /^(0\d{9,10}|\+\d{9,15}|00\d{9,13})$/.test(text.trim().replace(/[\s().-]/g, ''))
/** UK mobiles begin 07 (Ofcom National Telephone Numbering Plan). */
const isMobile = (text: string): boolean => isPhone(text) && /^(07|447|00447)/.test(digits(text))

/** Secrets that a stranger tries first. */
const COMMON =
  /^(password|passw0rd|letmein|qwerty|abc123|secret|welcome|monkey|dragon|iloveyou|football|liverpool|arsenal|chelsea|princess|sunshine|(.)\2+|0?123456\d*|654321|abcdef\w*)\d*$/i

const RULES: Readonly<Record<string, (text: string) => Problem | undefined>> = {
  name: within(1, 80),
  short: within(1, 200),
  /** The name of a language: where it is asked for, it does not change the language of the conversation. */
  language: within(1, 200),
  place: within(1, 80),
  reference: within(1, 20),
  /** A reference, or the three words of a code. */
  'reference-or-code': within(1, 60),
  'code-word': within(1, 40),
  'own-words': within(1, 2000),
  account: within(1, 600),
  address: within(8, 300),
  phone: (text) => within(1, 25)(text) ?? (isPhone(text) ? undefined : 'not-a-phone'),
  mobile: (text) => within(1, 25)(text) ?? (isMobile(text) ? undefined : 'not-a-mobile'),
  email: (text) =>
    within(1, 200)(text) ?? (z.email().safeParse(text.trim()).success ? undefined : 'not-an-email'),
  secret: (text) =>
    within(6, 60)(text) ?? (COMMON.test(text.trim().replace(/\s/g, '')) ? 'too-common' : undefined),
  'given-secret': within(1, 60),
  /** A word that opens something from one phone alone. Signs do not count: they are left out where it is compared. */
  word: (text) =>
    within(4, 60)(text) ??
    (text.replace(/[^\p{L}\p{N}]/gu, '').length < 4 ? 'too-short' : undefined) ??
    (COMMON.test(text.trim().replace(/\s/g, '')) ? 'too-common' : undefined),
}

function within(least: number, most: number) {
  return (text: string): Problem | undefined => {
    const length = text.trim().length
    if (length === 0) return 'empty'
    if (length < least) return 'too-short'
    return length > most ? 'too-long' : undefined
  }
}

export const CHECKS: readonly string[] = Object.keys(RULES)

/** The longest text that a check takes, in characters: for the page's own limit. */
export const longest = (check: string): number =>
  [2000, 600, 300, 200, 80, 60, 40, 25, 20].find(
    (length) => RULES[check]?.('x'.repeat(length)) !== 'too-long',
  ) ?? 200

/** What is wrong with a typed answer, if anything. An unknown check lets nothing pass. */
export function problemWith(check: string, text: string): Problem | undefined {
  const rule = RULES[check]
  return rule ? rule(text) : 'empty'
}
