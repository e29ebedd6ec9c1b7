import type { IncomingMessage } from 'node:http'
import { asText, mediaType, readBody } from './request.ts'

/** A form that was sent; `refused` when it is not one or came from another site; `gone`: nobody waits. */
export type Form =
  | { readonly result: 'form'; readonly fields: URLSearchParams }
  | { readonly result: 'refused'; readonly status: 403 | 413 | 415 }
  | { readonly result: 'gone' }

/** Reads a form of at most `limit` bytes. Browsers say which site a form came from; the token in it holds where a browser is too old to. */
export async function readForm(req: IncomingMessage, limit: number): Promise<Form> {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return { result: 'refused', status: 403 }
  if (mediaType(req) !== 'application/x-www-form-urlencoded') return { result: 'refused', status: 415 }
  const body = await readBody(req, limit)
  if (body.result === 'gone') return { result: 'gone' }
  if (body.result === 'too-large') return { result: 'refused', status: 413 }
  return { result: 'form', fields: new URLSearchParams(asText(body.bytes) ?? '') }
}
