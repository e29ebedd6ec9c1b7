import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as bodyOf } from 'node:stream/consumers'
import { SegmentedMessage } from 'sms-segments-calculator'
import { z } from 'zod'
import type { Demonstration } from './demonstration.ts'

const number = z.string().regex(/^\+\d{8,15}$/)
const share = z.number().min(0).max(1)
const orderSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('send'),
    number,
    text: z.string().max(1_600),
    provider: z.enum(['twilio', 'notify']),
    media: z.int().min(0).max(10),
  }),
  z.object({ do: z.literal('count'), text: z.string().max(1_600) }),
  z.object({ do: z.literal('shift'), minutes: z.number().min(0).max(1_000_000) }),
  z.object({
    do: z.literal('air'),
    duplicate: share.optional(),
    reorder: share.optional(),
    drop: share.optional(),
    refuse: share.optional(),
    lose: share.optional(),
    delayMs: z.tuple([z.number().min(0), z.number().max(60_000)]).optional(),
  }),
  z.object({ do: z.literal('look'), number }),
])
type Order = z.infer<typeof orderSchema>

/** Serves the phone's page and does what it says, on this machine only. */
export async function serveHandset(
  { carrier, shift }: Demonstration,
  page: string,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const obey = async (order: Order): Promise<unknown> => {
    switch (order.do) {
      case 'send':
        void carrier.send(order.number, order.text, order)
        return {}
      case 'count': {
        const cut = new SegmentedMessage(order.text)
        return { segments: order.text === '' ? 0 : cut.segments.length, encoding: cut.encodingName }
      }
      case 'shift':
        await shift(order.minutes * 60_000)
        return {}
      case 'air': {
        const { do: _do, ...air } = order
        carrier.setAir(Object.fromEntries(Object.entries(air).filter(([, value]) => value !== undefined)))
        return {}
      }
      case 'look':
        return { texts: carrier.phones.texts(order.number), cost: carrier.phones.cost() }
    }
  }
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method === 'GET') return send(res, 200, 'text/html; charset=utf-8', page)
    // A page of somebody else's must not be able to send texts here.
    if (req.headers['content-type'] !== 'application/json') return send(res, 415, 'text/plain', '')
    const order = orderSchema.safeParse(parsed(await bodyOf(req)))
    if (!order.success) return send(res, 400, 'text/plain', '')
    return send(res, 200, 'application/json', JSON.stringify(await obey(order.data)))
  }
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  res.end(body)
}
