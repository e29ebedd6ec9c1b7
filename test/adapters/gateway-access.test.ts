import { expect } from 'chai'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import { createServer, type RequestListener, type Server } from 'node:http'
import { httpGateways, type GatewayAddress } from '../../src/adapters/gateway-http/index.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { aDesk, listening, NOON, stopped } from '../gateway/a-desk.ts'
import { aReferral } from '../gateway/a-referral.ts'
import { ELSEWHERE, HERE } from '../support/certificates.ts'

const SECRET = 'a-client-secret: with + and %'
const received = { reference: 'LARK-472', status: 'received', received_at: NOON.toISOString() }

/** Counts what a gateway with short tokens is asked. */
interface Asked {
  tokens: number
  referrals: number
  readonly basic: (string | undefined)[]
}

describe('a gateway that gives out short tokens', () => {
  let now: Date
  let asked: Asked
  let server: Server
  let holds: (token: string) => boolean
  let grant: Record<string, unknown>
  let tokenStatus: number

  const listener: RequestListener = (req, res) => {
    const sent = (status: number, body: unknown) => {
      res.writeHead(status, { 'content-type': 'application/json' })
      res.end(JSON.stringify(body))
    }
    if (req.url === '/token') {
      asked.tokens += 1
      asked.basic.push(req.headers.authorization)
      return sent(tokenStatus, { access_token: `token-${asked.tokens}`, token_type: 'bearer', ...grant })
    }
    asked.referrals += 1
    const isIn = holds(req.headers.authorization?.slice(7) ?? '')
    return sent(isIn ? 201 : 401, isIn ? received : {})
  }
  beforeEach(() => {
    ;[now, asked, holds] = [NOON, { tokens: 0, referrals: 0, basic: [] }, () => true]
    ;[grant, tokenStatus] = [{ expires_in: 600 }, 200]
    server = createServer(listener)
  })
  afterEach(() => stopped(server))

  async function gateway(): Promise<() => Gateway> {
    const url = await listening(server)
    const address: GatewayAddress = {
      url,
      credentials: { clientId: 'haven', clientSecret: SECRET, tokenUrl: `${url}/token` },
    }
    const gateways = httpGateways(() => ({ ...address }), { timeoutMs: 5000, now: () => now })
    return () => gateways.of('here')!
  }
  const after = (seconds: number) => (now = new Date(NOON.getTime() + seconds * 1000))

  it('is asked for one, which is used until shortly before it ends', async () => {
    const of = await gateway()
    for (const seconds of [0, 10, 569]) {
      after(seconds)
      expect(await of().send(aReferral())).to.have.property('result', 'received')
    }
    expect(asked.tokens).to.equal(1)
    after(570)
    await of().send(aReferral())
    expect(asked.tokens).to.equal(2)
    const pair = ['haven', SECRET].map((part) => encodeURIComponent(part).replaceAll('%20', '+')).join(':')
    expect(asked.basic[0]).to.equal(`Basic ${Buffer.from(pair).toString('base64')}`)
  })

  it('is asked once by many at once', async () => {
    const of = await gateway()
    await Promise.all(Array.from({ length: 10 }, () => of().send(aReferral())))
    expect(asked).to.include({ tokens: 1, referrals: 10 })
  })

  it('that has forgotten a token is asked for another, once', async () => {
    const of = await gateway()
    await of().send(aReferral())
    holds = (token) => token === 'token-2'
    expect(await of().send(aReferral())).to.have.property('result', 'received')
    expect(asked).to.include({ tokens: 2, referrals: 3 })
    holds = () => false
    expect(await of().send(aReferral())).to.deep.equal({ result: 'unreachable' })
    expect(asked).to.include({ tokens: 3, referrals: 5 })
  })

  for (const [what, status, body] of [
    ['a refusal', 401, { error: 'invalid_client' }],
    ['another kind of token', 200, { token_type: 'mac' }],
    ['a token with a line end in it', 200, { access_token: 'a\r\nx: y' }],
    ['a token that never holds', 200, { expires_in: 0 }],
  ] as const) {
    it(`is out of reach when it answers with ${what}, and sees no referral`, async () => {
      ;[tokenStatus, grant] = [status, body]
      expect(await (await gateway())().send(aReferral())).to.deep.equal({ result: 'unreachable' })
      expect(asked.referrals).to.equal(0)
    })
  }

  it('does not exist where its token would cross a network in the clear', () => {
    const credentials = { clientId: 'haven', clientSecret: SECRET, tokenUrl: 'http://tokens.example/token' }
    const gateways = httpGateways(() => ({ url: 'https://gateway.example', credentials }))
    expect(gateways.of('here')).to.equal(undefined)
  })

  it('and ours understand each other', async () => {
    const desk = await aDesk({ clients: [{ id: 'haven', secret: SECRET }] })
    const tokenUrl = `${desk.url}/gateway/v1/token`
    const known = { clientId: 'haven', clientSecret: SECRET, tokenUrl }
    const at = (credentials: typeof known) =>
      httpGateways(() => ({ url: desk.url, credentials }), { now: () => NOON }).of('here')!
    expect(await at(known).send(aReferral())).to.deep.equal({ result: 'received', at: NOON })
    expect(await at({ ...known, clientSecret: 'wrong' }).status('LARK-472')).to.deep.equal({
      result: 'unreachable',
    })
    await desk.stop()
  })
})

describe('a gateway over TLS', () => {
  const at = (url: string, identity?: GatewayAddress['identity']): Gateway =>
    httpGateways(() => ({ url, token: 'a-token-for-the-tests', ...(identity && { identity }) }), {
      timeoutMs: 5000,
      now: () => NOON,
    }).of('here')!

  async function secure<T>(options: ServerOptions, work: (url: string) => Promise<T>): Promise<[T, number]> {
    let seen = 0
    const server = createSecureServer(options, (_, res) => {
      seen += 1
      res.writeHead(201, { 'content-type': 'application/json' })
      res.end(JSON.stringify(received))
    })
    const url = (await listening(server)).replace('http:', 'https:')
    try {
      return [await work(url), seen]
    } finally {
      await stopped(server)
    }
  }
  const demanding = { ...HERE, requestCert: true, rejectUnauthorized: true, ca: [HERE.cert] }
  const send = (identity?: GatewayAddress['identity']) => (url: string) => at(url, identity).send(aReferral())
  const good = { result: 'received', at: NOON }

  it('is reached with our certificate where it demands one', async () => {
    const [sent, seen] = await secure(demanding, send({ ...HERE, ca: HERE.cert }))
    expect([sent, seen]).to.deep.equal([good, 1])
  })

  for (const [what, options, identity] of [
    ['that nobody vouches for', HERE, { ...HERE }],
    ['of another host', ELSEWHERE, { ...HERE, ca: ELSEWHERE.cert }],
    ['and demands ours, when we show another', demanding, { ...ELSEWHERE, ca: HERE.cert }],
    ['when our own cannot be read', HERE, { cert: 'no certificate', key: 'no key', ca: HERE.cert }],
  ] as const) {
    it(`is out of reach with a certificate ${what}, and sees nothing`, async () => {
      const [sent, seen] = await secure(options, send(identity))
      expect([sent, seen]).to.deep.equal([{ result: 'unreachable' }, 0])
    })
  }

  it('is out of reach when it demands a certificate and we have none', async () => {
    const [sent, seen] = await secure(demanding, send())
    expect([sent, seen]).to.deep.equal([{ result: 'unreachable' }, 0])
  })
})
