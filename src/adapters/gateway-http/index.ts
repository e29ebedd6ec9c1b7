import { z } from 'zod'
import type { Referral } from '../../domain/referral.ts'
import { REFERRAL_STATUSES } from '../../domain/tracking.ts'
import type { Gateway, Gateways } from '../../ports/gateway.ts'
import { ask, type Asked, type Reach } from './ask.ts'

/** Where a gateway is: the address under which it has `/gateway/v1`, and our token there. */
export interface GatewayAddress {
  readonly url: string
  readonly token: string
}

interface Options {
  /** How long one request may take, answer included. Milliseconds. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/** A person waits for at most one of these; the outbox tries again without them. */
const TIMEOUT_MS = 8000

/** These say that the referral itself is not acceptable; everything else may pass. */
const REFUSALS = [400, 409, 413, 422]

const time = z.iso.datetime().transform((text) => new Date(text))
const receivedSchema = z.object({ reference: z.string(), status: z.literal('received'), received_at: time })
const standingSchema = z.object({
  reference: z.string(),
  status: z.enum([...REFERRAL_STATUSES, 'withdrawn']),
  status_at: time,
})

const deskSchema = z.object({ last_opened_at: z.iso.datetime({ offset: true }).nullable() })

/**
 * Gateways reached over their HTTP contract. An area whose address is neither HTTPS nor this same machine has none:
 * a referral must not cross a network in the clear.
 */
export function httpGateways(
  resolve: (area: string) => GatewayAddress | undefined,
  { timeoutMs = TIMEOUT_MS, now = () => new Date() }: Options = {},
): Gateways {
  return {
    of: (area) => {
      const address = resolve(area)
      const base = address && baseOf(address.url)
      return address && base ? gatewayAt({ base, token: address.token, timeoutMs }, now) : undefined
    },
  }
}

function gatewayAt(reach: Reach, now: () => Date): Gateway {
  // A gateway's clock may be ahead, and nobody should be told that something will have happened.
  const past = (at: Date) => new Date(Math.min(at.getTime(), now().getTime()))
  return {
    send: async (referral) => {
      const asked = await ask(reach, 'gateway/v1/referrals', posted(referral))
      if (asked.result === 'answered' && REFUSALS.includes(asked.status)) return { result: 'refused' }
      const body = bodyOf(asked, [200, 201], receivedSchema)
      return body?.reference === referral.reference
        ? { result: 'received', at: past(body.received_at) }
        : { result: 'unreachable' }
    },
    withdraw: async (reference) => {
      const path = `gateway/v1/referrals/${encodeURIComponent(reference)}/withdrawal`
      const asked = await ask(reach, path, { method: 'POST' })
      const isDone = asked.result === 'answered' && asked.status >= 200 && asked.status < 300
      return { result: isDone ? 'withdrawn' : 'unreachable' }
    },
    lastOpened: async () => {
      const body = bodyOf(await ask(reach, 'gateway/v1/desk', { method: 'GET' }), [200], deskSchema)
      if (!body) return { result: 'unreachable' }
      return { result: 'known', at: body.last_opened_at === null ? undefined : new Date(body.last_opened_at) }
    },
    status: async (reference) => {
      const asked = await ask(reach, `gateway/v1/referrals/${encodeURIComponent(reference)}`, {
        method: 'GET',
      })
      if (isUnknown(asked)) return { result: 'unknown' }
      const body = bodyOf(asked, [200], standingSchema)
      if (body?.reference !== reference) return { result: 'unreachable' }
      // What was taken back is closed as far as tracking goes; that it was taken back, we know ourselves.
      const status = body.status === 'withdrawn' ? 'closed' : body.status
      return { result: 'known', status, at: past(body.status_at) }
    },
  }
}

const posted = (referral: Referral): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': referral.reference },
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
