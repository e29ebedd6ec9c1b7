import type { IncomingMessage } from 'node:http'
import { asText, mediaType, readBody } from '../request.ts'

/** The largest form of the desk, in bytes. */
const FORM_LIMIT = 4 * 1024

/** A form that was sent; `refused` when it is not one or came from another site; `gone`: nobody waits. */
export type Form =
  | { readonly result: 'form'; readonly fields: URLSearchParams }
  | { readonly result: 'refused'; readonly status: 403 | 413 | 415 }
  | { readonly result: 'gone' }

/** Reads a form. Browsers say which site a form came from; the token in it holds where a browser is too old to. */
export async function readForm(req: IncomingMessage): Promise<Form> {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return { result: 'refused', status: 403 }
  if (mediaType(req) !== 'application/x-www-form-urlencoded') return { result: 'refused', status: 415 }
  const body = await readBody(req, FORM_LIMIT)
  if (body.result === 'gone') return { result: 'gone' }
  if (body.result === 'too-large') return { result: 'refused', status: 413 }
  return { result: 'form', fields: new URLSearchParams(asText(body.bytes) ?? '') }
}
