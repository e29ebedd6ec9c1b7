import type { IncomingMessage } from 'node:http'
import type { Claims, Tokens } from './tokens.ts'

/** An area that lets clients attach, and the sites that may. */
export interface OpenArea {
  readonly id: string
  readonly origins: readonly string[]
}

/** What follows `Bearer`; empty when there is none. */
export const bearerOf = ({ headers }: IncomingMessage): string =>
  /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(headers.authorization ?? '')?.[1] ?? ''

/** The site that a browser says it is on. Programs that are no browser say nothing. */
export const originOf = ({ headers }: IncomingMessage): string | undefined => headers.origin

/** The area that lists a site; of several, the first. */
export const areaListing = (areas: readonly OpenArea[], origin: string): OpenArea | undefined =>
  areas.find(({ origins }) => origins.includes(origin))

/** Whether a browser on that site may use this token: where the token names a site, only that one. */
export function mayComeFrom(areas: readonly OpenArea[], { site, area }: Claims, origin: string): boolean {
  if (site !== undefined) return site === origin
  return areas.some(({ id, origins }) => id === area && origins.includes(origin))
}

/** Who calls with which token, or why nobody is let in. */
export function callerBy(
  req: IncomingMessage,
  {
    tokens,
    areas,
    now,
  }: { readonly tokens: Tokens; readonly areas: readonly OpenArea[]; readonly now: () => Date },
): { readonly claims: Claims } | 'unknown' | 'expired' | 'elsewhere' {
  const verified = tokens.verify(bearerOf(req), now())
  if (verified.result !== 'good') return verified.result === 'expired' ? 'expired' : 'unknown'
  const { claims } = verified
  const origin = originOf(req)
  // The area may have been closed since.
  const isOpen = areas.some(({ id }) => id === claims.area)
  return isOpen && (origin === undefined || mayComeFrom(areas, claims, origin)) ? { claims } : 'elsewhere'
}
