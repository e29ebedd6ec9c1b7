import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from 'chai'
import { WebSocket, type ClientOptions } from 'ws'
import { aDirectLine, SECRET, SITE, talking, type Attached, type Called } from './a-direct-line.ts'

/** A stream as a browser opens it, with everything that came over it. */
interface Opened {
  readonly socket: WebSocket
  readonly sets: Called['body'][]
  /** Waits until so many activities came in all. */
  come(count: number): Promise<readonly Called['body']['activities'][number][]>
  closed: Promise<number>
}

/** Resolves with the stream, or with the status that refuses it. */
function open(
  url: string,
  origin: string | undefined = SITE,
  options: ClientOptions = {},
): Promise<Opened | number> {
  const socket = new WebSocket(url, { ...(origin !== '' && { origin }), ...options })
  const sets: Called['body'][] = []
  socket.on('message', (data: Buffer) => sets.push(JSON.parse(data.toString()) as Called['body']))
  const closed = once(socket, 'close').then(([code]) => code as number)
  const all = () => sets.flatMap(({ activities }) => activities)
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('error', reject)
    socket.on('open', () =>
      resolve({
        socket,
        sets,
        closed,
        async come(count) {
          while (all().length < count) await once(socket, 'message')
          return all()
        },
      }),
    )
  })
}

async function opened(url: string, options: ClientOptions = {}): Promise<Opened> {
  const stream = await open(url, SITE, options)
  if (typeof stream === 'number') throw new Error(`refused by ${stream}`)
  return stream
}

/** What a client has said that it has is no longer kept; it says so by itself, a moment later. */
async function settled<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const seen = await look()
    if (isSo(seen) || tries === 100) return seen
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('A Direct Line stream', () => {
  let line: Attached
  beforeEach(async () => (line = await aDirectLine()))
  afterEach(() => line.stop())

  it('sends what came before at once, and then whatever comes, in order', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    expect(await stream.come(1)).to.have.length(1)
    await me.say('1')
    await me.say('no')
    const all = await stream.come(5)
    expect(all.map(({ from }) => from.role)).to.deep.equal(['bot', 'user', 'bot', 'user', 'bot'])
    expect(stream.sets.at(-1)!.watermark).to.equal('5')
    for (const { watermark } of stream.sets) expect(watermark).to.be.a('string')
  })

  it('opens once with a ticket, and never with an old or a made-up one', async () => {
    const me = await line.begun()
    await opened(me.streamUrl)
    expect(await open(me.streamUrl)).to.equal(404)
    const { body } = await me.resume('')
    line.clock = new Date(line.clock.getTime() + 61_000)
    expect(await open(body.streamUrl)).to.equal(404)
    expect(await open(me.streamUrl.replace(/t=.*/, 't=AAAA'))).to.equal(404)
    expect(await open(me.streamUrl.replace(/\?.*/, ''))).to.equal(404)
    expect(await open(`${line.url.replace('http', 'ws')}/anywhere`)).to.equal(404)
  })

  it('opens with the ticket of its own conversation only', async () => {
    const [me, you] = [await line.begun(), await line.begun()]
    const mine = new URL(me.streamUrl).searchParams.get('t')!
    expect(await open(you.streamUrl.replace(/t=.*/, `t=${mine}`))).to.equal(404)
  })

  it('opens for pages of the token’s own site only', async () => {
    for (const origin of ['https://other.example', 'null', '']) {
      const me = await line.begun()
      expect(await open(me.streamUrl, origin), origin).to.equal(403)
    }
  })

  it('keeps nothing that was typed once it has arrived, and only the last screen', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    await me.say('1')
    await stream.come(3)
    const left = await settled(
      () => me.poll(''),
      ({ body }) => body.activities.length === 1,
    )
    expect(left.body.activities.map(({ from }) => from.role)).to.deep.equal(['bot'])
  })

  it('keeps what did not arrive, and sends it when the client is back: nothing lost, nothing twice', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    await stream.come(1)
    stream.socket.terminate()
    await stream.closed
    await me.say('1')
    const { body } = await me.resume(stream.sets.at(-1)!.watermark)
    const again = await opened(body.streamUrl)
    const all = await again.come(2)
    expect(all.map(({ from }) => from.role)).to.deep.equal(['user', 'bot'])
  })

  it('does not send the last screen again to a client that has it', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    await stream.come(1)
    const { body } = await me.resume(stream.sets.at(-1)!.watermark)
    const again = await opened(body.streamUrl)
    await me.say('1')
    const all = await again.come(2)
    expect(all.map(({ from }) => from.role)).to.deep.equal(['user', 'bot'])
  })

  it('keeps what a client took but never said it has', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl, { autoPong: false })
    await me.say('1')
    await stream.come(3)
    expect((await me.poll('')).body.activities).to.have.length(3)
  })

  it('is closed by a newer one', async () => {
    const me = await line.begun()
    const first = await opened(me.streamUrl)
    const second = await opened((await me.resume('')).body.streamUrl)
    expect(await first.closed).to.equal(1000)
    await me.say('1')
    await second.come(3)
  })

  it('brings the last words of who leaves, and is closed', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    await me.say('leave')
    expect((await stream.come(3)).at(-1)!.from.role).to.equal('bot')
    expect(await stream.closed).to.equal(1000)
    expect((await me.resume()).status).to.equal(404)
    expect(line.memory.places.size).to.equal(0)
  })

  it('takes the empty texts by which clients say that they are there, and nothing else', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    stream.socket.send('')
    stream.socket.send('')
    await me.say('1')
    await stream.come(3)
    stream.socket.send('{"type":"message","text":"1"}')
    expect(await stream.closed).to.equal(1008)
    const { body } = await me.resume('')
    const again = await opened(body.streamUrl)
    again.socket.send('x'.repeat(2_000))
    expect(await again.closed).to.equal(1009)
  })

  it('is closed when nobody said anything for too long', async () => {
    const me = await line.begun()
    const stream = await opened(me.streamUrl)
    line.clock = new Date(line.clock.getTime() + 60 * 60_000)
    line.sweep(60 * 60_000)
    expect(await stream.closed).to.equal(1000)
  })

  it('is for programs with a secret’s token too, which name no site', async () => {
    const { body } = await line.call('POST', '/tokens/generate', {
      token: SECRET,
      origin: undefined,
    })
    const begun = await line.call('POST', '/conversations', { token: body.token, origin: undefined })
    const program = await open(begun.body.streamUrl, '')
    expect(program).to.not.be.a('number')
    const again = await talking(line.call, begun.body).resume('')
    expect(await open(again.body.streamUrl, 'https://other.example')).to.equal(403)
  })

  it('leaves plain requests that offer another protocol to be answered in this one', async () => {
    const { hostname, port } = new URL(line.url)
    const socket = connect(Number(port), hostname)
    const offer = 'Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0'
    socket.write(
      `POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: x\r\nOrigin: ${SITE}\r\n${offer}\r\n\r\n`,
    )
    const [data] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(data.toString()).to.match(/^HTTP\/1.1 200 /)
  })
})
