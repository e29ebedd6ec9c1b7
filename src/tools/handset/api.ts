import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as bodyOf } from 'node:stream/consumers'
import { HAVEN_NUMBER, type CarrierState, type Provider } from './state.ts'
import { askedOfNotify, askedOfTwilio, type Asked } from './taking.ts'

export const newId = (provider: Provider): string =>
  provider === 'twilio' ? `SM${randomBytes(16).toString('hex')}` : randomUUID()

/** Answers as both providers' APIs do, as far as Haven uses them. */
export async function serveApi(
  state: CarrierState,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { credentials, now } = state
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://carrier')
  const body = await bodyOf(req)
  const authorization = req.headers.authorization ?? ''
  const isTwilio = pathname === `/2010-04-01/Accounts/${credentials.account}/Messages.json`
  const isNotify = pathname.startsWith('/v2/notifications')
  if (req.method === 'GET' && (isTwilio || isNotify))
    return json(res, 200, isTwilio ? ofTwilio(state, searchParams) : ofNotify(state, searchParams))
  if (isTwilio) return take(state, res, 'twilio', askedOfTwilio(authorization, body, credentials))
  if (pathname !== '/v2/notifications/sms') return json(res, 404, {})
  const known = { ...credentials, number: HAVEN_NUMBER, now: now() }
  return take(state, res, 'notify', askedOfNotify(authorization, body, known))
}

function ofTwilio({ taken, counts }: CarrierState, query: URLSearchParams): unknown {
  counts.looked += 1
  const theirs = taken.filter(({ to, provider }) => to === query.get('To') && provider === 'twilio')
  return {
    messages: theirs.map(({ id, text, created }) => ({
      sid: id,
      body: text,
      date_created: new Date(created).toUTCString(),
    })),
  }
}

function ofNotify({ taken, counts }: CarrierState, query: URLSearchParams): unknown {
  counts.looked += 1
  const theirs = taken.filter(({ reference }) => reference === query.get('reference'))
  return { notifications: theirs.map(({ id }) => ({ id })) }
}

async function take(
  state: CarrierState,
  res: ServerResponse,
  provider: Provider,
  asked: Asked | undefined,
): Promise<void> {
  const { air, happens, counts, blocked, taken, now, tracked } = state
  if (!asked) return json(res, 401, { code: 20003 })
  if (happens(air.refuse)) {
    counts.refused += 1
    return json(res, 429, { code: 20429 })
  }
  if (happens(air.reject)) {
    counts.rejected += 1
    return json(res, 400, { code: 21211, status: 400 })
  }
  if (blocked.has(asked.to)) {
    counts.blocked += 1
    return json(res, 400, { code: 21610, status: 400 })
  }
  const id = newId(provider)
  const { to, text, reference } = asked
  taken.push({ to, text, at: performance.now(), id, created: now(), provider, reference })
  void tracked(bring(state, provider, id, asked))
  if (happens(air.silence)) {
    counts.silenced += 1
    res.destroy()
    return
  }
  return json(res, 201, provider === 'twilio' ? { sid: id, status: 'queued' } : { id })
}

/** The phone shows them in the order in which they were taken. */
async function bring(
  { phones, calls, air, happens, counts }: CarrierState,
  provider: Provider,
  id: string,
  { to, text }: Asked,
): Promise<void> {
  const isLost = happens(air.lose)
  if (isLost) counts.undelivered += 1
  else phones.show(to, 'them', text)
  await (provider === 'twilio'
    ? calls.twilio('/sms/twilio/receipts', {
        MessageSid: id,
        ...(isLost ? { MessageStatus: 'undelivered', ErrorCode: '30003' } : { MessageStatus: 'delivered' }),
      })
    : calls.notify('/sms/notify/receipts', {
        id,
        status: isLost ? 'temporary-failure' : 'delivered',
        notification_type: 'sms',
      }))
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' })
  res.end(JSON.stringify(body))
}
