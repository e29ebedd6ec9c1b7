import { z } from 'zod'
import { referralSchema } from '../../domain/referral.ts'
import { json, problem, type Answer } from '../../staff/answer.ts'
import { REFERENCE, type Arrived, type Handler, type Route } from '../routes.ts'
import type { CapacityStore } from '../store/capacity.ts'
import type { ReferralStore, Standing } from '../store/referrals.ts'
import type { StaffStore } from '../store/staff.ts'
import type { Clients } from './clients.ts'
import { openapi } from './openapi.ts'
import { makeSafer } from './make-safer.ts'
import { correct, receive } from './receive.ts'
import { standingBody } from './standing-body.ts'
import { grantToken } from './token.ts'

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly capacity: CapacityStore
  readonly clients: Clients
  readonly now: () => Date
  /** Does several writes as one: what happened and the audit of it are kept together or not at all. */
  readonly together: <T>(work: () => T) => T
}

/** The JSON schema of a referral, made from the one that parses it. */
const REFERRAL_SCHEMA = z.toJSONSchema(referralSchema, { io: 'input' })

/** What `/gateway/v1` answers. */
export function apiRoutes(parts: Parts): readonly Route[] {
  const known =
    (handler: (arrived: Arrived, client: string) => ReturnType<Handler>): Handler =>
    (arrived) => {
      const client = parts.clients.of(arrived.req)
      return client === undefined ? NOT_KNOWN : handler(arrived, client)
    }
  const one = `^/gateway/v1/referrals/${REFERENCE}`
  return [
    { path: /^\/gateway\/v1\/openapi\.json$/, methods: { GET: () => json(200, openapi) } },
    {
      path: /^\/gateway\/v1\/referral\.schema\.json$/,
      methods: { GET: () => json(200, REFERRAL_SCHEMA, 'application/schema+json') },
    },
    { path: /^\/gateway\/v1\/token$/, methods: { POST: ({ req }) => grantToken(req, parts.clients) } },
    {
      path: /^\/gateway\/v1\/referrals$/,
      methods: {
        GET: known(({ url }, client) => changes(url.searchParams, client, parts.referrals)),
        POST: known((arrived, client) => receive(arrived, client, parts)),
      },
    },
    {
      path: new RegExp(`${one}$`),
      methods: {
        GET: known(({ reference }, client) => stand(parts.referrals.standing(reference, client))),
        PUT: known((arrived, client) => correct(arrived, client, parts)),
      },
    },
    {
      path: new RegExp(`${one}/safer$`),
      methods: { POST: known((arrived, client) => makeSafer(arrived, client, parts)) },
    },
    {
      path: new RegExp(`${one}/withdrawal$`),
      methods: { POST: known(({ reference }, client) => withdraw(reference, client, parts)) },
    },
    { path: /^\/gateway\/v1\/capacity$/, methods: { GET: known(() => capacity(parts.capacity)) } },
    {
      path: /^\/gateway\/v1\/desk$/,
      methods: { GET: known(() => json(200, { last_opened_at: parts.staff.lastOpenedAt() ?? null })) },
    },
  ]
}

const NOT_KNOWN = problem(401, 'No client has this token', undefined, { 'www-authenticate': 'Bearer' })

/** How many changes one answer holds, at most and unless told otherwise. */
const [MOST, USUAL] = [200, 50]

const asked = z.object({
  since: z.stringFormat('cursor', /^[0-9]{1,15}$/).default('0'),
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
})

function changes(query: URLSearchParams, client: string, referrals: ReferralStore): Answer {
  const parsed = asked.safeParse(Object.fromEntries(query))
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
    return problem(400, 'This cannot be asked', `Not in the agreed form: ${places}`)
  }
  const { since, limit } = parsed.data
  const { standings, cursor, more } = referrals.changes(client, Number(since), limit)
  return json(200, { referrals: standings.map(standingBody), next: String(cursor), more })
}

function capacity(store: CapacityStore): Answer {
  const { state, waitWeeks, asOf } = store.read()
  return json(200, {
    state,
    ...(waitWeeks !== undefined && { wait_weeks: waitWeeks }),
    as_of: asOf ?? null,
  })
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
  standing ? json(200, standingBody(standing)) : problem(404, 'No such referral')
