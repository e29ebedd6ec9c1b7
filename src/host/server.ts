import type { IncomingMessage, ServerResponse } from 'node:http'
import restify from 'restify'
import type { Next, Request, Response } from 'restify'
import type { Messages } from '../bot/cloud.ts'
import type { Page } from '../web/page.ts'
import { sendFailure, sendJson, sendProblem, sendText } from './answers.ts'
import type { PageWords } from './answers.ts'
import { callerOf, isLocal, isLoopback, neighbourhood } from './caller.ts'
import { compressing } from './compress.ts'
import { guard } from './headers.ts'
import { rateLimit } from './rate-limit.ts'
import { readText } from './read-text.ts'
import { addTextRoutes, type TextCalls } from './text-routes.ts'

/** Answers every request below one path. */
export interface Handling {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
}

/** Takes one message of a gateway; resolves with the status to answer. */
export interface StatusNews {
  take(sent: {
    readonly header: (name: string) => string | undefined
    readonly body: string
  }): Promise<number>
}

/** Everything that answers behind the host, and the few settings of the host itself. */
export interface HostOptions {
  readonly page: Page
  /** Bot Framework's way in; loaded when it is first needed, because its library takes long to load. */
  readonly messages: () => Promise<Messages>
  /** The embedded gateway, where there is one. */
  readonly desk: Handling | undefined
  /** What gateways elsewhere tell us of statuses, where that was agreed. */
  readonly statuses?: StatusNews | undefined
  /** The directory's public side, where it is offered. */
  readonly directory?: Handling
  /** Direct Line, where an area has switched it on. */
  readonly directLine?: Handling | undefined
  /** Text messages, where a provider is set up. */
  readonly texts?: TextCalls | undefined
  /** The pages of the directory's editors, where there are any. */
  readonly editing?: Handling | undefined
  /** Whether the store answers. */
  readonly isReady: () => Promise<boolean>
  /** Counters as Prometheus text. */
  readonly metrics: () => string
  readonly words: PageWords
  readonly isHttps: boolean
  readonly production: boolean
  readonly trustedProxies: number
  readonly fault: (where: string, name: string) => void
  /** Milliseconds, for counting how fast a caller goes. */
  readonly now?: () => number
}

/** What the page's own addresses take: it leaves any other method to us. */
const PAGE_METHODS: Readonly<Record<string, string>> = {
  '/': 'GET, HEAD, POST',
  '/exit': 'GET, POST',
  '/page': 'GET',
  '/stay': 'POST',
  '/idle': 'POST',
  '/script.js': 'GET',
  '/about': 'GET, HEAD',
}

/** Answers one request. */
export type Answering = (req: IncomingMessage, res: ServerResponse) => void

/** Where the directory's editors work: below its public side, and never answered by it. */
const EDITING = /^\/directory\/edit(\/|\?|$)/

/** The largest activity, in bytes: Bot Framework's own are a few thousand. */
const LARGEST_ACTIVITY = 64 * 1024
/** The largest message of a gateway, in bytes: it names one referral and one status. */
const LARGEST_NEWS = 4 * 1024

/** One person, or a library with everyone in it. */
const PERSON = { perSecond: 20, burst: 60 }
/** Services speak for many people from few addresses. */
const SERVICE = { perSecond: 200, burst: 600 }

/** Makes the restify server that answers everything; it listens nowhere by itself (`doors.ts`). */
export function createHost(options: HostOptions): Answering {
  const server = restify.createServer({
    name: '',
    log: silent(),
    handleUncaughtExceptions: false,
  } as restify.ServerOptions)
  server.pre((req: Request, res: Response, next: Next) => {
    first(options, limits, req, res).then((isDone) => next(isDone ? false : undefined), next)
  })
  const limits = { person: rateLimit(PERSON), service: rateLimit(SERVICE) }
  server.post('/api/messages', async (req: Request, res: Response) => takeActivity(options, req, res))
  const { statuses } = options
  if (statuses)
    server.post('/api/status-changes', async (req: Request, res: Response) => takeNews(statuses, req, res))
  if (options.texts) addTextRoutes(server, options.texts)
  server.get('/health/live', async (req: Request, res: Response) =>
    sendJson(req, res, 200, { status: 'live' }),
  )
  server.get('/health/ready', async (req: Request, res: Response) => {
    const isReady = await options.isReady()
    sendJson(req, res, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' })
  })
  server.get('/metrics', async (req: Request, res: Response) => {
    // How busy a place of help is, is nobody else's business: only a collector on this machine may read it.
    if (!isLocal(req)) return sendProblem(req, res, 404)
    sendText(req, res, 200, 'text/plain; version=0.0.4; charset=utf-8', options.metrics())
  })
  server.on(
    'restifyError',
    (req: Request, res: Response, error: Error & { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500
      if (status >= 500) options.fault('host', error.name)
      if (!res.headersSent) sendFailure(req, res, status, options.words)
      // Restify would send the error's own words, which repeat the path, unless it believes that it has sent something.
      Object.assign(res, { _sent: true })
      done()
    },
  )
  return (req, res) => void server.server.emit('request', req, res)
}

type Limits = Readonly<Record<'person' | 'service', ReturnType<typeof rateLimit>>>

/** What comes before any route: headers, the limit, the page, the desk and the directory. True when the answer is given. */
async function first(options: HostOptions, limits: Limits, req: Request, res: Response): Promise<boolean> {
  guard(res, options.isHttps)
  if (isTooFast(options, limits, req)) {
    res.setHeader('Retry-After', '1')
    sendFailure(req, res, 429, options.words)
    return true
  }
  if (await options.page.handle(req, res)) return true
  const allowed = PAGE_METHODS[(req.url ?? '').split('?')[0] ?? '']
  if (allowed !== undefined) {
    res.setHeader('Allow', allowed)
    sendFailure(req, res, 405, options.words)
    return true
  }
  const behind = handlerOf(options, req.url ?? '')
  if (!behind) return false
  const sent = compressing(req, res)
  await behind.handle(req, res)
  await sent()
  return true
}

function handlerOf(options: HostOptions, address: string): Handling | undefined {
  const { desk, directory, directLine, editing } = options
  if (EDITING.test(address)) return editing
  const [, below] = /^\/(gateway|directory|v3\/directline)(?:\/|\?|$)/.exec(address) ?? []
  if (below === undefined) return undefined
  if (below === 'v3/directline') return directLine
  return below === 'gateway' ? desk : directory
}

/** Programs and tests of a developer may go as fast as they can. */
function isTooFast(options: HostOptions, limits: Limits, req: Request): boolean {
  const address = callerOf(req, options.trustedProxies)
  if (!options.production && isLoopback(address)) return false
  // Chat windows ask again and again, and one that is refused stops asking.
  const limit = /^\/(api|sms|v3\/directline)\//.test(req.url ?? '') ? limits.service : limits.person
  return !limit(neighbourhood(address), options.now?.() ?? performance.now())
}

async function takeActivity(options: HostOptions, req: Request, res: Response): Promise<void> {
  const { headers } = req
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  if (!isJson || (headers['content-encoding'] ?? 'identity') !== 'identity') return sendProblem(req, res, 415)
  const body = await readText(req, LARGEST_ACTIVITY)
  if (!body) return
  if ('status' in body) return sendProblem(req, res, body.status)
  const messages = await options.messages()
  const taken = await messages.take({
    authorization: headers.authorization ?? '',
    body: body.text,
    isLocal: isLocal(req),
  })
  if (taken.status >= 400) return sendProblem(req, res, taken.status)
  if (taken.body !== undefined) return sendJson(req, res, taken.status, taken.body)
  res.writeHead(taken.status, { 'content-length': '0' })
  res.end()
}

async function takeNews(statuses: StatusNews, req: Request, res: Response): Promise<void> {
  const body = await readText(req, LARGEST_NEWS)
  if (!body) return
  if ('status' in body) return sendProblem(req, res, body.status)
  const header = (name: string): string | undefined => req.headers[name]?.toString()
  const status = await statuses.take({ header, body: body.text })
  if (status >= 400) return sendProblem(req, res, status)
  res.writeHead(status)
  res.end()
}

/** Restify writes a log of its own; ours are counters that cannot hold what anyone wrote. */
const silent = (): unknown =>
  (restify as unknown as { logger(settings: { level: string }): unknown }).logger({ level: 'silent' })
