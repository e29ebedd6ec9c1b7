import { expect } from 'chai'
import { request } from 'node:http'
import { aDesk, TOKEN, type Desk } from './a-desk.ts'
import { aReferral } from './a-referral.ts'

const CANARY = 'Zephyrine Quill'
const valid = aReferral({ name: CANARY })
const text = JSON.stringify(valid)
const named = (name: unknown) => JSON.stringify({ ...valid, name })
const json = { 'content-type': 'application/json', 'idempotency-key': 'LARK-472' }

interface Case {
  readonly what: string
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly status: number
  readonly headers?: Record<string, string>
  /** What the answer names, when it names anything. */
  readonly names?: string
}

const CASES: readonly Case[] = [
  { what: 'half of a referral', body: text.slice(0, -20), status: 400 },
  { what: 'nothing', body: '', status: 400 },
  { what: 'bytes that are no text', body: Uint8Array.from([0x22, 0xff, 0xfe, 0x22]), status: 400 },
  {
    what: 'a key named __proto__',
    body: text.replace('{', `{"__proto__":{"name":"${CANARY}"},`),
    status: 400,
  },
  {
    what: 'a __proto__ deep inside',
    body: text.replace('"place":{', '"place":{"__proto__":{},'),
    status: 400,
  },
  { what: 'a tower of brackets', body: '['.repeat(60_000), status: 400 },
  { what: 'null', body: 'null', status: 422, names: 'the whole body' },
  { what: 'a list', body: `[${text}]`, status: 422, names: 'the whole body' },
  { what: 'a constructor', body: text.replace('{', '{"constructor":{"prototype":{}},'), status: 422 },
  { what: 'an object for a name', body: named({ first: CANARY }), status: 422, names: 'name' },
  { what: 'a name too long', body: named(CANARY.repeat(30)), status: 422, names: 'name' },
  { what: 'a null character in a name', body: named(`${CANARY}\u0000`), status: 422, names: 'name' },
  { what: 'a terminal escape in a name', body: named(`${CANARY}\u001b[2J`), status: 422, names: 'name' },
  {
    what: 'an unknown field',
    body: text.replace('{', '{"risk_level":"high",'),
    status: 422,
    names: 'risk_level',
  },
  {
    what: 'an unknown field inside',
    body: text.replace('"contact":{', `"contact":{"whatsapp":"${CANARY}",`),
    status: 422,
    names: 'contact.whatsapp',
  },
  {
    what: 'somebody as the name of a field',
    body: text.replace('{', `{"${CANARY}":1,`),
    status: 422,
    names: '(a field with a strange name)',
  },
  {
    what: 'an agreement for somebody else',
    body: JSON.stringify({ ...valid, consent: { ...valid.consent, recipient: CANARY } }),
    status: 422,
    names: 'consent.recipient',
  },
  { what: 'more than 64 kB', body: named('x'.repeat(70_000)), status: 413 },
  {
    what: 'a form',
    body: text,
    status: 415,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  { what: 'something compressed', body: text, status: 415, headers: { 'content-encoding': 'gzip' } },
  { what: 'another key than its reference', body: text, status: 422, headers: { 'idempotency-key': CANARY } },
]

describe('a hostile body', () => {
  let desk: Desk
  before(async () => {
    desk = await aDesk()
  })
  after(() => desk.stop())

  const sent = (body: Case['body'], headers: Record<string, string>) =>
    desk.api('referrals', { method: 'POST', body, headers })

  for (const { what, body, status, headers, names } of CASES) {
    it(`${what} gets ${status}, and nothing of it comes back`, async () => {
      const response = await sent(body, { ...json, ...headers })
      const answer = await response.text()
      expect(response.status, answer).to.equal(status)
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/)
      expect(JSON.parse(answer)).to.include({ type: 'about:blank', status })
      expect(answer).not.to.include('Zephyrine')
      if (names) expect(JSON.parse(answer).detail).to.match(/: \S/).and.include(names)
    })
  }

  it('without an Idempotency-Key is refused', async () => {
    expect((await sent(text, { 'content-type': 'application/json' })).status).to.equal(400)
  })

  it('that lies about its length by not saying it is stopped while it is read', async () => {
    expect(await statusOfChunks(desk.url, 'x'.repeat(16 * 1024), 6)).to.equal(413)
  })

  it('leaves nothing behind', async () => {
    expect((await desk.api('referrals/LARK-472')).status).to.equal(404)
  })
})

/** Posts `count` chunks without a Content-Length. */
const statusOfChunks = (url: string, chunk: string, count: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { ...json, authorization: `Bearer ${TOKEN}`, 'transfer-encoding': 'chunked' }
    const req = request(`${url}/gateway/v1/referrals`, { method: 'POST', headers }, (res) => {
      res.resume()
      resolve(res.statusCode)
    })
    req.on('error', reject)
    for (let sent = 0; sent < count; sent += 1) req.write(chunk)
    req.end()
  })
