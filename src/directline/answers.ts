import type { ServerResponse } from 'node:http'

/** Why something is refused, with the word that Direct Line's clients know it by. What was sent is never in it. */
const REFUSALS = {
  unreadable: [400, 'BadArgument', 'This cannot be read.'],
  unknown: [401, 'Unauthorized', 'A token is needed that was made here.'],
  expired: [403, 'TokenExpired', 'The token has expired.'],
  'not-yours': [403, 'Forbidden', 'This token does not open this conversation.'],
  elsewhere: [403, 'Forbidden', 'This may not be done from there.'],
  ended: [404, 'ConversationNotFound', 'There is no such conversation, or it has ended.'],
  nothing: [404, 'NotFound', 'There is nothing here.'],
  method: [405, 'MethodNotAllowed', 'This cannot be done here.'],
  'too-large': [413, 'MessageSizeTooBig', 'This is too large.'],
  media: [415, 'UnsupportedMediaType', 'Send application/json, not compressed.'],
  uploads: [415, 'UnsupportedMediaType', 'Files are not taken here.'],
  'too-many': [429, 'TooManyRequests', 'Too many at once. Wait a moment.'],
  broken: [500, 'ServiceError', 'This could not be answered.'],
  full: [503, 'ServiceUnavailable', 'There is no room for one more conversation now.'],
} as const satisfies Readonly<Record<string, readonly [status: number, code: string, message: string]>>

export type Refusal = keyof typeof REFUSALS

/** What a route answers: JSON, or why it is refused. */
export type Answer = { readonly status: 200 | 201; readonly body: object } | Refusal

/** Sends an answer. What allows a site to read it is on it already (`allow`). */
export function send(res: ServerResponse, answer: Answer): void {
  if (typeof answer === 'object') return sendJson(res, answer.status, answer.body)
  const [status, code, message] = REFUSALS[answer]
  if (answer === 'too-many') res.setHeader('Retry-After', '1')
  // What is left of the body is not waited for.
  if (status === 413 || status === 415) res.setHeader('Connection', 'close')
  sendJson(res, status, { error: { code, message } })
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  })
  res.end(text)
}

/** Lets a site's scripts read the answer. No cookie is ever taken or given. */
export function allow(res: ServerResponse, origin: string): void {
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After')
}

/** Answers a browser that asks before it sends. */
export function sendPermission(res: ServerResponse): void {
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
    'access-control-max-age': '600',
  })
  res.end()
}
