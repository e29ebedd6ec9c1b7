import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** How long a token is good for, in seconds: what Direct Line's clients are made for. */
export const LIFETIME_SECONDS = 30 * 60
/** However often it is refreshed, it ends this long after the first, in seconds. */
export const LONGEST_SECONDS = 24 * 60 * 60

/** What a token says. Clients read `user`; everything else is ours. */
const claimsSchema = z.strictObject({
  /** The one conversation that it opens. */
  conv: z.string(),
  /** The area that let it be made. */
  area: z.string(),
  /** The site that it was made on, which alone may use it; absent for one that was made with a secret. */
  site: z.string().optional(),
  /** What the client calls its person. */
  user: z.string().optional(),
  /** When the first of its line was made, and when this one ends, in seconds since 1970. */
  since: z.int(),
  exp: z.int(),
})
export type Claims = z.infer<typeof claimsSchema>

export type Verified =
  | { readonly result: 'good'; readonly claims: Claims }
  | { readonly result: 'expired' }
  | { readonly result: 'forged' }

/** Makes and knows tokens. They are kept nowhere. */
export interface Tokens {
  make(claims: Omit<Claims, 'since' | 'exp'>, now: Date): string
  /** The same token for longer, or nothing when its line has lasted long enough. */
  renew(claims: Claims, now: Date): string | undefined
  verify(token: string, now: Date): Verified
}

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')
/** Longer than any of ours. */
const LONGEST_TOKEN = 2048

/** Tokens have the shape of a JWT (RFC 7519, HS256), because clients look into them. */
export function tokensSignedWith(key: string): Tokens {
  const signed = (claims: Claims): string => {
    const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    return `${content}.${signature(key, content).toString('base64url')}`
  }
  return {
    make: (claims, now) => {
      const since = secondsOf(now)
      return signed({ ...claims, since, exp: since + LIFETIME_SECONDS })
    },
    renew: (claims, now) => {
      const [seconds, end] = [secondsOf(now), claims.since + LONGEST_SECONDS]
      return seconds >= end
        ? undefined
        : signed({ ...claims, exp: Math.min(end, seconds + LIFETIME_SECONDS) })
    },
    verify(token, now) {
      const [header, content, sign, ...more] = token.length > LONGEST_TOKEN ? [] : token.split('.')
      if (header !== HEADER || content === undefined || sign === undefined || more.length > 0)
        return { result: 'forged' }
      const [mine, theirs] = [signature(key, `${header}.${content}`), Buffer.from(sign, 'base64url')]
      if (mine.length !== theirs.length || !timingSafeEqual(mine, theirs)) return { result: 'forged' }
      const claims = claimsSchema.parse(JSON.parse(Buffer.from(content, 'base64url').toString()))
      return claims.exp <= secondsOf(now) ? { result: 'expired' } : { result: 'good', claims }
    },
  }
}

const signature = (key: string, content: string): Buffer => createHmac('sha256', key).update(content).digest()
const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)
