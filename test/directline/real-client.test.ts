import { expect } from 'chai'
import { LIFETIME_SECONDS } from '../../src/directline/tokens.ts'
import { aDirectLine, SECRET, type Attached } from './a-direct-line.ts'
import { needsProof, realClient, STATUS, type Client } from './real-client.ts'

describe('Direct Line’s own client, botframework-directlinejs,', function () {
  this.timeout(40_000)
  let line: Attached
  const clients: Client[] = []

  before(needsProof)
  beforeEach(async () => (line = await aDirectLine()))
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end()
    await line.stop()
  })

  async function client(options: object): Promise<Client> {
    const { body } = await line.call('POST', '/tokens/generate', { token: SECRET, origin: undefined })
    return watched({ token: body.token, ...options })
  }
  function watched(options: object): Client {
    const made = realClient(line.url, options)
    clients.push(made)
    return made
  }
  const roles = (client: Client): readonly string[] => client.heard.map(({ from }) => from.role)

  for (const webSocket of [true, false]) {
    const way = webSocket ? 'by its stream' : 'by asking again and again'

    it(`is greeted and answered in order, ${way}`, async () => {
      const me = await client({ webSocket })
      await me.come(1)
      expect(me.heard[0]!.text).to.contain('Can anyone else see this screen?')
      const id = await me.say('1')
      await me.come(3)
      expect(me.heard[1]).to.include({ id, text: '1' })
      await me.say('no')
      await me.come(5)
      expect(roles(me)).to.deep.equal(['bot', 'user', 'bot', 'user', 'bot'])
      expect(me.heard.at(-1)!.replyToId).to.equal(me.heard[3]!.id)
      expect(me.sockets).to.have.length(webSocket ? 1 : 0)
    })

    it(`is told of danger before anything else, ${way}`, async () => {
      const me = await client({ webSocket })
      await me.come(1)
      await me.say('he is going to kill me')
      await me.come(3)
      expect(me.heard.at(-1)!.text).to.contain('999')
    })

    it(`knows that who left has ended, and cannot go on, ${way}`, async () => {
      const me = await client({ webSocket })
      await me.come(1)
      await me.say('1')
      await me.come(3)
      await me.say('leave')
      await me.come(5)
      if (!webSocket) await me.be(STATUS.ended)
      const failed = await me.say('hello').catch((error: unknown) => error)
      if (webSocket) expect(failed).to.include({ status: 404 })
      else expect(failed).to.be.instanceOf(Error)
      expect(line.memory.places.size).to.equal(0)
    })

    it(`is not lost by something that breaks, ${way}`, async () => {
      const me = await client({ webSocket })
      await me.come(1)
      const { conversations } = line.memory.setting
      const { load } = conversations
      Object.assign(conversations, { load: () => Promise.reject(new RangeError('disk')) })
      await me.say('1')
      await me.come(3)
      expect(me.heard.at(-1)!.text).to.contain('Something went wrong at our end.')
      Object.assign(conversations, { load })
      await me.say('1')
      await me.come(5)
      expect(me.statuses.at(-1)).to.equal(STATUS.online)
    })
  }

  it('loses nothing and hears nothing twice when its stream is cut again and again', async () => {
    const me = await client({ webSocket: true })
    await me.come(1)
    for (const [index, text] of ['1', 'no', '1'].entries()) {
      me.sockets.at(-1)!.terminate()
      await me.say(text)
      await me.come(3 + 2 * index)
    }
    expect(me.sockets.length).to.be.greaterThan(3)
    expect(roles(me)).to.deep.equal(['bot', 'user', 'bot', 'user', 'bot', 'user', 'bot'])
    expect(new Set(me.heard.map(({ id }) => id)).size).to.equal(7)
  })

  it('is answered once when it sends a message again', async () => {
    const me = await client({ webSocket: true })
    await me.come(1)
    const channelData = { clientActivityID: 'mine' }
    const ids = [await me.say('1', { channelData }), await me.say('1', { channelData })]
    expect(ids[0]).to.equal(ids[1])
    await me.say('no')
    await me.come(5)
    expect(roles(me)).to.deep.equal(['bot', 'user', 'bot', 'user', 'bot'])
  })

  for (const webSocket of [true, false]) {
    it(`comes back to the last screen alone, ${webSocket ? 'by its stream' : 'by asking'}`, async () => {
      const { body } = await line.call('POST', '/tokens/generate', { token: SECRET, origin: undefined })
      const me = watched({ token: body.token, webSocket })
      await me.come(1)
      await me.say('1')
      await me.say('he hit me')
      const last = (await me.come(5)).at(-1)!
      await new Promise((resolve) => setTimeout(resolve, 500))
      me.end()
      const back = watched({ token: body.token, conversationId: body.conversationId, webSocket })
      await back.come(1)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(back.heard.map(({ text }) => text)).to.deep.equal([last.text])
    })
  }

  it('knows that its token has run out', async () => {
    const me = await client({ webSocket: false })
    await me.come(1)
    line.clock = new Date(line.clock.getTime() + LIFETIME_SECONDS * 1000)
    await me.be(STATUS.expired)
    expect(await me.say('1')).to.equal('retry')
  })

  it('knows at once that it is not let in', async () => {
    const me = watched({ token: 'x', webSocket: false })
    await me.be(STATUS.failed)
  })
})
