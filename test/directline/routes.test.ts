import { expect } from 'chai'
import { LIFETIME_SECONDS } from '../../src/directline/tokens.ts'
import { aDirectLine, SECRET, SITE, talking, type Attached } from './a-direct-line.ts'

describe('Direct Line, call by call', () => {
  let line: Attached
  beforeEach(async () => (line = await aDirectLine()))
  afterEach(() => line.stop())

  it('gives a token to a browser on a listed site', async () => {
    const { status, body } = await line.call('POST', '/tokens/generate')
    expect(status).to.equal(200)
    expect(body.conversationId).to.match(/^[\w-]{22}$/)
    expect(body.expires_in).to.equal(1800)
  })

  it('gives a token to a server that has its area’s secret, with the person’s name in it', async () => {
    const { status, body } = await line.call('POST', '/tokens/generate', {
      token: SECRET,
      origin: undefined,
      body: { user: { id: 'dl_one' } },
    })
    expect(status).to.equal(200)
    const claims = Buffer.from(body.token.split('.')[1]!, 'base64url').toString()
    expect(JSON.parse(claims)).to.include({ user: 'dl_one', conv: body.conversationId })
    expect(JSON.parse(claims)).to.not.have.property('site')
  })

  it('begins a conversation once, greets, and finds it again', async () => {
    const { token, conversationId } = await line.token()
    const begun = await line.call('POST', '/conversations', { token, body: { locale: 'en-GB', user: {} } })
    expect(begun.status).to.equal(201)
    expect(begun.body.conversationId).to.equal(conversationId)
    expect(begun.body.streamUrl).to.match(/^ws:\/\/127.0.0.1:\d+\/v3\/directline\/conversations\//)
    const again = await line.call('POST', '/conversations', { token })
    expect(again.status).to.equal(200)
    const { body } = await talking(line.call, begun.body).poll('')
    expect(body.activities.map(({ from }) => from.role)).to.deep.equal(['bot'])
    expect(body.activities[0]!.text).to.contain('Can anyone else see this screen?')
    expect(body.watermark).to.equal('1')
  })

  it('greets in the language of the client', async () => {
    const { token } = await line.token()
    const begun = await line.call('POST', '/conversations', { token, body: { locale: 'cy-GB' } })
    const { body } = await talking(line.call, begun.body).poll()
    expect(body.activities[0]!.text).to.contain('Rhaglen gyfrifiadurol')
  })

  it('says back what the person said, whole and in order, and answers it after that', async () => {
    const me = await line.begun()
    const channelData = { clientActivityID: 'c1', 'webchat:fallback-text': 'x', deep: [{ a: 1 }] }
    const posted = await me.say('1', { channelData, locale: 'en-GB', textFormat: 'plain' })
    expect(posted.status).to.equal(200)
    const { body } = await me.poll('1')
    const [mine, answer] = body.activities
    expect(mine).to.deep.include({ id: posted.body.id, text: '1', channelData, type: 'message' })
    expect(mine!.from).to.deep.equal({ id: 'me', role: 'user' })
    expect(answer).to.deep.include({ replyToId: posted.body.id })
    expect(answer!.text).to.contain('danger')
    expect(body.activities).to.have.length(2)
    expect((await me.poll(body.watermark)).body.activities).to.deep.equal([])
  })

  it('takes what a button carries', async () => {
    const me = await line.begun()
    await me.say('No one can see it')
    const [button] = (await me.poll('2')).body.activities[0]!.suggestedActions!.actions
    expect(button!.value).to.have.nested.property('haven.options')
    const posted = await me.post({
      type: 'message',
      text: button!.title,
      value: button!.value,
      from: { id: 'me' },
    })
    expect(posted.status).to.equal(200)
  })

  it('calls the person by the token’s name, whatever a client says', async () => {
    const { body } = await line.call('POST', '/tokens/generate', {
      token: SECRET,
      origin: undefined,
      body: { user: { id: 'dl_one' } },
    })
    const begun = await line.call('POST', '/conversations', { token: body.token, origin: undefined })
    const path = `/conversations/${body.conversationId}/activities`
    const from = { id: 'dl_two', name: 'N' }
    const program = { token: begun.body.token, origin: undefined }
    await line.call('POST', path, { ...program, body: { type: 'message', text: '1', from } })
    const { activities } = (await line.call('GET', path, program)).body
    expect(activities.map(({ from: { id } }) => id)).to.deep.equal(['haven', 'dl_one', 'haven'])
  })

  it('refreshes a token, and not one that has run out', async () => {
    const me = await line.begun()
    line.clock = new Date(line.clock.getTime() + (LIFETIME_SECONDS - 60) * 1000)
    const { status, body } = await line.call('POST', '/tokens/refresh', { token: me.token })
    expect(status).to.equal(200)
    line.clock = new Date(line.clock.getTime() + 120_000)
    expect((await talking(line.call, { ...me, token: body.token }).poll()).status).to.equal(200)
    const late = await line.call('POST', '/tokens/refresh', { token: me.token })
    expect([late.status, late.body.error.code]).to.deep.equal([403, 'TokenExpired'])
  })

  it('answers a browser that asks first, and only where it is listed', async () => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const ours = await line.call('OPTIONS', '/conversations', { headers: asked })
    expect(ours.status).to.equal(204)
    expect(ours.headers.get('access-control-allow-origin')).to.equal(SITE)
    expect(ours.headers.get('access-control-allow-headers')).to.contain('x-ms-bot-agent')
    expect(ours.headers.get('access-control-allow-credentials')).to.equal(null)
    const other = await line.call('OPTIONS', '/conversations', {
      headers: asked,
      origin: 'https://other.example',
    })
    expect(other.status).to.equal(403)
    expect(other.headers.get('access-control-allow-origin')).to.equal(null)
  })

  it('lets the scripts of a listed site read also what went wrong', async () => {
    const wrong = await line.call('POST', '/conversations', { token: 'x' })
    expect(wrong.status).to.equal(401)
    expect(wrong.headers.get('access-control-allow-origin')).to.equal(SITE)
    expect(wrong.headers.get('vary')).to.contain('Origin')
  })

  it('takes no files', async () => {
    const me = await line.begun()
    const upload = await line.call('POST', `/conversations/${me.conversationId}/upload?userId=me`, {
      token: me.token,
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(upload.status).to.equal(415)
    const attached = await me.say('look', {
      attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }],
    })
    expect(attached.status).to.equal(400)
  })

  it('says nothing to typing and to events, and shows them to nobody', async () => {
    const me = await line.begun()
    for (const type of ['typing', 'event', 'conversationUpdate'])
      expect((await me.post({ type, from: { id: 'me' } })).status).to.equal(200)
    expect((await me.poll('1')).body.activities).to.deep.equal([])
  })

  for (const [method, path, status] of [
    ['GET', '/session/getsessionid', 404],
    ['GET', '/', 404],
    ['GET', '/tokens/generate', 405],
    ['DELETE', '/conversations', 405],
    ['GET', '/conversations/short', 404],
  ] as const) {
    it(`answers ${method} ${path} by ${status}`, async () => {
      const { body, ...answer } = await line.call(method, path, { token: (await line.token()).token })
      expect(answer.status).to.equal(status)
      expect(body.error.code).to.be.a('string')
      expect(body.error.message).to.be.a('string')
    })
  }
})
