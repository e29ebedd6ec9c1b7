import { expect } from 'chai'
import { createServer, type RequestListener } from 'node:http'
import { httpGateways } from '../../src/adapters/gateway-http/index.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { aDesk, listening, NOON, stopped, TOKEN } from '../gateway/a-desk.ts'
import { signedIn } from '../gateway/a-member-of-staff.ts'
import { aReferral } from '../gateway/a-referral.ts'

const TIMEOUT_MS = 60
const good = { reference: 'LARK-472', status: 'received', received_at: NOON.toISOString() }
const problem = { 'content-type': 'application/problem+json' }

/** Long enough for a machine that does other things too: our own desk always answers. */
const PATIENT_MS = 5_000

function gatewayAt(url: string, token = TOKEN, timeoutMs = PATIENT_MS): Gateway {
  const options = { timeoutMs, now: () => NOON }
  const gateway = httpGateways((area) => (area === 'here' ? { url, token } : undefined), options).of('here')
  if (!gateway) throw new Error('There is no gateway')
  return gateway
}

/** Runs `work` against a gateway that answers with `listener`. */
async function against<T>(
  listener: RequestListener,
  work: (gateway: Gateway) => Promise<T>,
  timeoutMs = PATIENT_MS,
): Promise<T> {
  const server = createServer(listener)
  const url = await listening(server)
  try {
    return await work(gatewayAt(url, TOKEN, timeoutMs))
  } finally {
    await stopped(server)
  }
}

const answering =
  (status: number, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  (...[, res]: Parameters<RequestListener>) => {
    res.writeHead(status, headers)
    res.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

const send = (gateway: Gateway) => gateway.send(aReferral())
const status = (gateway: Gateway) => gateway.status('LARK-472')

describe('a gateway over HTTP', () => {
  it('sends a referral, twice if need be, and sees its status change', async () => {
    const desk = await aDesk()
    const gateway = gatewayAt(desk.url)
    const received = { result: 'received', at: NOON }
    expect(await send(gateway)).to.deep.equal(received)
    expect(await send(gateway)).to.deep.equal(received)
    expect(await status(gateway)).to.deep.equal({ result: 'known', status: 'received', at: NOON })
    const staff = await signedIn(desk)
    await staff.open('/gateway/referrals/LARK-472')
    expect(await status(gateway)).to.deep.equal({ result: 'known', status: 'being_read', at: NOON })
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    expect(await status(gateway)).to.deep.equal({ result: 'known', status: 'closed', at: NOON })
    expect(await gateway.status('WREN-111')).to.deep.equal({ result: 'unknown' })
    expect(await gateway.send(aReferral({ name: 'Somebody else' }))).to.deep.equal({ result: 'refused' })
    await desk.stop()
  })

  it('corrects a referral, once for each number, and never back', async () => {
    const desk = await aDesk()
    const gateway = gatewayAt(desk.url)
    const named = (name: string) => aReferral({ name })
    expect(await gateway.correct(named('Early'), 2)).to.deep.equal({ result: 'unreachable' })
    await gateway.send(named('First'))
    const received = { result: 'received', at: NOON }
    expect(await gateway.correct(named('Third'), 3)).to.deep.equal(received)
    expect(await gateway.correct(named('Third'), 3)).to.deep.equal(received)
    expect(await gateway.correct(named('Second'), 2)).to.deep.equal({ result: 'refused' })
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/referrals/LARK-472')).text).to.include('Third')
    expect(await gateway.withdraw('LARK-472')).to.deep.equal({ result: 'withdrawn' })
    expect(await gateway.correct(named('Fourth'), 4)).to.deep.equal({ result: 'refused' })
    await desk.stop()
  })

  it('makes contact safer, before the referral or after it, and believes only an answer that says so', async () => {
    const desk = await aDesk()
    const gateway = gatewayAt(desk.url)
    expect(await gateway.makeSafer('LARK-472', { stop: ['phone'] }, 2)).to.deep.equal({ result: 'told' })
    await gateway.send(aReferral())
    expect(await gateway.makeSafer('LARK-472', { stop: 'all' }, 3)).to.deep.equal({ result: 'told' })
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/referrals/LARK-472')).text).to.include('asked for no contact')
    await desk.stop()
    const say = (gateway: Gateway) => gateway.makeSafer('LARK-472', { stop: ['phone', 'text'] }, 2)
    for (const [code, body, result] of [
      [200, { reference: 'LARK-472', stopped: ['text', 'phone', 'post'] }, 'told'],
      [200, { reference: 'LARK-472', stopped: 'all' }, 'told'],
      [200, { reference: 'LARK-472', stopped: ['phone'] }, 'unreachable'],
      [200, { reference: 'WREN-111', stopped: 'all' }, 'unreachable'],
      [200, '', 'unreachable'],
      [404, '', 'unreachable'],
      [405, '', 'unreachable'],
      [409, '', 'unreachable'],
      [422, '', 'unreachable'],
      [503, '', 'unreachable'],
    ] as const)
      expect(await against(answering(code, body), say), `${code} ${JSON.stringify(body)}`).to.deep.equal({
        result,
      })
  })

  it('tells why one was declined, and how long a wait is', async () => {
    const desk = await aDesk()
    const gateway = gatewayAt(desk.url)
    await gateway.send(aReferral())
    const staff = await signedIn(desk)
    await staff.open('/gateway/referrals/LARK-472')
    const set = async (fields: Record<string, string>) =>
      staff.send('/gateway/referrals/LARK-472/status', { csrf: await staff.csrf(), ...fields })
    await set({ was: 'being_read', status: 'waiting', weeks: '6' })
    const known = { result: 'known', at: NOON }
    expect(await status(gateway)).to.deep.equal({ ...known, status: 'waiting', waitWeeks: 6 })
    await set({ was: 'waiting', status: 'declined', reason: 'out-of-area' })
    expect(await status(gateway)).to.deep.equal({ ...known, status: 'declined', reason: 'out-of-area' })
    await desk.stop()
  })

  it('tells the status though what stands beside it makes no sense', async () => {
    const beside = { reference: 'LARK-472', status: 'declined', status_at: NOON.toISOString() }
    const answered = answering(200, { ...beside, reason: 'a person said so', wait_weeks: -3 })
    expect(await against(answered, status)).to.deep.equal({ result: 'known', status: 'declined', at: NOON })
  })

  const corrected = { ...good, sequence: 2 }
  const correct = (gateway: Gateway) => gateway.correct(aReferral(), 2)
  for (const [code, body, result] of [
    [400, '', 'refused'],
    [409, '', 'refused'],
    [413, '', 'refused'],
    [422, '', 'refused'],
    [401, corrected, 'unreachable'],
    [404, corrected, 'unreachable'],
    [405, corrected, 'unreachable'],
    [429, corrected, 'unreachable'],
    [503, corrected, 'unreachable'],
    [201, good, 'unreachable'],
    [201, { ...corrected, sequence: 3 }, 'unreachable'],
    [201, { ...corrected, reference: 'WREN-111' }, 'unreachable'],
  ] as const) {
    it(`has a correction ${result} when it answers ${code} with ${JSON.stringify(body).slice(0, 60)}`, async () => {
      expect(await against(answering(code, body), correct)).to.deep.equal({ result })
    })
  }

  it('is out of reach with a wrong token', async () => {
    const desk = await aDesk()
    const results = [await send(gatewayAt(desk.url, 'wrong')), await status(gatewayAt(desk.url, 'wrong'))]
    await desk.stop()
    expect(results).to.deep.equal([{ result: 'unreachable' }, { result: 'unreachable' }])
  })

  for (const code of [400, 409, 413, 422]) {
    it(`refuses when it answers ${code}, even without a body`, async () => {
      expect(await against(answering(code, ''), send)).to.deep.equal({ result: 'refused' })
    })
  }

  for (const code of [204, 401, 403, 404, 405, 408, 429, 500, 502, 503]) {
    it(`is out of reach when it answers ${code}`, async () => {
      const body = code === 204 ? '' : good
      expect(await against(answering(code, body), send)).to.deep.equal({ result: 'unreachable' })
    })
  }

  for (const [what, body] of [
    ['no JSON', '<h1>Welcome to the hotel</h1>'],
    ['nothing', ''],
    ['another referral', { ...good, reference: 'WREN-111' }],
    ['no time', { ...good, received_at: 'yesterday' }],
    ['another status', { ...good, status: 'ok' }],
    ['far too much', JSON.stringify({ ...good, padding: 'x'.repeat(20_000) })],
  ] as const) {
    it(`is out of reach when it answers 201 with ${what}`, async () => {
      expect(await against(answering(201, body), send)).to.deep.equal({ result: 'unreachable' })
    })
  }

  for (const [what, listener] of [
    ['never answers', () => {}],
    [
      'stops half way through an answer',
      (...[, res]: Parameters<RequestListener>) => {
        res.writeHead(201)
        res.write('{"ref')
      },
    ],
    ['hangs up', (...[req]: Parameters<RequestListener>) => void req.socket.destroy()],
  ] as const) {
    it(`is out of reach, and says so in time, when it ${what}`, async () => {
      const began = performance.now()
      expect(await against(listener, send, TIMEOUT_MS)).to.deep.equal({ result: 'unreachable' })
      expect(await against(listener, status, TIMEOUT_MS)).to.deep.equal({ result: 'unreachable' })
      expect(performance.now() - began).to.be.lessThan(20 * TIMEOUT_MS)
    })
  }

  it('is out of reach where nothing listens', async () => {
    const server = createServer()
    const url = await listening(server)
    await stopped(server)
    expect(await send(gatewayAt(url))).to.deep.equal({ result: 'unreachable' })
  })

  it('is not followed to another address', async () => {
    let followed = 0
    const listener: RequestListener = (req, res) => {
      if (req.url === '/elsewhere') followed += 1
      res.writeHead(req.url === '/elsewhere' ? 201 : 307, { location: '/elsewhere' })
      res.end(JSON.stringify(good))
    }
    expect(await against(listener, send)).to.deep.equal({ result: 'unreachable' })
    expect(followed).to.equal(0)
  })

  it('knows of no referral only when it says so in the agreed form', async () => {
    const body = { type: 'about:blank', title: 'No such referral', status: 404 }
    expect(await against(answering(404, body, problem), status)).to.deep.equal({ result: 'unknown' })
    expect(await against(answering(404, '<h1>Not found</h1>', {}), status)).to.deep.equal({
      result: 'unreachable',
    })
  })

  it('with a clock that is ahead does not make us say what is to come', async () => {
    const ahead = { ...good, received_at: '2030-01-01T00:00:00Z' }
    expect(await against(answering(201, ahead), send)).to.deep.equal({ result: 'received', at: NOON })
  })

  for (const [what, url] of [
    ['in the clear on a network', 'http://gateway.example'],
    ['that is no address', 'embedded'],
  ] as const) {
    it(`does not exist for an area with an address ${what}`, () => {
      expect(httpGateways(() => ({ url, token: TOKEN })).of('here')).to.equal(undefined)
    })
  }

  it('exists for an HTTPS address, and for no area that has none', () => {
    const gateways = httpGateways((area) =>
      area === 'here' ? { url: 'https://gateway.example/path', token: TOKEN } : undefined,
    )
    expect(gateways.of('here')).to.be.an('object')
    expect(gateways.of('there')).to.equal(undefined)
  })
})
