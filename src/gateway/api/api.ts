import type { IncomingMessage } from 'node:http'
import type { Referral } from '../../domain/referral.ts'
import { json, problem, type Answer } from '../answer.ts'
import { asText, mediaType, readBody } from '../request.ts'
import { REFERENCE, type Arrived, type Handler, type Route } from '../routes.ts'
import { sameSecret } from '../secrets.ts'
import type { ReferralStore, Standing } from '../store/referrals.ts'
import type { StaffStore } from '../store/staff.ts'
import { openapi } from './openapi.ts'
import { parseReferral } from './parse-referral.ts'

/** A program that may send referrals here. */
export interface Client {
  readonly id: string
  readonly token: string
}

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly clients: readonly Client[]
  readonly now: () => Date
  /** Does several writes as one: what happened and the audit of it are kept together or not at all. */
  readonly together: <T>(work: () => T) => T
}

/** The largest referral, in bytes: the schema's own limits add up to far less. */
const BODY_LIMIT = 64 * 1024

/** What `/gateway/v1` answers. */
export function apiRoutes(parts: Parts): readonly Route[] {
  const known =
    (handler: (arrived: Arrived, client: string) => ReturnType<Handler>): Handler =>
    (arrived) => {
      const client = clientOf(arrived.req, parts.clients)
      return client === undefined ? NOT_KNOWN : handler(arrived, client)
    }
  return [
    { path: /^\/gateway\/v1\/openapi\.json$/, methods: { GET: () => json(200, openapi) } },
    {
      path: /^\/gateway\/v1\/referrals$/,
      methods: { POST: known(({ req }, client) => receive(req, client, parts)) },
    },
    {
      path: new RegExp(`^/gateway/v1/referrals/${REFERENCE}$`),
      methods: { GET: known(({ reference }, client) => stand(parts.referrals.standing(reference, client))) },
    },
    {
      path: new RegExp(`^/gateway/v1/referrals/${REFERENCE}/withdrawal$`),
      methods: { POST: known(({ reference }, client) => withdraw(reference, client, parts)) },
    },
    {
      path: /^\/gateway\/v1\/desk$/,
      methods: { GET: known(() => json(200, { last_opened_at: parts.staff.lastOpenedAt() ?? null })) },
    },
  ]
}

const NOT_KNOWN = problem(401, 'No client has this token', undefined, { 'www-authenticate': 'Bearer' })

/** Every client's token is compared, so that the time taken does not say which was nearly right. */
function clientOf(req: IncomingMessage, clients: readonly Client[]): string | undefined {
  const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(req.headers.authorization ?? '')?.[1] ?? ''
  return clients.filter(({ token }) => sameSecret(given, token))[0]?.id
}

async function receive(req: IncomingMessage, client: string, parts: Parts): Promise<Answer | undefined> {
  if (
    mediaType(req) !== 'application/json' ||
    (req.headers['content-encoding'] ?? 'identity') !== 'identity'
  ) {
    return problem(415, 'Send application/json, not compressed')
  }
  const key = req.headers['idempotency-key']
  if (key === undefined) return problem(400, 'An Idempotency-Key is needed', 'It must equal the reference.')
  const body = await readBody(req, BODY_LIMIT)
  if (body.result === 'gone') return undefined
  if (body.result === 'too-large') return problem(413, 'A referral is at most 64 kB')
  const parsed = parseReferral(asText(body.bytes) ?? '')
  if (parsed.result === 'not-json') return problem(400, 'The body is not JSON')
  if (parsed.result === 'wrong') return problem(422, 'The body is not a referral', parsed.detail)
  if (key !== parsed.referral.reference) return problem(422, 'The Idempotency-Key is not the reference')
  return parts.together(() => keep(parsed.referral, client, parts))
}

function keep(referral: Referral, client: string, { referrals, staff, now }: Parts): Answer {
  const at = now().toISOString()
  const kept = referrals.keep(referral, client, at)
  if (kept.result === 'conflict')
    return problem(409, 'Another referral has this reference, or it was withdrawn')
  if (kept.result === 'kept') staff.audit(at, client, 'received', referral.reference)
  const answer = { reference: referral.reference, status: 'received', received_at: kept.receivedAt }
  return json(kept.result === 'kept' ? 201 : 200, answer)
}

function withdraw(reference: string, client: string, { referrals, staff, now, together }: Parts): Answer {
  return together(() => {
    const at = now().toISOString()
    const standing = referrals.withdraw(reference, client, at)
    if (standing) staff.audit(at, client, 'withdrawn', reference)
    return stand(standing)
  })
}

const stand = (standing: Standing | undefined): Answer =>
  standing
    ? json(200, { reference: standing.reference, status: standing.status, status_at: standing.statusAt })
    : problem(404, 'No such referral')
