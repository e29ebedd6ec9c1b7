import type { ServerResponse } from 'node:http'

/** What goes back to one request, as a value: handlers make it, one place sends it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const EVERYWHERE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-resource-policy': 'same-origin',
}

/** The policy of everything that is not a page: nothing in it may be run, loaded or framed. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'"

type Extra = Readonly<Record<string, string>>

/** A JSON answer of the API. */
export const json = (
  status: number,
  body: unknown,
  type = 'application/json',
  extra: Extra = {},
): Answer => ({
  status,
  headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': NOTHING, ...extra },
  body: JSON.stringify(body),
})

/** An error of the API (RFC 9457). `detail` is our own sentence: what was sent to us is never in it. */
export const problem = (status: number, title: string, detail?: string, extra: Extra = {}): Answer =>
  json(
    status,
    { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }) },
    'application/problem+json',
    extra,
  )

/** Sends the browser on after a form, so that going back or reloading sends nothing twice. */
export const seeOther = (location: string, extra: Extra = {}): Answer => ({
  status: 303,
  headers: { location, 'content-security-policy': NOTHING, ...extra },
  body: '',
})

/** Writes an answer with the headers that every answer carries. */
export function send(res: ServerResponse, answer: Answer): void {
  const length = { 'content-length': String(Buffer.byteLength(answer.body)) }
  res.writeHead(answer.status, { ...EVERYWHERE, ...answer.headers, ...length })
  res.end(answer.body)
}
