import { expect } from 'chai'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createPlainServer, type AddressInfo, type Socket } from 'node:net'
import { httpGateways } from '../../src/adapters/gateway-http/index.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { listening, NOON, stopped, TOKEN } from '../gateway/a-desk.ts'
import { aReferral } from '../gateway/a-referral.ts'
import { ELSEWHERE, EXPIRED, HERE } from '../support/certificates.ts'

const GOOD = { reference: 'LARK-472', status: 'received', received_at: NOON.toISOString() }
/** Long beside what each of these takes when it is done rightly, short beside what it takes when it is not. */
const TIMEOUT_MS = 1_500

type Ask = (gateway: Gateway) => Promise<unknown>
/** Everything that is asked of a gateway and waits for its answer. */
const ASKED: Readonly<Record<string, Ask>> = {
  'a referral': (gateway) => gateway.send(aReferral()),
  'a correction': (gateway) => gateway.correct(aReferral(), 2),
  'a withdrawal': (gateway) => gateway.withdraw('LARK-472'),
  'a look at its status': (gateway) => gateway.status('LARK-472'),
  'a look at its desk': (gateway) => gateway.lastOpened(),
}

const gatewayAt = (url: string, ca?: string): Gateway =>
  httpGateways(() => ({ url, token: TOKEN, ...(ca !== undefined && { identity: { ...HERE, ca } }) }), {
    timeoutMs: TIMEOUT_MS,
    now: () => NOON,
  }).of('here')!

const sending = (work: (url: string) => Promise<void>, listener: RequestListener): Promise<void> => {
  const server = createServer(listener)
  return listening(server).then((url) => work(url).finally(() => stopped(server)))
}

/** Asks, and says how it ended and how long that took, in milliseconds. */
async function asked(
  ask: Ask,
  gateway: Gateway,
): Promise<{ readonly ended: unknown; readonly took: number }> {
  const began = performance.now()
  const ended = await ask(gateway)
  return { ended, took: performance.now() - began }
}

const UNREACHABLE = { result: 'unreachable' }

for (const [what, ask] of Object.entries(ASKED)) {
  describe(`A gateway that is asked for ${what}`, () => {
    it('and answers without end is left as soon as it is too much', () => {
      let sent = 0
      return sending(
        async (url) => {
          const { ended, took } = await asked(ask, gatewayAt(url))
          expect(ended).to.deep.equal(UNREACHABLE)
          expect(took, 'milliseconds').to.be.below(TIMEOUT_MS)
          // What the sockets between hold is not read.
          expect(sent, 'bytes').to.be.below(32 * 1024 * 1024)
        },
        (_req, res) => {
          res.writeHead(201, { 'content-type': 'application/json' })
          const part = Buffer.alloc(64 * 1024, ' ')
          const more = (): void => {
            if (res.destroyed) return
            sent += part.length
            if (res.write(part)) setImmediate(more)
            else res.once('drain', more)
          }
          more()
        },
      )
    })

    it('and drips its answer for ever, a byte at a time, is not waited for longer than one that is silent', () => {
      const timers = new Set<NodeJS.Timeout>()
      return sending(
        async (url) => {
          const { ended, took } = await asked(ask, gatewayAt(url))
          expect(ended).to.deep.equal(UNREACHABLE)
          expect(took, 'milliseconds').to.be.within(TIMEOUT_MS * 0.8, TIMEOUT_MS * 2.5)
        },
        (_req, res) => {
          res.writeHead(201, { 'content-type': 'application/json' })
          const timer = setInterval(() => (res.destroyed ? clearInterval(timer) : res.write(' ')), 50)
          timers.add(timer)
        },
      ).finally(() => timers.forEach((timer) => clearInterval(timer)))
    })

    it('and drips even the head of its answer is not waited for longer either', async () => {
      const sockets = new Set<Socket>()
      const server = createPlainServer((socket) => {
        sockets.add(socket)
        const head = 'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nx-more: '
        let at = 0
        const timer = setInterval(() => socket.write(head[at++] ?? 'x'), 30)
        socket.on('error', () => clearInterval(timer))
        socket.on('close', () => clearInterval(timer))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      try {
        const { ended, took } = await asked(ask, gatewayAt(`http://127.0.0.1:${port}`))
        expect(ended).to.deep.equal(UNREACHABLE)
        expect(took, 'milliseconds').to.be.within(TIMEOUT_MS * 0.8, TIMEOUT_MS * 2.5)
      } finally {
        for (const socket of sockets) socket.destroy()
        server.close()
      }
    })

    for (const status of [301, 302, 303, 307, 308]) {
      it(`and answers ${status} to another host is not followed: neither token nor content goes there`, () => {
        let strangers = 0
        const stranger: RequestListener = (_req, res) => {
          strangers += 1
          res.writeHead(201, { 'content-type': 'application/json' })
          res.end(JSON.stringify(GOOD))
        }
        return sending(
          (elsewhere) =>
            sending(
              async (url) => {
                expect(await ask(gatewayAt(url))).to.deep.equal(UNREACHABLE)
                expect(strangers).to.equal(0)
              },
              (req, res) => {
                res.writeHead(status, { location: elsewhere.replace('127.0.0.1', 'localhost') + req.url })
                res.end()
              },
            ),
          stranger,
        )
      })
    }

    for (const [nonsense, type, body] of [
      ['a page', 'text/html', '<!doctype html><h1>Log in to the wireless network</h1>'],
      ['JSON that is no object', 'application/json', '"LARK-472"'],
      ['null', 'application/json', 'null'],
      ['a list', 'application/json', JSON.stringify([GOOD])],
      ['half of it', 'application/json', JSON.stringify(GOOD).slice(0, 40)],
      ['bytes that are no text', 'application/json', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
      ['a prototype', 'application/json', '{"__proto__":{"reference":"LARK-472","status":"received"}}'],
      ['brackets without end', 'application/json', '['.repeat(15_000)],
    ] as const) {
      it(`and answers 200 and ${nonsense} has told us nothing`, () =>
        sending(
          async (url) => {
            expect(await ask(gatewayAt(url))).to.deep.equal(UNREACHABLE)
          },
          (_req, res) => {
            res.writeHead(200, { 'content-type': type })
            res.end(body)
          },
        ))
    }

    for (const [certificate, shown, trusted] of [
      ['that has run out', EXPIRED, EXPIRED.cert],
      ['of another host', ELSEWHERE, ELSEWHERE.cert],
      ['that nobody vouches for', HERE, undefined],
    ] as const) {
      it(`and shows a certificate ${certificate} gets nothing`, async () => {
        let seen = 0
        const server = createSecureServer({ ...shown }, (_req, res) => {
          seen += 1
          res.writeHead(200, { 'content-type': 'application/json' })
          res.end(JSON.stringify(GOOD))
        })
        const url = (await listening(server)).replace('http:', 'https:')
        try {
          expect(await ask(gatewayAt(url, trusted))).to.deep.equal(UNREACHABLE)
          expect(seen).to.equal(0)
        } finally {
          await stopped(server)
        }
      })
    }
  })
}
