import { expect } from 'chai'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { webhookGateways } from '../../src/adapters/gateway-webhook/index.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { listening, stopped } from '../gateway/a-desk.ts'
import { aFullReferral, aReferral } from '../gateway/a-referral.ts'
import { HERE } from '../support/certificates.ts'

const NOW = new Date('2026-11-23T09:00:00Z')
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const UNREACHABLE = { result: 'unreachable' }
const RECEIVED = { result: 'received', at: NOW }
const TIMEOUT_MS = 300

interface Request {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function gatewayAt(url: string): Gateway {
  const way = { url, secret: SECRET, lastConfirmed: async () => NOW }
  const options = { timeoutMs: TIMEOUT_MS, now: () => NOW }
  const gateway = webhookGateways(() => way, options).of('here')
  if (!gateway) throw new Error('There is no gateway')
  return gateway
}

/** Runs `work` against a receiver, and hands over what it got. */
async function against(
  listener: RequestListener,
  work: (gateway: Gateway) => Promise<unknown>,
): Promise<readonly Request[]> {
  const requests: Request[] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      requests.push({ headers: req.headers, body: Buffer.concat(chunks).toString() })
      listener(req, res)
    })
  })
  const url = await listening(server)
  try {
    await work(gatewayAt(`${url}/in`))
  } finally {
    server.closeAllConnections()
    await stopped(server)
  }
  return requests
}

const answering =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_req, res) => {
    res.writeHead(status, headers)
    res.end()
  }

/** Written from the published description of Standard Webhooks, not from ours. */
function isFromUs({ headers, body }: Request, secret: string, now: Date): boolean {
  const [id, time, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name]),
  )
  if (Math.abs(now.getTime() / 1000 - Number(time)) > 300) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const hmac = createHmac('sha256', key)
  for (const part of [id, '.', time, '.', body]) hmac.update(part ?? '')
  const [version, signature = ''] = (given ?? '').split(',')
  const [ours, theirs] = [hmac.digest(), Buffer.from(signature, 'base64')]
  return version === 'v1' && ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

describe('A gateway that takes signed requests', () => {
  it('gets one request for each errand, which says what it is and is from us', async () => {
    const referral = aFullReferral()
    const requests = await against(answering(204), async (gateway) => {
      expect(await gateway.send(referral)).to.deep.equal(RECEIVED)
      expect(await gateway.correct(referral, 2)).to.deep.equal(RECEIVED)
      expect(await gateway.makeSafer('LARK-472', { stop: ['phone'] }, 3)).to.deep.equal({ result: 'told' })
      expect(await gateway.withdraw('LARK-472')).to.deep.equal({ result: 'withdrawn' })
    })
    expect(requests.map(({ body }) => JSON.parse(body))).to.deep.equal([
      { type: 'referral.created', sequence: 1, referral },
      { type: 'referral.corrected', sequence: 2, referral },
      { type: 'referral.safer', reference: 'LARK-472', stop: ['phone'] },
      { type: 'referral.withdrawn', reference: 'LARK-472' },
    ])
    expect(requests.map(({ headers }) => headers['webhook-id'])).to.deep.equal([
      'LARK-472/1',
      'LARK-472/2',
      'LARK-472/safer-3',
      'LARK-472/withdrawn',
    ])
    for (const request of requests) expect(isFromUs(request, SECRET, NOW)).to.equal(true)
  })

  it('can tell a request that was changed, is old, or is from somebody else', async () => {
    const [request] = await against(answering(204), (gateway) => gateway.send(aReferral()))
    if (!request) throw new Error('Nothing came')
    expect(isFromUs({ ...request, body: request.body.replace('LARK', 'WREN') }, SECRET, NOW)).to.equal(false)
    expect(isFromUs(request, SECRET, new Date(NOW.getTime() + 400_000))).to.equal(false)
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
    expect(isFromUs(request, other, NOW)).to.equal(false)
  })

  it('gets the same id and the same bytes when it has to be sent again', async () => {
    const requests = await against(answering(503), async (gateway) => {
      expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
      expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
    })
    expect(requests).to.have.length(2)
    expect(requests[0]?.body).to.equal(requests[1]?.body)
    expect(requests[0]?.headers['webhook-id']).to.equal(requests[1]?.headers['webhook-id'])
  })

  for (const [status, result] of [
    [200, 'received'],
    [202, 'received'],
    [410, 'refused'],
    [422, 'refused'],
    ...[301, 307, 400, 401, 403, 404, 408, 409, 413, 429, 500, 503].map(
      (code) => [code, 'unreachable'] as const,
    ),
  ] as const) {
    it(`that answers ${status} has ${result === 'unreachable' ? 'not answered yet' : result}`, async () => {
      await against(answering(status), async (gateway) => {
        expect(await gateway.send(aReferral())).to.include({ result })
        const isTaken = result === 'received'
        expect(await gateway.makeSafer('LARK-472', { stop: 'all' }, 2)).to.deep.equal({
          result: isTaken ? 'told' : 'unreachable',
        })
        expect(await gateway.withdraw('LARK-472')).to.deep.equal({
          result: isTaken ? 'withdrawn' : 'unreachable',
        })
      })
    })
  }

  it('is not followed to another address', async () => {
    const requests = await against(answering(307, { location: '/elsewhere' }), async (gateway) => {
      expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
    })
    expect(requests).to.have.length(1)
  })

  it('is out of reach when its answer does not begin in time', async () => {
    const began = performance.now()
    await against(
      () => {},
      async (gateway) => {
        expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
      },
    )
    expect(performance.now() - began).to.be.lessThan(20 * TIMEOUT_MS)
  })

  it('is out of reach when it hangs up', async () => {
    await against(
      (req) => void req.socket.destroy(),
      async (gateway) => {
        expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
      },
    )
  })

  it('may answer without end: none of it is read', async () => {
    let written = 0
    const endless: RequestListener = (_req, res) => {
      res.writeHead(200)
      const more = (): void => {
        if (res.destroyed) return
        written += 64 * 1024
        res.write(Buffer.alloc(64 * 1024), () => setImmediate(more))
      }
      more()
    }
    const began = performance.now()
    await against(endless, async (gateway) => {
      expect(await gateway.send(aReferral())).to.deep.equal(RECEIVED)
    })
    expect(performance.now() - began).to.be.lessThan(20 * TIMEOUT_MS)
    expect(written).to.be.lessThan(64 * 1024 * 1024)
  })

  it('gets nothing when nobody vouches for its certificate', async () => {
    let asked = 0
    const server = createSecureServer(HERE, (_req, res) => {
      asked += 1
      res.end()
    })
    const url = await listening(server)
    expect(await gatewayAt(url.replace('http:', 'https:')).send(aReferral())).to.deep.equal(UNREACHABLE)
    await stopped(server)
    expect(asked).to.equal(0)
  })

  it('does not exist at an address in the clear on a network', () => {
    const way = { url: 'http://gateway.example/in', secret: SECRET, lastConfirmed: async () => NOW }
    expect(webhookGateways(() => way).of('here')).to.equal(undefined)
  })

  it('says nothing of where a referral stands, and only what a person confirmed of who reads it', async () => {
    const gateway = gatewayAt('http://127.0.0.1:9/in')
    expect(await gateway.status('LARK-472')).to.deep.equal({ result: 'unknown' })
    expect(await gateway.lastOpened()).to.deep.equal({ result: 'known', at: NOW })
  })
})
