import type { IncomingMessage } from 'node:http'

/** Neutral, like everything that stays in a browser for a while. */
const COOKIE = 's'

/** The conversation that the browser knows. Random and long; anything else is nobody's. */
export const cookieOf = (req: IncomingMessage): string | undefined =>
  /(?:^|;\s*)s=([A-Za-z0-9_-]{24})(?:;|$)/.exec(req.headers.cookie ?? '')?.[1]

/** For this browser session only, out of reach of scripts and of other sites; empty: gone at once. */
export function cookieText(value: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const ends = value === '' ? '; Max-Age=0' : ''
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${ends}`
}
