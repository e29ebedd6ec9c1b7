import type { Stop } from '../../domain/contact-plan.ts'
import type { Referral } from '../../domain/referral.ts'
import type { Gateway, Gateways } from '../../ports/gateway.ts'
import { signed } from './sign.ts'

/** Where an area's referrals are posted to, and who has looked at what came in when. */
export interface WebhookWay {
  readonly url: string
  /** `whsec_` and base64. */
  readonly secret: string
  /** When a named person last confirmed that what comes in is read; the receiver cannot say it here. */
  readonly lastConfirmed: () => Promise<Date | undefined>
}

interface Options {
  /** How long one request may take until its answer begins. Milliseconds. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/** What is posted. The same errand is always the same bytes under the same id. */
type Posted =
  | {
      readonly type: 'referral.created' | 'referral.corrected'
      readonly sequence: number
      readonly referral: Referral
    }
  /** These ways are not to be used any more, whatever content came or comes under the reference. They add up. */
  | { readonly type: 'referral.safer'; readonly reference: string; readonly stop: Stop }
  /** Outranks every sequence, whether it comes before or after. */
  | { readonly type: 'referral.withdrawn'; readonly reference: string }

/** A person waits for at most one of these; the outbox tries again without them. */
const TIMEOUT_MS = 8000

/** These say that the referral itself is not acceptable; everything else may pass. */
const REFUSALS = [410, 422]

/**
 * Gateways that take one signed request for each errand and answer it with a status alone: 2xx they have it, 410 or 422
 * they never will. An address that is neither HTTPS nor this same machine has none.
 */
export function webhookGateways(
  resolve: (area: string) => WebhookWay | undefined,
  { timeoutMs = TIMEOUT_MS, now = () => new Date() }: Options = {},
): Gateways {
  return {
    of: (area) => {
      const way = resolve(area)
      return way && isPrivate(way.url) ? webhookGateway(way, timeoutMs, now) : undefined
    },
  }
}

function webhookGateway(way: WebhookWay, timeoutMs: number, now: () => Date): Gateway {
  const tell = (id: string, posted: Posted) => post(way, { id, posted, at: now() }, timeoutMs)
  const deliver = async (
    type: 'referral.created' | 'referral.corrected',
    referral: Referral,
    sequence: number,
  ) => {
    const status = await tell(`${referral.reference}/${sequence}`, { type, sequence, referral })
    if (isTaken(status)) return { result: 'received' as const, at: now() }
    return { result: REFUSALS.includes(status) ? ('refused' as const) : ('unreachable' as const) }
  }
  return {
    send: (referral) => deliver('referral.created', referral, 1),
    correct: (referral, sequence) => deliver('referral.corrected', referral, sequence),
    makeSafer: async (reference, { stop }, sequence) => {
      const status = await tell(`${reference}/safer-${sequence}`, { type: 'referral.safer', reference, stop })
      return { result: isTaken(status) ? 'told' : 'unreachable' }
    },
    withdraw: async (reference) => {
      const status = await tell(`${reference}/withdrawn`, { type: 'referral.withdrawn', reference })
      return { result: isTaken(status) ? 'withdrawn' : 'unreachable' }
    },
    lastOpened: async () => ({ result: 'known', at: await way.lastConfirmed() }),
    status: async () => ({ result: 'unknown' }),
  }
}

const isTaken = (status: number): boolean => status >= 200 && status < 300

/**
 * The status of the answer; 0 when none came in time. Never throws; follows no redirect, since the referral is for one
 * host only; and reads nothing of an answer, so its length does not matter.
 */
async function post(
  { url, secret }: WebhookWay,
  { id, posted, at }: { readonly id: string; readonly posted: Posted; readonly at: Date },
  timeoutMs: number,
): Promise<number> {
  const body = JSON.stringify(posted)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed(id, body, { secret, at }) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    void response.body?.cancel().catch(() => undefined)
    return response.status
  } catch {
    return 0
  }
}

const LOCAL = ['127.0.0.1', 'localhost', '[::1]']

function isPrivate(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOCAL.includes(url.hostname))
}
