import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What goes back, before it is written. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** How long others may keep an answer, in seconds: a record that hides itself is gone from there within minutes. */
const KEPT_FOR = 300

/** The directory is public, so any page may read it; everything else of the host stays closed to other origins. */
const OPEN_TO_ALL = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
  'cross-origin-resource-policy': 'cross-origin',
}

export const json = (body: unknown): Answer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
})

/** An error (RFC 9457). `detail` is our own sentence: nothing that was sent is repeated. */
export const problem = (
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  type: 'application/problem+json; charset=utf-8',
  body: JSON.stringify({ type: 'about:blank', title, status, detail }),
  headers,
})

/** Writes an answer; a good one carries a tag, and whoever has it already is told so without the body. */
export function send(req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  const isGood = answer.status === 200
  // Weak, because the host may compress the same answer in more than one way.
  const tag = `W/"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`
  const headers = {
    ...OPEN_TO_ALL,
    ...(isGood ? { etag: tag, 'cache-control': `public, max-age=${KEPT_FOR}` } : {}),
    ...answer.headers,
  }
  if (isGood && hasAlready(req, tag)) {
    res.writeHead(304, headers)
    return void res.end()
  }
  const length = String(Buffer.byteLength(answer.body))
  res.writeHead(answer.status, { ...headers, 'content-type': answer.type, 'content-length': length })
  res.end(req.method === 'HEAD' ? undefined : answer.body)
}

const hasAlready = (req: IncomingMessage, tag: string): boolean =>
  (req.headers['if-none-match'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one.replace(/^W\//, '') === tag.slice(2))

/** The answer to a browser that asks whether a page elsewhere may ask. */
export function sendAllowed(res: ServerResponse, methods: string): void {
  res.writeHead(204, {
    ...OPEN_TO_ALL,
    allow: methods,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': 'If-None-Match',
    'access-control-max-age': '86400',
  })
  res.end()
}
