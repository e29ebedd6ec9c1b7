import type { IncomingMessage } from 'node:http'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The two cookies of a part of the site for staff. No script and no other site can use them. */
export interface StaffCookies {
  /** The one that keeps somebody signed in; `secure` wherever the page is reached over HTTPS. */
  start(token: string, secure: boolean): string
  end(secure: boolean): string
  /** The token of a session in a request, or nothing. */
  tokenOf(req: IncomingMessage): string | undefined
  /** The one that keeps the language of the pages in one browser. It says nothing about anybody. */
  keepLanguage(language: string, secure: boolean): string
  /** The language in a request, or nothing; whether the pages speak it is not known here. */
  languageOf(req: IncomingMessage): string | undefined
}

/** Names the cookies of a part of the site: everything under `path`. */
export function staffCookies(part: {
  readonly path: string
  readonly session: string
  readonly language: string
  /** How long a session lasts in the store. */
  readonly sessionSeconds: number
}): StaffCookies {
  const cookie = (name: string, value: string, seconds: number, secure: boolean): string =>
    `${name}=${value}; Path=${part.path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    start: (token, secure) => cookie(part.session, token, part.sessionSeconds, secure),
    end: (secure) => cookie(part.session, '', 0, secure),
    tokenOf: (req) => valueOf(req, part.session, '[A-Za-z0-9_-]{43}'),
    keepLanguage: (language, secure) => cookie(part.language, language, YEAR_SECONDS, secure),
    languageOf: (req) => valueOf(req, part.language, '[A-Za-z-]{2,20}'),
  }
}

const valueOf = (req: IncomingMessage, name: string, form: string): string | undefined =>
  new RegExp(`(?:^|; ?)${name}=(${form})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1]
