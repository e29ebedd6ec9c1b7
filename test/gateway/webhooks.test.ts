import { expect } from 'chai'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway, type GatewayOptions } from '../../src/gateway/create-gateway.ts'
import { aDesk, listening, NOON, settings, stopped, TOKEN, type Desk } from './a-desk.ts'
import { signedIn } from './a-member-of-staff.ts'
import { aFullReferral } from './a-referral.ts'

const KEY = Buffer.alloc(32, 9)
const SECRET = `whsec_${KEY.toString('base64')}`

interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

describe('news of a status', () => {
  let heard: Heard[]
  let answer: number
  let subscriber: Server
  let desk: Desk
  let now: Date
  let gateway: ReturnType<typeof createGateway>
  let folder: string

  const opened = async (overrides: Partial<GatewayOptions> = {}) => {
    gateway = createGateway(settings({ file: join(folder, 'gateway.db'), now: () => now, ...overrides }))
    const server = createServer((req, res) => void gateway.handle(req, res))
    const url = await listening(server)
    return { url, server }
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haven-webhooks-'))
    ;[heard, answer, now] = [[], 204, NOON]
    subscriber = createServer(async (req, res) => {
      const chunks: Buffer[] = []
      for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
      heard.push({ headers: req.headers, body: Buffer.concat(chunks).toString() })
      if (answer === 0) req.socket.destroy()
      else {
        res.writeHead(answer, { location: '/elsewhere' })
        res.end('x'.repeat(100))
      }
    })
  })
  afterEach(async () => {
    await stopped(subscriber)
    rmSync(folder, { recursive: true })
  })

  /** Somebody sends a referral and somebody at the desk opens it. */
  async function followed(work: (url: string) => Promise<void>): Promise<void> {
    const url = await listening(subscriber)
    const printed: string[] = []
    const { url: address, server } = await opened({
      subscribers: [{ client: 'haven', url, secret: SECRET }],
      print: (line) => void printed.push(line),
    })
    desk = {
      url: address,
      printed,
      api: (path, init = {}) =>
        fetch(`${address}/gateway/v1/${path}`, {
          ...init,
          headers: { authorization: `Bearer ${TOKEN}`, ...(init.headers as Record<string, string>) },
        }),
      post: async () => new Response(),
      stop: async () => {},
    }
    await desk.api('referrals', {
      method: 'POST',
      body: JSON.stringify(aFullReferral()),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'LARK-472' },
    })
    await (await signedIn(desk)).open('/gateway/referrals/LARK-472')
    try {
      await work(address)
    } finally {
      await stopped(server)
      gateway.close()
    }
  }

  it('reaches the client that sent it, signed, with a status and nothing of a person', async () => {
    await followed(async () => {
      await gateway.deliver()
      await gateway.deliver()
      expect(heard).to.have.length(1)
      const { headers, body } = heard[0]!
      const { id, ...news } = JSON.parse(body) as Record<string, unknown>
      expect(news).to.deep.equal({
        reference: 'LARK-472',
        status: 'being_read',
        status_at: NOON.toISOString(),
      })
      expect(headers['webhook-id']).to.equal(id)
      expect(headers['webhook-timestamp']).to.equal(String(NOON.getTime() / 1000))
      const signed = `${String(id)}.${String(headers['webhook-timestamp'])}.${body}`
      const right = createHmac('sha256', KEY).update(signed).digest('base64')
      expect(headers['webhook-signature']).to.equal(`v1,${right}`)
    })
  })

  for (const [what, status] of [
    ['a fault', 500],
    ['a redirect', 307],
    ['hanging up', 0],
    ['401', 401],
  ] as const) {
    it(`comes again with the same id after ${what}, later and later`, async () => {
      answer = status
      await followed(async () => {
        await gateway.deliver()
        await gateway.deliver()
        expect(heard, 'not at once').to.have.length(1)
        now = new Date(NOON.getTime() + 10_000)
        await gateway.deliver()
        now = new Date(NOON.getTime() + 20_000)
        await gateway.deliver()
        expect(heard, 'the second pause is longer').to.have.length(2)
        answer = 204
        now = new Date(NOON.getTime() + 30_000)
        await gateway.deliver()
        now = new Date(NOON.getTime() + 3_600_000)
        await gateway.deliver()
        expect(heard).to.have.length(3)
        expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).to.equal(1)
        expect(new Set(heard.map(({ headers }) => headers['webhook-timestamp'])).size).to.equal(3)
      })
    })
  }

  it('stops when it was heard before, and after three days, which is printed', async () => {
    answer = 409
    await followed(async () => {
      await gateway.deliver()
      answer = 500
      const staff = await signedInAgain()
      await staff()
      await gateway.deliver()
      now = new Date(NOON.getTime() + 3 * 24 * 3600_000)
      await gateway.deliver()
      now = new Date(now.getTime() + 24 * 3600_000)
      await gateway.deliver()
      expect(heard.map(({ body }) => (JSON.parse(body) as { status: string }).status)).to.deep.equal([
        'being_read',
        'accepted',
        'accepted',
      ])
      expect(desk.printed.at(-1)).to.include('given up').and.not.include('LARK')
    })
  })

  /** Changes the status past the staff page, whose link is used up. */
  async function signedInAgain() {
    const { referralStore } = await import('../../src/gateway/store/referrals.ts')
    const { openDatabase } = await import('../../src/gateway/store/database.ts')
    const { deliveryStore } = await import('../../src/gateway/store/deliveries.ts')
    const { webhooks } = await import('../../src/gateway/webhooks.ts')
    return async () => {
      gateway.close()
      const db = openDatabase(join(folder, 'gateway.db'))
      const { port } = subscriber.address() as { port: number }
      const news = webhooks({
        deliveries: deliveryStore(db),
        subscribers: [{ client: 'haven', url: `http://127.0.0.1:${port}`, secret: SECRET }],
        now: () => now,
        print: (line) => void (desk.printed as string[]).push(line),
      })
      const store = referralStore(db, settings().vault, news.note)
      store.change('LARK-472', 'being_read', { status: 'accepted' }, now.toISOString(), 'Staff session 1')
      gateway = { ...gateway, deliver: news.deliver, close: () => db.close() }
    }
  }

  it('waits in the file while the program does not run', async () => {
    answer = 500
    await followed(async () => gateway.deliver())
    answer = 204
    now = new Date(NOON.getTime() + 60_000)
    const { port } = subscriber.address() as { port: number }
    const { server } = await opened({
      subscribers: [{ client: 'haven', url: `http://127.0.0.1:${port}`, secret: SECRET }],
    })
    await gateway.deliver()
    await stopped(server)
    gateway.close()
    expect(heard).to.have.length(2)
    expect(heard[1]?.headers['webhook-id']).to.equal(heard[0]?.headers['webhook-id'])
  })

  it('is made for nobody unless somebody subscribed', async () => {
    const plain = await aDesk({ file: join(folder, 'plain.db') })
    await plain.post(aFullReferral())
    await (await signedIn(plain)).open('/gateway/referrals/LARK-472')
    await plain.stop()
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(join(folder, 'plain.db'))
    expect({ ...db.prepare('select count(*) as count from deliveries').get() }).to.deep.equal({ count: 0 })
    db.close()
  })

  for (const [what, subscriber] of [
    ['in the clear on a network', { url: 'http://haven.example/api/status-changes', secret: SECRET }],
    ['with a secret that could be guessed', { url: 'https://haven.example', secret: 'short' }],
  ] as const) {
    it(`is not sent ${what}`, () => {
      const subscribers = [{ client: 'haven', ...subscriber }]
      expect(() => createGateway(settings({ file: join(folder, 'gateway.db'), subscribers }))).to.throw(
        /https|characters/,
      )
      // The file was let go of.
      createGateway(settings({ file: join(folder, 'gateway.db') })).close()
    })
  }
})
