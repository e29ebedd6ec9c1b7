import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Message, Reply } from '../conversation/converse.ts'
import type { Screen } from '../conversation/screen.ts'
import { cookieOf, cookieText } from './cookie.ts'
import { POLICY, renderDocument, renderProblem, SCRIPT, titleOf } from './document.ts'
import { answerIn, bodyOf } from './form.ts'
import type { Around } from './render.ts'
import { isWrong, renderMain } from './render.ts'
import { firstScreens } from './first-screens.ts'
import { send, share } from './send.ts'

/** What the page needs from the rest: the conversation, the first screen, and its own few words. */
export interface PageOptions {
  readonly converse: (message: Message) => Promise<Reply>
  readonly openingScreen: (language?: string) => Screen
  readonly text: (language: string, key: string) => string
  /** The page's own origin, when it is known: only it may post here. */
  readonly publicUrl: () => string
  readonly fault: (where: string, name: string) => void
}

export interface Page {
  /** Answers a request for the person's page; false when the path is not one of its own. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>
}

const script = share(SCRIPT)

/**
 * The person's page. Everything is at one neutral address; each answer is one POST. Without scripts it is answered
 * by a redirect, with them by the new part of the page.
 */
export function createPage(options: PageOptions): Page {
  const around = (language: string): Around => ({ text: (key) => options.text(language, key) })
  const { opening, firsts, isOffered, preferred } = firstScreens(options.openingScreen, around)

  async function show(req: IncomingMessage, res: ServerResponse, hasQuery: boolean): Promise<void> {
    const conversation = cookieOf(req)
    if (conversation === undefined) {
      return hasQuery
        ? problem(req, res, 200, 'page:cookies')
        : sendPage(req, res, 200, firsts.get(preferred(req))!)
    }
    const reply = await options.converse({ conversation, channel: 'web', said: { kind: 'open' } })
    sendPage(req, res, 200, renderDocument(reply.screen, reply.version, around(reply.screen.language)))
  }

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isOurs(req, options.publicUrl())) return problem(req, res, 403, 'page:again')
    const body = await bodyOf(req)
    if (typeof body === 'number')
      return problem(req, res, body, body === 413 ? 'page:too-long' : 'page:again')
    const known = cookieOf(req)
    const conversation = known ?? randomBytes(18).toString('base64url')
    // A conversation begins in the language of the first screen that was answered.
    const shown = body.get('l') ?? opening.language
    const reply = await options.converse({
      conversation,
      channel: 'web',
      ...(isOffered(shown) && { language: shown }),
      ...answerIn(body),
    })
    if (reply.forgotten || known === undefined)
      res.setHeader('Set-Cookie', cookieText(reply.forgotten ? '' : conversation, options.publicUrl()))
    const { screen, version } = reply
    const words = around(screen.language)
    // An answer that was not taken is shown at once: after a redirect nobody would know why, or what was typed.
    const isNoted = screen.notes.length > 0
    const draft = isWrong(screen) ? (body.get('a') ?? '') : ''
    // What stands around a part stays as it was, so it must be in the same language.
    // A browser that should have a cookie by now and has none gets no part, so that it sees the page that says so.
    const keepsCookies = known !== undefined || body.get('v') === '0'
    if (req.headers['x-part'] === '1' && keepsCookies && screen.language === shown) {
      res.setHeader('X-Part', '1')
      res.setHeader('X-Title', encodeURIComponent(titleOf(screen, words)))
      const part = renderMain(screen, version, words, draft)
      return send(req, res, 200, 'text/html; charset=utf-8', part.html)
    }
    if (reply.forgotten || isNoted)
      return sendPage(req, res, 200, renderDocument(screen, version, words, draft))
    res.setHeader('Location', known === undefined ? '/?k' : '/')
    send(req, res, 303, 'text/plain', '')
  }

  const problem = (req: IncomingMessage, res: ServerResponse, status: number, key: string): void =>
    sendPage(req, res, status, renderProblem(opening, around(opening.language), key))

  const fault = (error: unknown): void =>
    options.fault('page', error instanceof Error ? error.name : 'unknown')

  return {
    async handle(req, res) {
      const [path, query] = (req.url ?? '/').split('?') as [string, string | undefined]
      try {
        if (path === '/' && (req.method === 'GET' || req.method === 'HEAD'))
          await show(req, res, query === 'k')
        else if (path === '/' && req.method === 'POST') await take(req, res)
        else if (path === '/exit' && (req.method === 'GET' || req.method === 'POST'))
          await leave(req, res, options, opening)
        else if (path === '/script.js' && (req.method === 'GET' || req.method === 'HEAD'))
          send(req, res, 200, 'text/javascript; charset=utf-8', script)
        else if (path === '/favicon.ico') send(req, res, 204, 'image/x-icon', '')
        else return false
      } catch (error) {
        fault(error)
        if (!res.headersSent) problem(req, res, 500, 'page:fault')
      }
      return true
    },
  }
}

/** Forgets the conversation and sends the person away; whatever fails here, they leave. */
async function leave(
  req: IncomingMessage,
  res: ServerResponse,
  options: PageOptions,
  opening: Screen,
): Promise<void> {
  const conversation = cookieOf(req)
  let to = opening.exit
  if (conversation !== undefined) {
    const said = { kind: 'everywhere', word: 'leave' } as const
    await options.converse({ conversation, channel: 'web', said }).then(
      ({ screen }) => (to = screen.exit),
      (error: unknown) => options.fault('page', error instanceof Error ? error.name : 'unknown'),
    )
  }
  // Both this cookie change and no-store are needed, or Back brings the page out of the browser's own memory.
  res.setHeader('Set-Cookie', cookieText('', options.publicUrl()))
  if (req.method === 'POST') return send(req, res, 204, 'text/plain', '')
  res.setHeader('Location', to)
  send(req, res, 303, 'text/plain', '')
}

function sendPage(req: IncomingMessage, res: ServerResponse, status: number, page: string): void {
  res.setHeader('Content-Security-Policy', POLICY)
  send(req, res, status, 'text/html; charset=utf-8', page)
}

/** Only this page may post here. Browsers say where a request comes from; older ones are held by the strict cookie. */
function isOurs(req: IncomingMessage, publicUrl: string): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = req.headers
  // Browsers that are too old to say more send "null" from a page without referrers, as ours is.
  if (origin === undefined || origin === 'null') return true
  return origin === publicUrl || origin.replace(/^https?:\/\//, '') === host
}
