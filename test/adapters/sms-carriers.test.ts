import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { expect } from 'chai'
import { isSayable } from '../../src/adapters/sms-notify/sayable.ts'
import { isNotifyKey, tokenOf } from '../../src/adapters/sms-notify/token.ts'
import { twilio } from '../../src/adapters/sms-twilio/index.ts'
import { signatureOf } from '../../src/adapters/sms-twilio/signature.ts'
import { isFresh } from '../../src/tools/handset/taking.ts'

const KEY = 'live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0'

describe("Twilio's signature", () => {
  it('is that of the example in its documentation', () => {
    const parameters = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    })
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
    expect(signatureOf('12345', url, parameters)).to.equal('RSOYDt4T1cUTdK1PDd93/VVr8B8=')
  })
})

describe("GOV.UK Notify's token", () => {
  it('is from the service of the key, and fresh', () => {
    const now = new Date('2026-11-24T10:00:00Z')
    expect(isNotifyKey(KEY)).to.equal(true)
    expect(isNotifyKey(KEY.slice(6, -1))).to.equal(false)
    expect(isFresh(tokenOf(KEY, now), KEY, now.getTime())).to.equal(true)
    expect(isFresh(tokenOf(KEY, now), KEY, now.getTime() + 40_000)).to.equal(false)
  })
})

describe('what GOV.UK Notify sends as it reads', () => {
  for (const text of [
    'Ring 999.',
    'Oes rhywun mewn perygl nawr? Ŵyr, tŷ, gŵyl, môr, ïon',
    '“Yes” – it’s €5 [now]…',
    'zażółć'.replace('ł', 'l'),
    'gŵyl'.normalize('NFD'),
  ])
    it(`keeps "${text}"`, () => expect(isSayable(text)).to.equal(true))
  for (const text of ['مرحبا', 'ਸਤ ਸ੍ਰੀ', '你好', 'Привет', 'Łódź', 'ok 🙂'])
    it(`refuses "${text}"`, () => expect(isSayable(text)).to.equal(false))
})

describe('a carrier that is away', () => {
  const text = { key: '1', to: '+447700900123', from: '+447700900000', text: 'hello' }
  it('has surely not taken a text when nobody was there to connect to', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const away = twilio(
      { account: 'AC1', token: 'secret', url: `http://127.0.0.1:${port}` },
      () => 'https://example.org',
      2_000,
    )
    expect(await away.send(text)).to.deep.equal({ result: 'later' })
    expect(await away.find(text, new Date(), () => Promise.resolve(false))).to.deep.equal({
      result: 'unknown',
    })
  })

  it('is not taken to have a text that only reads like one it had before', async () => {
    const sent = ['SM1', 'SM2'].map((sid) => ({ sid, body: 'hello', date_created: new Date().toUTCString() }))
    const server = createHttp((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      res.end(JSON.stringify({ messages: sent }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const there = twilio(
      { account: 'AC1', token: 'secret', url: `http://127.0.0.1:${port}` },
      () => '',
      5_000,
    )
    const among = (...known: string[]) => there.find(text, new Date(), async (id) => known.includes(id))
    try {
      expect(await among()).to.deep.equal({ result: 'taken', id: 'SM1' })
      expect(await among('SM1')).to.deep.equal({ result: 'taken', id: 'SM2' })
      expect(await among('SM1', 'SM2')).to.deep.equal({ result: 'later' })
    } finally {
      server.close()
    }
  })
})
