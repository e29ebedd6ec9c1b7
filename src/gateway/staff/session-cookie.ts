import type { IncomingMessage } from 'node:http'
import { SESSION_SECONDS } from '../store/staff.ts'

const NAME = 'haven_desk'

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${NAME}=${value}; Path=/gateway; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** The cookie that keeps somebody signed in; `secure` wherever the desk is reached over HTTPS. */
export const startCookie = (token: string, secure: boolean): string => cookie(token, SESSION_SECONDS, secure)

export const endCookie = (secure: boolean): string => cookie('', 0, secure)

/** The token in a request's cookie, or nothing. */
export const tokenOf = (req: IncomingMessage): string | undefined =>
  new RegExp(`(?:^|; ?)${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1]
