import type { IncomingMessage } from 'node:http'
import { json, type Answer } from '../../staff/answer.ts'
import { asText, mediaType, readBody } from '../../staff/request.ts'
import type { Clients } from './clients.ts'

/** The largest request for a token, in bytes. */
const BODY_LIMIT = 4 * 1024

type Named = { readonly id: string; readonly secret: string }

/**
 * Answers a request for a token: OAuth 2 client credentials (RFC 6749, 4.4), the client named by HTTP Basic or in the
 * form, never both. Its errors are the RFC's own JSON and not problem+json, because clients of OAuth read that.
 */
export async function grantToken(req: IncomingMessage, clients: Clients): Promise<Answer | undefined> {
  if (mediaType(req) !== 'application/x-www-form-urlencoded') return refused(400, 'invalid_request')
  const body = await readBody(req, BODY_LIMIT)
  if (body.result === 'gone') return undefined
  if (body.result === 'too-large') return refused(400, 'invalid_request')
  const form = new URLSearchParams(asText(body.bytes) ?? '')
  if (hasRepeats(form) || !form.has('grant_type')) return refused(400, 'invalid_request')
  if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type')
  if (form.has('scope')) return refused(400, 'invalid_scope')
  const [basic, posted] = [basicOf(req), postedOf(form)]
  if (basic && posted) return refused(400, 'invalid_request')
  const named = basic ?? posted
  const issued = named && clients.issue(named.id, named.secret)
  if (!issued) return refused(401, 'invalid_client')
  return json(200, { access_token: issued.token, token_type: 'Bearer', expires_in: issued.seconds })
}

const refused = (status: 400 | 401, error: string): Answer =>
  json(
    status,
    { error },
    'application/json',
    status === 401 ? { 'www-authenticate': 'Basic realm="gateway"' } : {},
  )

const hasRepeats = (form: URLSearchParams): boolean => new Set(form.keys()).size !== form.size

function postedOf(form: URLSearchParams): Named | undefined {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')]
  return id !== null && secret !== null ? { id, secret } : undefined
}

/** Both halves are form-encoded inside the Basic header (RFC 6749, 2.3.1). */
function basicOf(req: IncomingMessage): Named | undefined {
  const given = /^Basic ([A-Za-z0-9+/]{1,800}={0,2})$/i.exec(req.headers.authorization ?? '')?.[1]
  if (given === undefined) return undefined
  const pair = Buffer.from(given, 'base64').toString('utf8')
  const [id, secret] = [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)].map(formDecoded)
  return id !== undefined && secret !== undefined && pair.includes(':') ? { id, secret } : undefined
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
