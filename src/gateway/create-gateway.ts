import type { IncomingMessage, ServerResponse } from 'node:http'
import { problem, send, type Answer } from './answer.ts'
import { apiRoutes, type Client } from './api/api.ts'
import { findRoute, type Route } from './routes.ts'
import { notice } from './staff/layout.ts'
import { staffRoutes } from './staff/pages.ts'
import { signInKey } from './staff/sign-in.ts'
import { atomically, openDatabase } from './store/database.ts'
import { referralStore } from './store/referrals.ts'
import { staffStore } from './store/staff.ts'
import type { Vault } from './vault.ts'

export interface GatewayOptions {
  /** The SQLite file, or `:memory:`. It is held alone while the gateway is open. */
  readonly file: string
  readonly vault: Vault
  /** Who may send referrals. Tokens have 16 characters or more. */
  readonly clients: readonly Client[]
  readonly now: () => Date
  /** Takes one line for whoever runs the program: the sign-in link, and the class of a fault. Never content. */
  readonly print: (line: string) => void
  /** Where the desk is reached, for the link and for the cookie. */
  readonly publicUrl: string
  readonly production: boolean
}

/** The embedded gateway: everything under `/gateway`, for any node:http server. */
export interface EmbeddedGateway {
  /** Answers one request. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Lets go of the file. */
  close(): void
}

const API = '/gateway/v1'
const SHORTEST_TOKEN = 16

/**
 * Opens the embedded gateway and prints a new sign-in link. Throws where it may not run: in production, since
 * nobody can be signed in by name yet; with a token that could be guessed; or when its file cannot be opened.
 */
export function createGateway(options: GatewayOptions): EmbeddedGateway {
  const { vault, now, print, publicUrl } = options
  if (options.production) {
    throw new Error(
      'The embedded gateway cannot sign in named staff yet, so it does not run in production: ' +
        'give the area the address of a gateway that can',
    )
  }
  if (options.clients.some(({ token }) => token.length < SHORTEST_TOKEN)) {
    throw new Error(`A gateway client's token needs at least ${SHORTEST_TOKEN} characters`)
  }
  const db = openDatabase(options.file)
  const together = <T>(work: () => T): T => atomically(db, work)
  const [referrals, staff, key] = [referralStore(db, vault), staffStore(db, vault), signInKey()]
  const secure = publicUrl.startsWith('https:')
  const routes = [
    ...apiRoutes({ referrals, staff, clients: options.clients, now, together }),
    ...staffRoutes({ referrals, staff, key, now, secure, together }),
  ]
  print(`Referrals desk, for staff. This link signs you in once: ${key.link(publicUrl)}`)
  return { handle: (req, res) => handle(req, res, routes, print), close: () => db.close() }
}

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  routes: readonly Route[],
  print: GatewayOptions['print'],
) {
  const url = addressOf(req)
  const isApi = url === undefined || url.pathname === API || url.pathname.startsWith(`${API}/`)
  try {
    const answer = url ? await answerTo(req, url, routes, isApi) : problem(400, 'Not an address')
    if (answer && !res.headersSent && !res.destroyed) send(res, answer)
  } catch (fault) {
    // Only the class: a message could hold what somebody wrote.
    print(`The gateway could not answer: ${fault instanceof Error ? fault.name : 'unknown'}`)
    if (!res.headersSent)
      send(res, failure(isApi, 500, 'The gateway could not answer', 'Nothing was lost. Try again.'))
  }
}

/** The path and query of a request; the host in it is not believed, so it is not read. */
function addressOf(req: IncomingMessage): URL | undefined {
  const path = req.url ?? ''
  return path.startsWith('/') ? (URL.parse(`http://gateway.invalid${path}`) ?? undefined) : undefined
}

async function answerTo(req: IncomingMessage, url: URL, routes: readonly Route[], isApi: boolean) {
  const found = findRoute(routes, req.method ?? '', url.pathname)
  if (found.result === 'found') return found.handler({ req, url, reference: found.reference })
  if (found.result === 'no-such-path')
    return failure(isApi, 404, 'There is nothing here', 'Check the address.')
  const answer = failure(isApi, 405, 'This cannot be done here', 'Try again from the list.')
  return { ...answer, headers: { ...answer.headers, allow: found.allow } }
}

const failure = (isApi: boolean, status: number, title: string, sentence: string): Answer =>
  isApi ? problem(status, title) : notice(status, title, sentence)
