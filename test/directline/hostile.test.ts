import { request } from 'node:http'
import { expect } from 'chai'
import { MOST_ENTRIES } from '../../src/directline/log.ts'
import { LIFETIME_SECONDS, tokensSignedWith } from '../../src/directline/tokens.ts'
import { aDirectLine, SECRET, SITE, type Attached, type Call } from './a-direct-line.ts'

const OTHER = 'https://other.example'

describe('Direct Line and callers who mean no good', () => {
  let line: Attached
  beforeEach(
    async () =>
      (line = await aDirectLine({ areas: [{ id: 'national', origins: [SITE, 'https://second.example'] }] })),
  )
  afterEach(async () => {
    expect(line.faults).to.deep.equal([])
    await line.stop()
  })

  const refused = async (
    method: string,
    path: string,
    call: Call,
    status: number,
    code: string,
  ): Promise<void> => {
    const answer = await line.call(method, path, call)
    expect([answer.status, answer.body.error.code]).to.deep.equal([status, code])
    expect(answer.headers.get('content-type')).to.contain('application/json')
  }

  it('gives no token to a site that is not listed, nor to whoever names none', async () => {
    for (const origin of [
      OTHER,
      'null',
      `${SITE}.evil.example`,
      `${SITE}/`,
      'http://www.body.example',
      SITE.toUpperCase(),
    ])
      await refused('POST', '/tokens/generate', { origin }, 403, 'Forbidden')
    await refused('POST', '/tokens/generate', { origin: undefined }, 403, 'Forbidden')
  })

  it('takes no wrong secret, and no right one from a page', async () => {
    for (const token of ['x', SECRET.slice(1), `${SECRET}0`])
      await refused('POST', '/tokens/generate', { token, origin: undefined }, 401, 'Unauthorized')
    await refused('POST', '/tokens/generate', { token: SECRET }, 403, 'Forbidden')
  })

  it('takes no secret for a token', async () => {
    await refused('POST', '/conversations', { token: SECRET, origin: undefined }, 401, 'Unauthorized')
  })

  it('lets nobody into another’s conversation', async () => {
    const [me, you] = [await line.begun(), await line.begun()]
    await you.say('1')
    const path = `/conversations/${you.conversationId}`
    const body = { type: 'message', text: '1' }
    await refused('GET', path, { token: me.token }, 403, 'Forbidden')
    await refused('GET', `${path}/activities`, { token: me.token }, 403, 'Forbidden')
    await refused('POST', `${path}/activities`, { token: me.token, body }, 403, 'Forbidden')
  })

  it('knows tokens that are forged, run out, missing, or of another site', async () => {
    const me = await line.begun()
    const path = `/conversations/${me.conversationId}/activities`
    const claims = { conv: me.conversationId, area: 'national' }
    const forged = tokensSignedWith('another key').make(claims, line.clock)
    await refused('GET', path, { token: forged }, 401, 'Unauthorized')
    await refused('GET', path, {}, 401, 'Unauthorized')
    await refused('GET', path, { headers: { authorization: 'Basic eDp5' } }, 401, 'Unauthorized')
    await refused('GET', path, { token: me.token, origin: 'https://second.example' }, 403, 'Forbidden')
    await refused('GET', path, { token: me.token, origin: OTHER }, 403, 'Forbidden')
    line.clock = new Date(line.clock.getTime() + LIFETIME_SECONDS * 1000)
    await refused('GET', path, { token: me.token }, 403, 'TokenExpired')
    await refused('POST', path, { token: me.token, body: { type: 'message' } }, 403, 'TokenExpired')
  })

  it('takes no token of an area that has switched it off', async () => {
    const token = tokensSignedWith('a key for tests').make({ conv: 'c', area: 'essex' }, line.clock)
    await refused('POST', '/conversations', { token, origin: undefined }, 403, 'Forbidden')
  })

  for (const [name, body] of Object.entries({
    'no JSON': '{"type":',
    'a list': [],
    nothing: 'null',
    'no type': { text: '1' },
    'a type that is none': { type: 'x y' },
    'text that is none': { type: 'message', text: 1 },
    'an id as long as a book': { type: 'message', id: 'x'.repeat(101) },
    'channel data that is none': { type: 'message', channelData: 'x' },
    'a file': { type: 'message', attachments: [{}] },
    'bytes that are no text': Buffer.from([0x7b, 0xff, 0xfe]).toString('latin1'),
  })) {
    it(`reads no activity that is ${name}`, async () => {
      const me = await line.begun()
      const answer = await me.post(body)
      expect([answer.status, answer.body.error.code]).to.deep.equal([400, 'BadArgument'])
      expect((await me.poll('1')).body.activities).to.deep.equal([])
    })
  }

  it('reads no more than it takes, whatever a header claims', async () => {
    const me = await line.begun()
    const path = `/conversations/${me.conversationId}/activities`
    await refused(
      'POST',
      path,
      { token: me.token, body: { type: 'message', text: 'x'.repeat(33_000) } },
      413,
      'MessageSizeTooBig',
    )
    await refused(
      'POST',
      '/tokens/generate',
      { body: { user: { id: 'x'.repeat(5_000) } } },
      413,
      'MessageSizeTooBig',
    )
    expect(await trickled(`${line.url}/v3/directline${path}`, me.token)).to.equal(413)
  })

  it('answers calmly what is too long to be read', async () => {
    const me = await line.begun()
    expect((await me.say('word '.repeat(2_000))).status).to.equal(200)
    expect((await me.poll('2')).body.activities[0]!.text).to.contain('999')
  })

  it('takes JSON only, and nothing that is packed', async () => {
    const me = await line.begun()
    const path = `/conversations/${me.conversationId}/activities`
    const body = '{"type":"message","text":"1"}'
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-encoding': 'gzip' }])
      await refused('POST', path, { token: me.token, body, headers }, 415, 'UnsupportedMediaType')
  })

  it('bounds what waits in one conversation', async () => {
    const me = await line.begun()
    const { conversations } = line.memory.setting
    const { load } = conversations
    let go = (): void => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    Object.assign(conversations, { load: (id: string) => held.then(() => load(id)) })
    const sending = Array.from({ length: 20 }, () => me.say('hello'))
    // Those that are refused need not wait for those before them.
    await Promise.any(sending)
    setTimeout(go, 200)
    const answers = await Promise.all(sending)
    const refusals = answers.filter(({ status }) => status === 429)
    expect(refusals).to.have.length(15)
    expect(refusals[0]!.headers.get('retry-after')).to.equal('1')
    expect((await me.say('1')).status).to.equal(200)
    for (let count = 0; count < MOST_ENTRIES; count += 1) await me.say('hello')
    expect((await me.poll()).body.activities.length).to.be.at.most(MOST_ENTRIES)
  })

  it('keeps no place under a name of the caller’s choosing', async () => {
    const me = await line.begun()
    for (const id of ['a', 'b', 'c']) await me.say('hello', { from: { id } })
    expect(line.memory.places.size).to.equal(1)
  })

  it('writes down nothing that anybody sent', async () => {
    const me = await line.begun()
    await me.say('the blue door')
    await me.post({ type: 'message', text: 'the blue door', attachments: [{ name: 'the blue door' }] })
    await me.say('leave')
    expect(line.memory.traced.join('\n')).to.not.contain('blue')
  })
})

describe('Direct Line with no more room', () => {
  it('begins nothing faster than the host lets it', async () => {
    let left = 2
    const line = await aDirectLine({ mayBegin: () => (left -= 1) >= 0 })
    try {
      const { token } = await line.token()
      expect((await line.call('POST', '/conversations', { token })).status).to.equal(201)
      expect((await line.call('POST', '/conversations', { token })).status).to.equal(200)
      const refused = await line.call('POST', '/tokens/generate')
      expect([refused.status, refused.body.error.code]).to.deep.equal([429, 'TooManyRequests'])
    } finally {
      await line.stop()
    }
  })

  it('lets go of those who never answered, and never of those who are talking', async () => {
    const line = await aDirectLine({ bounds: { conversations: 2, bytes: 1e9 } })
    try {
      const [talking, silent] = [await line.begun(), await line.begun()]
      await talking.say('1')
      const third = await line.begun()
      expect((await silent.poll()).status).to.equal(404)
      expect((await talking.poll()).status).to.equal(200)
      await third.say('1')
      const { token } = await line.token()
      const refused = await line.call('POST', '/conversations', { token })
      expect([refused.status, refused.body.error.code]).to.deep.equal([503, 'ServiceUnavailable'])
    } finally {
      await line.stop()
    }
  })

  it('counts bytes too', async () => {
    const line = await aDirectLine({ bounds: { conversations: 100, bytes: 3_000 } })
    try {
      const begun = await Promise.all(Array.from({ length: 8 }, () => line.token()))
      for (const { token } of begun) await line.call('POST', '/conversations', { token })
      const alive = await Promise.all(
        begun.map(({ token, conversationId }) =>
          line.call('GET', `/conversations/${conversationId}`, { token }),
        ),
      )
      expect(alive.filter(({ status }) => status === 200).length).to.be.within(1, 4)
    } finally {
      await line.stop()
    }
  })
})

/** Sends a body in pieces without saying how long it will be; resolves with the status. */
function trickled(url: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sending = request(url, { method: 'POST', headers }, (res) => {
      resolve(res.statusCode ?? 0)
      sending.destroy()
    })
    sending.on('error', reject)
    for (let part = 0; part < 40; part += 1) sending.write('x'.repeat(1_000))
  })
}
