import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Message, Reply } from '../conversation/converse.ts'
import { cookieOf, cookieText } from './cookie.ts'
import type { Shown } from './cookie.ts'
import type { Screen } from '../conversation/screen.ts'
import { renderDocument, titleOf } from './document.ts'
import { answerIn, bodyOf, unsentIn } from './form.ts'
import { sendAway } from './leaving.ts'
import { isWrong, renderMain } from './render.ts'
import { send } from './send.ts'
import { awayWords, isOurs } from './site.ts'
import type { Site } from './site.ts'

/** One posted answer: what it says, and who sent it from where. */
interface Posted {
  readonly body: URLSearchParams
  readonly where: Shown
  /** The conversation of its cookie; absent when none came. */
  readonly known: string | undefined
  /** The language of the screen that was answered. */
  readonly shown: string
  readonly said: Message['said']['kind']
}

/** Answers `POST /`: takes one answer, and shows what comes next. */
export async function take(site: Site, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { options, framedBy, first } = site
  if (!isOurs(req, options.publicUrl())) return site.problem(req, res, 403, { key: 'page:again' })
  const body = await bodyOf(req)
  if (typeof body === 'number')
    return site.problem(req, res, body, { key: body === 413 ? 'page:too-long' : 'page:again' })
  const where: Shown = framedBy.length > 0 && body.get('f') === '1' ? 'frame' : 'page'
  // The cookie of a frame is not strict, so that there the browser itself must say who asks.
  if (where === 'frame' && req.headers['sec-fetch-site'] === undefined)
    return site.problem(req, res, 403, { key: 'page:again' })
  const known = cookieOf(req, where)
  const conversation = known ?? randomBytes(18).toString('base64url')
  const shown = body.get('l') ?? first.opening.language
  const heard = answerIn(body)
  const reply = await options.converse({
    conversation,
    channel: 'web',
    ...(options.callerOf && { caller: options.callerOf(req) }),
    // A conversation begins in the language of the first screen that was answered.
    ...(first.isOffered(shown) && { language: shown }),
    ...heard,
    ...(heard.said.kind !== 'typed' && { unsent: unsentIn(body).text }),
  })
  if (reply.forgotten || known === undefined)
    res.setHeader('Set-Cookie', cookieText(reply.forgotten ? '' : conversation, options.publicUrl(), where))
  answer(site, req, res, reply, { body, where, known, shown, said: heard.said.kind })
}

function answer(
  { dressed, framedBy, sendPage }: Site,
  req: IncomingMessage,
  res: ServerResponse,
  { version, forgotten, hidden, ...reply }: Reply,
  posted: Posted,
): void {
  const { where, known } = posted
  const { screen, draft, isBegun } = asLeft(posted, reply.screen, version)
  const words = dressed(screen, where)
  if (hidden === true) {
    const away = { to: screen.exit, language: screen.language, ...awayWords(words) }
    return sendAway(req, res, away, where === 'frame' ? framedBy : [])
  }
  if (takesPart(req, posted, forgotten || isSameAround(posted, screen, words.look?.id))) {
    res.setHeader('X-Part', '1')
    res.setHeader('X-Title', encodeURIComponent(titleOf(screen, words)))
    return send(req, res, 200, 'text/html; charset=utf-8', renderMain(screen, version, words, draft).html)
  }
  // An answer that was not taken is shown at once: after a redirect nobody would know why, or what was typed.
  if (forgotten || screen.notes.length > 0 || isBegun)
    return sendPage(req, res, 200, renderDocument(screen, version, words, draft), words)
  // `k`: a first answer, or one that the script could not show; then the script knows where to look.
  const way = known === undefined || req.url === '/?k' ? '/?k' : '/'
  // A browser keeps the place on the page that it came from only where there was one: not when a conversation begins.
  res.setHeader('Location', screen.layout === 'conversation' ? `${way}#n` : way)
  send(req, res, 303, 'text/plain', '')
}

/**
 * The screen with what they had begun to answer: after an answer that was not taken, and after another layout or language
 * was asked for of the same question. Each of these and each answer is a version: two further on is another question.
 */
function asLeft(
  { body, said }: Posted,
  screen: Screen,
  version: number,
): { readonly screen: Screen; readonly draft: string; readonly isBegun: boolean } {
  const { text, ticked } = unsentIn(body)
  if (isWrong(screen)) return { screen, draft: text, isBegun: true }
  const { question } = screen
  const isSame = ['layout', 'language'].includes(said) && [0, 1].includes(version - Number(body.get('v')))
  if (!question || !isSame || (text === '' && ticked.length === 0))
    return { screen, draft: '', isBegun: false }
  const again = question.many ? { ...screen, question: { ...question, earlier: ticked } } : screen
  return { screen: again, draft: text, isBegun: true }
}

/**
 * Whether the script gets only the new part. A browser that should have a cookie by now and has none gets no part, so that
 * it sees the page that says so.
 */
function takesPart(req: IncomingMessage, { body, known }: Posted, isFitting: boolean): boolean {
  const keepsCookies = known !== undefined || body.get('v') === '0'
  return req.headers['x-part'] === '1' && keepsCookies && isFitting
}

/**
 * What stands around a part stays as it was, so it must be in the same language, layout and look. Once everything is
 * forgotten it is a part all the same: whoever asked again would begin a new conversation.
 */
const isSameAround = (
  { body, shown }: Posted,
  { language, layout }: Screen,
  look: string | undefined,
): boolean =>
  language === shown &&
  (body.get('w') ?? undefined) === look &&
  (body.get('t') === '1') === (layout === 'conversation')
