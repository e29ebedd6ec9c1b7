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

/** Everything that answers behind the host, and the few settings of the host itself. */
export interface HostOptions {
  readonly page: Page
  /** Bot Framework's way in; loaded when it is first needed, because its library takes long to load. */
  readonly messages: () => Promise<Messages>
  /** The embedded gateway, where there is one. */
  readonly desk: { handle(req: IncomingMessage, res: ServerResponse): Promise<void> } | undefined
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
  '/script.js': 'GET',
}

/** Answers one request. */
export type Answering = (req: IncomingMessage, res: ServerResponse) => void

/** The largest activity, in bytes: Bot Framework's own are a few thousand. */
const LARGEST_ACTIVITY = 64 * 1024

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

/** What comes before any route: headers, the limit, the page and the desk. True when the answer is given. */
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
  if (!options.desk || !/^\/gateway(\/|\?|$)/.test(req.url ?? '')) return false
  compressing(req, res)
  await options.desk.handle(req, res)
  return true
}

/** Programs and tests of a developer may go as fast as they can. */
function isTooFast(options: HostOptions, limits: Limits, req: Request): boolean {
  const address = callerOf(req, options.trustedProxies)
  if (!options.production && isLoopback(address)) return false
  const limit = /^\/(api|sms)\//.test(req.url ?? '') ? limits.service : limits.person
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

/** Restify writes a log of its own; ours are counters that cannot hold what anyone wrote. */
const silent = (): unknown =>
  (restify as unknown as { logger(settings: { level: string }): unknown }).logger({ level: 'silent' })
