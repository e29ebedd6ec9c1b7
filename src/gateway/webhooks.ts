import { createHmac, randomUUID } from 'node:crypto'
import { standingBody } from './api/standing-body.ts'
import type { Delivery, DeliveryStore } from './store/deliveries.ts'
import type { Standing } from './store/referrals.ts'

/** Where a client wants to hear of changes, and the secret that signs them: plain, or `whsec_` and base64. */
export interface Subscriber {
  readonly client: string
  readonly url: string
  readonly secret: string
}

/** Tells clients of each status that the desk sets, until they have heard or it was tried long enough. */
export interface Webhooks {
  /** Keeps the news in the transaction under way; it is sent afterwards. */
  note(client: string, standing: Standing, at: string): void
  /** Sends what is due, one after the other. Never throws; runs that overlap are one. */
  deliver(): Promise<void>
  /** Starts delivering by itself. */
  begin(): void
  stop(): void
}

interface Parts {
  readonly deliveries: DeliveryStore
  readonly subscribers: readonly Subscriber[]
  readonly now: () => Date
  readonly print: (line: string) => void
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
const EVERY_MS = 5_000
/** The first pause in seconds; each is twice the one before, up to an hour. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [10, 3600]
/** A client that was away for three days asks for changes since its cursor instead. */
const GIVE_UP_MS = 3 * 24 * 3600 * 1000
const SHORTEST_SECRET = 16

const LOCAL = ['127.0.0.1', 'localhost', '[::1]']

/** Throws when a subscriber is in the clear on a network, or its secret could be guessed. */
export function webhooks({ deliveries, subscribers, now, print, timeoutMs = TIMEOUT_MS }: Parts): Webhooks {
  for (const { url, secret } of subscribers) refuseUnsafe(url, secret)
  const of = (client: string) => subscribers.find((one) => one.client === client)
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const tell = async (delivery: Delivery): Promise<void> => {
    const to = of(delivery.client)
    const isHeard = to === undefined || (await post(to, delivery, now(), timeoutMs))
    if (isStopped) return
    const at = now().getTime()
    if (isHeard) return deliveries.remove(delivery.number)
    if (at - Date.parse(delivery.madeAt) < GIVE_UP_MS) {
      const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(delivery.tries, 20), LONGEST_PAUSE)
      return deliveries.later(delivery.number, new Date(at + pause * 1000).toISOString())
    }
    print(`News of a status could not be delivered to ${delivery.client} for three days; it is given up`)
    deliveries.remove(delivery.number)
  }
  const run = async (): Promise<void> => {
    try {
      for (;;) {
        const delivery = isStopped ? undefined : deliveries.next(now().toISOString())
        if (!delivery) return
        await tell(delivery)
      }
    } catch (fault) {
      print(`News of statuses could not be delivered: ${fault instanceof Error ? fault.name : 'unknown'}`)
    }
  }
  const deliver = (): Promise<void> => {
    running ??= run().finally(() => (running = undefined))
    return running
  }

  return {
    note: (client, standing, at) => {
      if (!of(client)) return
      const id = `msg_${randomUUID()}`
      const body = JSON.stringify({ id, ...standingBody(standing) })
      deliveries.add({ id, client, reference: standing.reference, body, at })
    },
    deliver,
    begin: () => {
      if (subscribers.length > 0) timer ??= setInterval(() => void deliver(), EVERY_MS).unref()
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
    },
  }
}

/** Standard Webhooks: the signature of one try. */
export function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** 409 says that this id was heard before: an answer of theirs was lost on its way. */
async function post(to: Subscriber, { id, body }: Delivery, at: Date, timeoutMs: number): Promise<boolean> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(to.secret, id, timestamp, body),
      },
    })
    await response.body?.cancel()
    return response.ok || response.status === 409
  } catch {
    return false
  }
}

function refuseUnsafe(address: string, secret: string): void {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && LOCAL.includes(url.hostname)))
    throw new Error('News of statuses goes to https addresses only')
  if (secret.length < SHORTEST_SECRET)
    throw new Error(`A secret for webhooks needs at least ${SHORTEST_SECRET} characters`)
}
