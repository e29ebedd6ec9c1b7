import { expect } from 'chai'
import { aDirectLine, type Attached } from './a-direct-line.ts'

describe('Who leaves Direct Line', () => {
  let line: Attached
  beforeEach(async () => (line = await aDirectLine()))
  afterEach(() => line.stop())

  it('is told so once, and then there is nothing', async () => {
    const me = await line.begun()
    await me.say('1')
    await me.say('my ex hurt me')
    expect(line.memory.places.size).to.equal(1)
    await me.say('leave')
    expect(line.memory.places.size).to.equal(0)
    const { status, body } = await me.poll('1')
    expect(status).to.equal(200)
    expect(body.activities.map(({ from }) => from.role)).to.deep.equal(['user', 'bot'])
    expect(JSON.stringify(body)).to.not.contain('my ex')
    expect((await me.poll(body.watermark)).status).to.equal(404)
    expect((await me.resume()).status).to.equal(404)
    expect((await me.say('hello')).status).to.equal(404)
  })

  it('cannot go on, also before the last words were fetched', async () => {
    const me = await line.begun()
    await me.say('leave')
    expect((await me.say('hello')).status).to.equal(404)
    expect((await line.call('POST', '/tokens/refresh', { token: me.token })).status).to.equal(404)
  })

  it('may be a client that ends the conversation itself', async () => {
    const me = await line.begun()
    await me.say('1')
    expect((await me.post({ type: 'endOfConversation', from: { id: 'me' } })).status).to.equal(200)
    expect(line.memory.places.size).to.equal(0)
    expect((await me.poll()).status).to.equal(404)
  })
})

describe('Who comes back to a conversation over Direct Line', () => {
  let line: Attached
  beforeEach(async () => (line = await aDirectLine()))
  afterEach(() => line.stop())

  it('sees the last screen and nothing that was typed', async () => {
    const me = await line.begun()
    await me.say('1')
    await me.say('no')
    const { body } = await me.poll('1')
    await me.poll(body.watermark)
    const back = await me.resume('')
    expect(back.status).to.equal(200)
    const again = (await me.poll('')).body
    expect(again.activities).to.deep.equal([body.activities.at(-1)])
    expect(again.activities[0]!.from.role).to.equal('bot')
  })

  it('has an answer to what was sent while the line was down, once', async () => {
    const me = await line.begun()
    const sent = { channelData: { clientActivityID: 'a' } }
    const [first, second] = await Promise.all([me.say('1', sent), me.say('1', sent)])
    const third = await me.say('1', sent)
    expect([second.body.id, third.body.id]).to.deep.equal([first.body.id, first.body.id])
    const { activities } = (await me.poll('1')).body
    expect(activities.map(({ from }) => from.role)).to.deep.equal(['user', 'bot'])
  })

  it('is where they were, when Haven was started anew in between', async () => {
    const me = await line.begun()
    await me.say('1')
    const { body } = await me.poll('1')
    const anew = await aDirectLine({}, line.memory)
    try {
      const path = `/conversations/${me.conversationId}`
      expect(
        (await anew.call('GET', `${path}?watermark=${body.watermark}`, { token: me.token })).status,
      ).to.equal(200)
      const seen = await anew.call('GET', `${path}/activities?watermark=${body.watermark}`, {
        token: me.token,
      })
      expect(seen.body.activities.map(({ text }) => text)).to.deep.equal([body.activities.at(-1)!.text])
      const old = body.activities.map(({ id }) => id)
      expect(old).to.not.include(seen.body.activities[0]!.id)
    } finally {
      await anew.stop()
    }
  })

  it('finds nothing when nobody had answered, or nobody said anything for an hour', async () => {
    const [silent, me] = [await line.begun(), await line.begun()]
    await me.say('1')
    line.clock = new Date(line.clock.getTime() + 10 * 60_000)
    line.sweep(60 * 60_000)
    expect((await silent.poll()).status).to.equal(200)
    line.clock = new Date(line.clock.getTime() + 15 * 60_000)
    line.sweep(20 * 60_000)
    expect((await silent.poll()).status).to.equal(404)
    // The place is the store's to forget.
    line.memory.places.clear()
    expect((await me.poll()).status).to.equal(404)
  })

  it('hears a calm sentence with a number when something breaks, and the line stays up', async () => {
    const me = await line.begun()
    const { conversations } = line.memory.setting
    const { load } = conversations
    Object.assign(conversations, { load: () => Promise.reject(new RangeError('a disk')) })
    expect((await me.say('1')).status).to.equal(200)
    Object.assign(conversations, { load })
    const { activities } = (await me.poll('1')).body
    expect(activities.at(-1)!.text).to.contain('Something went wrong at our end.').and.to.contain('999')
    expect(line.memory.traced.join()).to.contain('RangeError').and.to.not.contain('a disk')
  })
})
