import type { Agent } from 'node:https'
import { z } from 'zod'
import { stopSchema } from '../../domain/contact-plan.ts'
import type { Referral } from '../../domain/referral.ts'
import { isStopped } from '../../domain/safer.ts'
import { DECLINE_REASONS, LONGEST_WAIT_WEEKS, REFERRAL_STATUSES } from '../../domain/tracking.ts'
import type { Gateway, Gateways } from '../../ports/gateway.ts'
import { credentials, lasting, type Access, type Credentials } from './access.ts'
import { agentOf, ask, type Asked, type Identity, type Question } from './ask.ts'

/** Where a gateway is: the address under which it has `/gateway/v1`, and how we are known there. */
export type GatewayAddress = {
  readonly url: string
  /** Our certificate, where it demands mutual TLS. */
  readonly identity?: Identity
} & ({ readonly token: string } | { readonly credentials: Credentials })

interface Options {
  /** How long one call may take, a token and all answers included. Milliseconds. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/** How one gateway is reached. */
interface Reach {
  /** Ends in `/`. */
  readonly base: URL
  readonly access: Access
  readonly agent: Agent | undefined
  readonly timeoutMs: number
}

/** A person waits for at most one of these; the outbox tries again without them. */
const TIMEOUT_MS = 8000

/** These say that the referral itself is not acceptable; everything else may pass. */
const REFUSALS = [400, 409, 413, 422]

const time = z.iso.datetime().transform((text) => new Date(text))
const receivedSchema = z.object({ reference: z.string(), status: z.literal('received'), received_at: time })
const correctedSchema = receivedSchema.extend({ sequence: z.number().int() })
const stoppedSchema = z.object({ reference: z.string(), stopped: stopSchema })
const standingSchema = z.object({
  reference: z.string(),
  status: z.enum([...REFERRAL_STATUSES, 'withdrawn']),
  status_at: time,
  reason: z.enum(DECLINE_REASONS).optional().catch(undefined),
  wait_weeks: z.number().int().min(0).max(LONGEST_WAIT_WEEKS).optional().catch(undefined),
})

const deskSchema = z.object({ last_opened_at: z.iso.datetime({ offset: true }).nullable() })

/**
 * Gateways reached over their HTTP contract. An area whose address is neither HTTPS nor this same machine has none:
 * a referral, and what we are known by, must not cross a network in the clear.
 */
export function httpGateways(
  resolve: (area: string) => GatewayAddress | undefined,
  { timeoutMs = TIMEOUT_MS, now = () => new Date() }: Options = {},
): Gateways {
  const accessOf = remembering((given: Credentials) => credentials(given, now))
  const agents = remembering((given: Identity) => agentOf(given))
  return {
    of: (area) => {
      const address = resolve(area)
      const base = address && baseOf(address.url)
      if (!address || !base) return undefined
      if ('credentials' in address && !baseOf(address.credentials.tokenUrl)) return undefined
      const access = 'token' in address ? lasting(address.token) : accessOf(address.credentials)
      const agent = address.identity && agents(address.identity)
      return gatewayAt({ base, access, agent, timeoutMs }, now)
    },
  }
}

/** A gateway is found anew at each use; its token and its connections must not be. */
function remembering<Given extends object, Made>(make: (given: Given) => Made): (given: Given) => Made {
  const made = new Map<string, Made>()
  return (given) => {
    const key = JSON.stringify(given)
    const known = made.get(key) ?? make(given)
    made.set(key, known)
    return known
  }
}

/** Asks as ourselves; once more with a new token where the one we had was refused. */
async function askAs(
  { base, access, agent, timeoutMs }: Reach,
  path: string,
  question: Question,
): Promise<Asked> {
  const signal = AbortSignal.timeout(timeoutMs)
  const once = (url: URL, one: Question) => ask(url, one, signal, agent)
  const withToken = async (): Promise<{ readonly asked: Asked; readonly again: boolean }> => {
    const token = await access.token(once)
    if (token === undefined) return { asked: { result: 'silent' }, again: false }
    const headers = { ...question.headers, authorization: `Bearer ${token}` }
    const asked = await once(new URL(path, base), { ...question, headers })
    const isRefused = asked.result === 'answered' && asked.status === 401
    return { asked, again: isRefused && access.refused(token) }
  }
  const first = await withToken()
  return first.again ? (await withToken()).asked : first.asked
}

function gatewayAt(reach: Reach, now: () => Date): Gateway {
  // A gateway's clock may be ahead, and nobody should be told that something will have happened.
  const past = (at: Date) => new Date(Math.min(at.getTime(), now().getTime()))
  const at = (reference: string) => `gateway/v1/referrals/${encodeURIComponent(reference)}`
  return {
    send: async (referral) => {
      const { reference } = referral
      const asked = await askAs(reach, 'gateway/v1/referrals', carrying('POST', referral, reference))
      if (asked.result === 'answered' && REFUSALS.includes(asked.status)) return { result: 'refused' }
      const body = bodyOf(asked, [200, 201], receivedSchema)
      return body?.reference === reference
        ? { result: 'received', at: past(body.received_at) }
        : { result: 'unreachable' }
    },
    correct: async (referral, sequence) => {
      const { reference } = referral
      const asked = await askAs(reach, at(reference), carrying('PUT', referral, `${reference}/${sequence}`))
      if (asked.result === 'answered' && REFUSALS.includes(asked.status)) return { result: 'refused' }
      const body = bodyOf(asked, [200, 201], correctedSchema)
      return body?.reference === reference && body.sequence === sequence
        ? { result: 'received', at: past(body.received_at) }
        : { result: 'unreachable' }
    },
    makeSafer: async (reference, safer) => {
      const question = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(safer),
      } as const
      const body = bodyOf(await askAs(reach, `${at(reference)}/safer`, question), [200], stoppedSchema)
      // Whoever answers that less was stopped has not understood, and somebody may still be rung.
      const isDone = body?.reference === reference && isStopped(body.stopped, safer.stop)
      return { result: isDone ? 'told' : 'unreachable' }
    },
    withdraw: async (reference) => {
      const asked = await askAs(reach, `${at(reference)}/withdrawal`, { method: 'POST' })
      // Somebody else's page, a log-in before the network, also answers 200: only a standing that says so is believed.
      const body = bodyOf(asked, [200], standingSchema)
      const isDone = body?.reference === reference && body.status === 'withdrawn'
      return { result: isDone ? 'withdrawn' : 'unreachable' }
    },
    lastOpened: async () => {
      const body = bodyOf(await askAs(reach, 'gateway/v1/desk', { method: 'GET' }), [200], deskSchema)
      if (!body) return { result: 'unreachable' }
      return { result: 'known', at: body.last_opened_at === null ? undefined : new Date(body.last_opened_at) }
    },
    status: async (reference) => {
      const asked = await askAs(reach, at(reference), { method: 'GET' })
      if (isUnknown(asked)) return { result: 'unknown' }
      const body = bodyOf(asked, [200], standingSchema)
      if (body?.reference !== reference) return { result: 'unreachable' }
      // What was taken back is closed as far as tracking goes; that it was taken back, we know ourselves.
      const status = body.status === 'withdrawn' ? 'closed' : body.status
      const { reason, wait_weeks: waitWeeks } = body
      return {
        result: 'known',
        status,
        at: past(body.status_at),
        ...(status === 'declined' && reason !== undefined && { reason }),
        ...(status === 'waiting' && waitWeeks !== undefined && { waitWeeks }),
      }
    },
  }
}

const carrying = (method: 'POST' | 'PUT', referral: Referral, key: string): Question => ({
  method,
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  body: JSON.stringify(referral),
})

/** A 404 counts only in the contract's own form: a wrong address also answers 404, and that is weather. */
const isUnknown = (asked: Asked): boolean =>
  asked.result === 'answered' && asked.status === 404 && asked.type === 'application/problem+json'

function bodyOf<T>(asked: Asked, statuses: readonly number[], schema: z.ZodType<T>): T | undefined {
  if (asked.result !== 'answered' || !statuses.includes(asked.status)) return undefined
  return schema.safeParse(asked.body).data
}

const LOCAL = ['127.0.0.1', 'localhost', '[::1]']

function baseOf(address: string): URL | undefined {
  const url = URL.parse(address.endsWith('/') ? address : `${address}/`)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.includes(url.hostname))))
    return undefined
  return url
}
