import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { referralSchema } from '../../domain/referral.ts'
import { agreementIn } from './agreement.ts'
import { passOn, type Answered, type Sent } from './pass-on.ts'
import { GIVE_UP_MS } from './setting.ts'
import { CALM, drawPlan, type Plan, type Weather } from './weather.ts'

/** A content that was passed on to the gateway, and by which life of the bot it was sent. */
export interface Passed {
  readonly reference: string
  /** Empty when it was no referral at all. */
  readonly agreement: string
  readonly life: number
}

/** One request on its way. Times are of `performance.now()`. */
export interface Passage {
  readonly plan: Plan
  readonly sentAt: number
  /** When it had gone to the gateway, whole. */
  receivedAt?: number
  /** When its answer had gone to whoever sent it, whole; or when the connection ended without one. */
  endedAt?: number
}

/** What may happen: to one request, to the gateway, or to the bot. `down`: a request found the gateway dead. */
export type Met = Weather | 'down' | 'frozen' | 'wrong clock' | 'silent store'

/** Stands between bot and gateway: passes on, spoils what it is drawn to spoil, and sees what went where. */
export interface Proxy {
  /** The gateway's address, for one life of the bot. */
  urlFor(life: number): string
  /** Where the gateway is now; nothing while it is dead. */
  gateway: string | undefined
  /** Resolves with the next request but so many. Whoever asked before hears nothing more. */
  next(skip: number): Promise<Passage>
  /** Spoils nothing any more; resolves when nothing is on its way. */
  calm(): Promise<void>
  readonly passed: readonly Passed[]
  /** How often the gateway answered that it made this one. */
  readonly made: ReadonlyMap<string, number>
  /** What happened, and how often. */
  readonly met: ReadonlyMap<Met, number>
  note(what: Met): void
  close(): Promise<void>
}

/** Starts one on 127.0.0.1. */
export async function startProxy(draw: () => number): Promise<Proxy> {
  const passed: Passed[] = []
  const made = new Map<string, number>()
  const met = new Map<Met, number>()
  let awaited: { left: number; readonly resolve: (passage: Passage) => void } | undefined
  const underWay = new Set<Promise<void>>()
  let isCalm = false

  const pass = async (
    sent: Sent,
    life: number,
    plan: Plan,
    passage: Passage,
  ): Promise<Answered | undefined> => {
    if (proxy.gateway === undefined) {
      count(met, 'down')
      return undefined
    }
    const content = contentOf(sent)
    if (content) passed.push({ ...content, life })
    const answer = await passOn(proxy.gateway, sent, plan, () => (passage.receivedAt ??= performance.now()))
    if (answer?.status === 201 && sent.method === 'POST' && content) count(made, content.reference)
    return answer
  }

  const carry = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const plan = isCalm ? CALM : drawPlan(draw)
    const passage: Passage = { plan, sentAt: performance.now() }
    for (const event of ['finish', 'close']) res.once(event, () => (passage.endedAt ??= performance.now()))
    if (awaited && awaited.left-- === 0) awaited.resolve(passage)
    const { life, sent } = await read(req)
    count(met, plan.weather)
    await setTimeout(plan.travel)
    return happen(plan, res, () => pass(sent, life, plan, passage))
  }

  const server = createServer((req, res) => {
    const carried = carry(req, res)
      .catch(() => void res.destroy())
      .finally(() => underWay.delete(carried))
    underWay.add(carried)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy: Proxy = {
    urlFor: (life) => `http://127.0.0.1:${port}/${life}/`,
    gateway: undefined,
    next: (skip) => new Promise((resolve) => (awaited = { left: skip, resolve })),
    async calm() {
      isCalm = true
      while (underWay.size > 0) await Promise.all(underWay)
    },
    passed,
    made,
    met,
    note: (what) => count(met, what),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => {
        server.close(closed)
      })
    },
  }
  return proxy
}

type Go = () => Promise<Answered | undefined>

/** Lets happen to a request what was drawn; `go` passes it on. */
async function happen(plan: Plan, res: ServerResponse, go: Go): Promise<void> {
  switch (plan.weather) {
    case 'error':
      return fail(res)
    case 'reset':
      return void res.destroy()
    case 'hang':
      return
    case 'late':
      await setTimeout(GIVE_UP_MS + plan.again)
      return void (await go())
    case 'hang-after':
      return void (await go())
    case 'error-after':
      await go()
      return fail(res)
    case 'reset-after':
      await go()
      return void res.destroy()
    case 'cut-after':
      return cut(res, await go())
    case 'twice':
      return twice(res, plan, go)
    default:
      return give(res, await go())
  }
}

async function twice(res: ServerResponse, { again, isSecondTold }: Plan, go: Go): Promise<void> {
  const first = await go()
  if (!isSecondTold) give(res, first)
  await setTimeout(again)
  const second = await go()
  if (isSecondTold) give(res, second)
}

const count = <T>(counts: Map<T, number>, what: T): void => void counts.set(what, (counts.get(what) ?? 0) + 1)

async function read(req: IncomingMessage): Promise<{ readonly life: number; readonly sent: Sent }> {
  const parts: Buffer[] = []
  for await (const part of req as AsyncIterable<Buffer>) parts.push(part)
  const [, life = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(req.url ?? '') ?? []
  const body = Buffer.concat(parts).toString()
  return { life: Number(life), sent: { method: req.method ?? '', path, headers: req.headers, body } }
}

/** Which agreed content a request carries; nothing when it carries none. */
function contentOf({ method, path, body }: Sent): Omit<Passed, 'life'> | undefined {
  const isContent = (method === 'POST' && path.endsWith('/referrals')) || method === 'PUT'
  if (!isContent) return undefined
  const { data } = referralSchema.safeParse(JSON.parse(body))
  return data ? { reference: data.reference, agreement: agreementIn(data) } : { reference: '', agreement: '' }
}

/** No whole answer came from the gateway, so none goes back. */
function give(res: ServerResponse, answer: Answered | undefined): void {
  if (!answer) return void res.destroy()
  res.writeHead(answer.status, { 'content-type': answer.type, connection: 'close' })
  res.end(answer.body)
}

function fail(res: ServerResponse): void {
  res.writeHead(500, { 'content-type': 'text/plain', connection: 'close' })
  res.end('no')
}

/** Half of an answer, and then the end. */
function cut(res: ServerResponse, answer: Answered | undefined): void {
  if (!answer) return void res.destroy()
  const { body, status, type } = answer
  res.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) })
  res.write(body.slice(0, body.length / 2), () => res.destroy())
}
