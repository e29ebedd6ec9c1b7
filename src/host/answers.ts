import type { IncomingMessage, ServerResponse } from 'node:http'
import { POLICY, renderPlain } from '../web/document.ts'
import { html } from '../web/html.ts'
import { encoded } from './compress.ts'

/** Our sentences for each status: what was sent to us is never in them. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'This cannot be read',
  401: 'The caller is not known',
  403: 'This may not be done from here',
  404: 'There is nothing here',
  405: 'This cannot be done here',
  409: 'This came before',
  413: 'This is too large',
  415: 'Send application/json, not compressed',
  422: 'This is nothing that is known here',
  429: 'Too many at once',
  500: 'This could not be answered',
  503: 'This is not available',
}

/** Paths that programs call: their errors are `application/problem+json`. Everything else is met by people. */
const FOR_PROGRAMS = /^\/(api|gateway\/v1|v3|sms|directory(?!\/edit)|health|metrics)(\/|\?|$)/

/** What the few words of an error page are made of. */
export interface PageWords {
  readonly text: (language: string, key: string) => string
  /** Where leaving takes a person. */
  readonly exit: string
  /** Said on every screen of a demonstration, errors included. */
  readonly banner?: string
}

/** Sends text, compressed when it is worth it. */
export function sendText(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  type: string,
  text: string,
): void {
  const { bytes, headers } = encoded(req.headers['accept-encoding'], text)
  res.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': String(Buffer.byteLength(bytes)),
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}

export const sendJson = (req: IncomingMessage, res: ServerResponse, status: number, body: unknown): void =>
  sendText(req, res, status, 'application/json; charset=utf-8', JSON.stringify(body))

/** An error as RFC 9457 has it. */
export const sendProblem = (req: IncomingMessage, res: ServerResponse, status: number): void =>
  sendText(
    req,
    res,
    status,
    'application/problem+json; charset=utf-8',
    JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'This could not be answered', status }),
  )

/** An error for whoever met it: a program, or a person, who always sees a number to ring and a way on. */
export function sendFailure(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  words: PageWords,
): void {
  if (FOR_PROGRAMS.test(req.url ?? '')) return sendProblem(req, res, status)
  const text = (key: string): string => words.text('en', key)
  const main = html`<h1>${text(sentenceFor(status))}</h1><p>${text('page:ring')}</p><p><a class="p" href="tel:999">999</a></p><p><a href="/">${text('channel:start')}</a></p>`
  res.setHeader('Content-Security-Policy', POLICY)
  sendText(
    req,
    res,
    status,
    'text/html; charset=utf-8',
    renderPlain('en', words.exit, { text }, main, words.banner),
  )
}

function sentenceFor(status: number): string {
  if (status === 404) return 'channel:nothing-here'
  if (status === 405) return 'channel:not-like-this'
  return status === 429 ? 'channel:too-fast' : 'page:fault'
}
