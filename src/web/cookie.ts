import type { IncomingMessage } from 'node:http'

/** Neutral, like everything that stays in a browser for a while. In a frame of another site it has another name. */
const NAMES = { page: 's', frame: 'p' } as const

/** Where a page is shown: by itself, or in a frame of a site that may. */
export type Shown = keyof typeof NAMES

/** The conversation that the browser knows. Random and long; anything else is nobody's. */
export const cookieOf = (req: IncomingMessage, shown: Shown = 'page'): string | undefined =>
  new RegExp(`(?:^|;\\s*)${NAMES[shown]}=([A-Za-z0-9_-]{24})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1]

/**
 * For this browser session only, out of reach of scripts and of other sites; empty: gone at once. In a frame a strict
 * cookie would not travel: there it is one that belongs to this site inside that one and is seen nowhere else.
 */
export function cookieText(value: string, publicUrl: string, shown: Shown = 'page'): string {
  const isSecure = publicUrl.startsWith('https:') || shown === 'frame'
  const sites = shown === 'frame' ? 'SameSite=None; Partitioned' : 'SameSite=Strict'
  const ends = value === '' ? '; Max-Age=0' : ''
  return `${NAMES[shown]}=${value}; Path=/; HttpOnly; ${sites}${isSecure ? '; Secure' : ''}${ends}`
}
