import { seeOther, type Answer } from './answer.ts'
import type { StaffCookies } from './cookies.ts'

/** Where a language is chosen, and which languages there are. */
export interface LanguageChoice {
  readonly voices: { speaks(language: string): boolean }
  readonly cookies: Pick<StaffCookies, 'keepLanguage'>
  readonly secure: boolean
  /** Whether a page of ours can be opened at a path. */
  readonly isPage: (path: string) => boolean
  /** The page for anything else. */
  readonly otherwise: string
}

/**
 * Keeps the language that somebody chose and goes back to where they were. The form carries no token: nothing is at
 * stake in a language, and it can be changed before anybody has signed in.
 */
export function changeLanguage(fields: URLSearchParams, choice: LanguageChoice): Answer {
  const { voices, cookies, secure } = choice
  const language = fields.get('language') ?? ''
  const to = pageOf(fields.get('to') ?? '', choice)
  return seeOther(to, voices.speaks(language) ? { 'set-cookie': cookies.keepLanguage(language, secure) } : {})
}

const OURS = 'http://staff.invalid'

/** A path and query where there is a page of ours, so that a form leads to no other host. */
function pageOf(to: string, { isPage, otherwise }: LanguageChoice): string {
  const url = URL.parse(to, OURS)
  return url?.origin === OURS && isPage(url.pathname) ? url.pathname + url.search : otherwise
}
