import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { problem, send, type Answer } from '../staff/answer.ts'
import { apiRoutes } from './api/api.ts'
import { knownClients, type Client } from './api/clients.ts'
import { findRoute, type Route } from './routes.ts'
import type { DeskLanguages } from './staff/desk-words.ts'
import { notice } from './staff/layout.ts'
import { staffRoutes } from './staff/pages.ts'
import { signInKey } from './staff/sign-in.ts'
import { deskVoices, type Voice, type Voices } from './staff/voice.ts'
import { atomically, openDatabase } from './store/database.ts'
import { capacityStore } from './store/capacity.ts'
import { deliveryStore } from './store/deliveries.ts'
import { referralStore } from './store/referrals.ts'
import { forgetIn, type Forgetting } from './store/retention.ts'
import { keptFileOf } from './store/rotation.ts'
import { staffStore } from './store/staff.ts'
import type { Vault } from './vault.ts'
import { webhooks, type Subscriber } from './webhooks.ts'

export interface GatewayOptions {
  /** The SQLite file, or `:memory:`. It is held alone while the gateway is open. */
  readonly file: string
  readonly vault: Vault
  /** Who may send referrals. Tokens and secrets have 16 characters or more. */
  readonly clients: readonly Client[]
  readonly now: () => Date
  /** Takes one line for whoever runs the program: the sign-in link, and the class of a fault. Never content. */
  readonly print: (line: string) => void
  /** Where the desk is reached, for the link and for the cookie. */
  readonly publicUrl: string
  readonly production: boolean
  /** What the staff page says, by language. English must be there. */
  readonly words: DeskLanguages
  /** Where clients hear of every status that the desk sets; nobody unless told. */
  readonly subscribers?: readonly Subscriber[]
}

/** The embedded gateway: everything under `/gateway`, for any node:http server. */
export interface EmbeddedGateway {
  /** Answers one request. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Tells subscribers what is due now; it also happens by itself. Never throws. */
  deliver(): Promise<void>
  /** Its file, for those who look after it: never content. */
  readonly file: ReturnType<typeof keptFileOf>
  /** Forgets what its time is over for; answers how many referrals. */
  forget(forgetting: Forgetting, pause?: () => Promise<void>): Promise<number>
  /** Lets go of the file. */
  close(): void
}

const API = '/gateway/v1'

/**
 * Opens the embedded gateway and prints a new sign-in link. Throws where it may not run: in production, since
 * nobody can be signed in by name yet; with a token that could be guessed; without English words; or when its file
 * cannot be opened.
 */
export function createGateway(options: GatewayOptions): EmbeddedGateway {
  const { vault, now, print, publicUrl } = options
  if (options.production) {
    throw new Error(
      'The embedded gateway cannot sign in named staff yet, so it does not run in production: ' +
        'give the area the address of a gateway that can',
    )
  }
  const clients = knownClients(options.clients, now)
  const voices = deskVoices(options.words)
  const db = openDatabase(options.file)
  const together = <T>(work: () => T): T => atomically(db, work)
  const [staff, key, capacity] = [staffStore(db, vault), signInKey(), capacityStore(db)]
  const news = opened(db, () =>
    webhooks({ deliveries: deliveryStore(db), subscribers: options.subscribers ?? [], now, print }),
  )
  const referrals = referralStore(db, vault, news.note)
  const secure = publicUrl.startsWith('https:')
  const routes = [
    ...apiRoutes({ referrals, staff, capacity, clients, now, together }),
    ...staffRoutes({ referrals, staff, capacity, key, voices, now, secure, together }),
  ]
  print(`Referrals desk, for staff. This link signs you in once: ${key.link(publicUrl)}`)
  news.begin()
  return {
    handle: (req, res) => handle(req, res, { routes, voices, print }),
    deliver: news.deliver,
    file: keptFileOf(db),
    forget: (forgetting, pause) => forgetIn(db, vault, forgetting, pause),
    close: () => {
      news.stop()
      db.close()
    },
  }
}

/** Lets go of the file when what stands on it cannot be made. */
function opened<T>(db: DatabaseSync, make: () => T): T {
  try {
    return make()
  } catch (error) {
    db.close()
    throw error
  }
}

interface Answering {
  readonly routes: readonly Route[]
  readonly voices: Voices
  readonly print: GatewayOptions['print']
}

async function handle(req: IncomingMessage, res: ServerResponse, { routes, voices, print }: Answering) {
  const url = addressOf(req)
  const isApi = url === undefined || url.pathname === API || url.pathname.startsWith(`${API}/`)
  const voice = isApi ? undefined : voices.of(req, url)
  try {
    const answer = url ? await answerTo(req, url, routes, voice) : problem(400, 'Not an address')
    if (answer && !res.headersSent && !res.destroyed) send(res, answer)
  } catch (fault) {
    // Only the class: a message could hold what somebody wrote.
    print(`The gateway could not answer: ${fault instanceof Error ? fault.name : 'unknown'}`)
    if (!res.headersSent) send(res, isOfTheFile(fault) && !voice ? NOT_NOW : failure('fault', voice))
  }
}

/** A full or failing disk is weather: nothing was kept, and the same may be sent again. */
const NOT_NOW = problem(503, 'This cannot be kept just now', undefined, { 'retry-after': '60' })

const isOfTheFile = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_SQLITE_ERROR'

/** The path and query of a request; the host in it is not believed, so it is not read. */
function addressOf(req: IncomingMessage): URL | undefined {
  const path = req.url ?? ''
  return path.startsWith('/') ? (URL.parse(`http://gateway.invalid${path}`) ?? undefined) : undefined
}

async function answerTo(
  req: IncomingMessage,
  url: URL,
  routes: readonly Route[],
  voice: Voice | undefined,
): Promise<Answer | undefined> {
  const found = findRoute(routes, req.method ?? '', url.pathname)
  if (found.result === 'found') return found.handler({ req, url, reference: found.reference })
  if (found.result === 'no-such-path') return failure('no_page', voice)
  const answer = failure('not_here', voice)
  return { ...answer, headers: { ...answer.headers, allow: found.allow } }
}

/** What cannot be answered, as the API tells a program; a page says the same in its own words. */
const FAILURES = {
  no_page: { status: 404, title: 'There is nothing here' },
  not_here: { status: 405, title: 'This cannot be done here' },
  fault: { status: 500, title: 'The gateway could not answer' },
} as const

function failure(what: keyof typeof FAILURES, voice: Voice | undefined): Answer {
  const { status, title } = FAILURES[what]
  return voice ? notice(status, voice, voice.words.refusal[what]) : problem(status, title)
}
