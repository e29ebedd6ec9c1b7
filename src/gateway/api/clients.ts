import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { newSecret, sameSecret } from '../../staff/secrets.ts'

/** A program that may send referrals here: with a token that stays, or a secret that buys short ones, or either. */
export interface Client {
  readonly id: string
  readonly token?: string
  /** For OAuth 2 client credentials at `/gateway/v1/token`. */
  readonly secret?: string
}

/** Who calls, and the short-lived tokens that they were given. */
export interface Clients {
  /** The client whose token a request carries. */
  of(req: IncomingMessage): string | undefined
  /** Gives a short-lived token to whoever knows a client's secret; `undefined` to anyone else. */
  issue(id: string, secret: string): { readonly token: string; readonly seconds: number } | undefined
}

/** How long an issued token holds, in seconds: short, because it cannot be taken back. */
const TOKEN_SECONDS = 600
/** More than this many at once are nobody's need; the oldest goes. */
const MOST_TOKENS = 1000
const SHORTEST_SECRET = 16

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Knows the clients. Issued tokens are kept in memory and only as digests: after a restart a client is answered 401 and
 * asks for another. Throws when a client has neither token nor secret, or one that could be guessed.
 */
export function knownClients(clients: readonly Client[], now: () => Date): Clients {
  for (const { token, secret } of clients) {
    const given = [token, secret].filter((value) => value !== undefined)
    if (given.length === 0 || given.some((value) => value.length < SHORTEST_SECRET))
      throw new Error(`A gateway client's token needs at least ${SHORTEST_SECRET} characters`)
  }
  const issued = new Map<string, { readonly client: string; readonly until: number }>()
  return {
    of: (req) => {
      const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(req.headers.authorization ?? '')?.[1] ?? ''
      // Every client's token is compared, so that the time taken does not say which was nearly right.
      const lasting = clients.filter(({ token }) => sameSecret(given, token ?? newSecret()))[0]
      if (lasting) return lasting.id
      const short = issued.get(digestOf(given))
      return short && short.until > now().getTime() ? short.client : undefined
    },
    issue: (id, secret) => {
      const client = clients.filter((one) => sameClient(one, id, secret))[0]
      if (!client) return undefined
      forget(issued, now().getTime())
      const token = newSecret()
      issued.set(digestOf(token), { client: client.id, until: now().getTime() + TOKEN_SECONDS * 1000 })
      return { token, seconds: TOKEN_SECONDS }
    },
  }
}

function sameClient(client: Client, id: string, secret: string): boolean {
  const [isId, isSecret] = [sameSecret(client.id, id), sameSecret(client.secret ?? newSecret(), secret)]
  return isId && isSecret
}

/** Tokens are issued in the order in which they end, so the first are the oldest. */
function forget(issued: Map<string, { readonly until: number }>, now: number): void {
  for (const [digest, { until }] of issued) {
    if (until > now && issued.size < MOST_TOKENS) return
    issued.delete(digest)
  }
}
