import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { deploymentWith } from '../../src/tools/bench/page/deployment.ts'
import type { Called, Shown } from '../directline/a-direct-line.ts'
import { startHaven, type RunningHaven } from '../support/server.ts'
import { birdsOf, planOf } from './canaries/birds.ts'
import { netFor } from './canaries/nets.ts'

const SITE = 'https://www.body.example'
const COMING = { 'asks again and again': 'pipitcrest', 'has a stream': 'garganeytail' } as const
const LOST = 'smewdive'
const REFERENCE = /^([A-Z]{3,}) (\d{3,})$/m

describe('What people type into a chat window elsewhere', function () {
  this.timeout(120_000)
  const data = mkdtempSync(join(tmpdir(), 'haven-chat-'))
  const deployment = deploymentWith([SITE])
  const words = Object.values(COMING).flatMap((own) => Object.values(birdsOf(own)))
  const net = netFor([...new Set([...words, LOST])])
  /** Addresses, headers and errors: everything that came back and is not for the person to read. */
  const heard: string[] = []
  let haven: RunningHaven

  before(
    async () => (haven = await startHaven({ HAVEN_DATA: data, HAVEN_DEPLOYMENT: deployment, TMPDIR: data })),
  )
  after(async () => {
    await haven.stop()
    for (const folder of [data, deployment]) rmSync(folder, { recursive: true, force: true })
  })

  async function call(
    method: string,
    path: string,
    token?: string,
    body?: unknown,
    headers = {},
  ): Promise<Called> {
    const answer = await fetch(`${haven.address}/v3/directline${path}`, {
      method,
      headers: {
        origin: SITE,
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    heard.push(`${method} ${path}\n${answer.status}\n${[...answer.headers].join('\n')}`)
    if (answer.status >= 400) heard.push(text)
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : {}) as Called['body'],
    }
  }

  for (const [way, own] of Object.entries(COMING))
    it(`is typed from the first screen to a reference, where the window ${way}`, async () => {
      const { body } = await call('POST', '/tokens/generate')
      const { body: begun } = await call('POST', '/conversations', body.token, { user: { id: `dl_${own}` } })
      const activities = `/conversations/${begun.conversationId}/activities`
      const shown: Shown[] = []
      let seen = '0'
      heard.push(begun.streamUrl)
      const stream = way === 'has a stream' ? new WebSocket(begun.streamUrl, { origin: SITE }) : undefined
      stream?.on('message', (frame: Buffer) => {
        const text = frame.toString()
        if (text !== '') shown.push(...(JSON.parse(text) as Called['body']).activities)
      })
      const look = async (): Promise<void> => {
        if (stream) return
        const { body: set } = await call('GET', `${activities}?watermark=${seen}`, body.token)
        seen = set.watermark
        shown.push(...set.activities)
      }
      const answers = (): readonly Shown[] => shown.filter(({ from }) => from.role === 'bot')
      const until = async (isSo: () => boolean): Promise<void> => {
        for (let tries = 0; !isSo(); tries += 1) {
          if (tries > 400) throw new Error(`nothing came after ${answers().at(-1)?.text}`)
          await look()
          if (!isSo()) await new Promise((resolve) => setTimeout(resolve, 25))
        }
      }
      await until(() => answers().length > 0)
      for (const { typed } of await planOf('directline', 'me', birdsOf(own))) {
        const before = answers().length
        const { status } = await call('POST', activities, body.token, {
          type: 'message',
          text: typed,
          from: { id: own, name: `Somebody ${own}` },
          channelData: { clientActivityID: `${own}-${before}` },
        })
        expect(status).to.equal(200)
        await until(() => answers().length > before)
      }
      stream?.terminate()
      expect(
        answers()
          .map(({ text }) => text)
          .join('\n'),
      ).to.match(REFERENCE)
      expect(net.caughtBelow(data)).to.deep.equal([])
    })

  it('is sent in every wrong way', async () => {
    const { body } = await call('POST', '/tokens/generate')
    await call('POST', '/conversations', body.token, {})
    const activities = `/conversations/${body.conversationId}/activities`
    const message = { type: 'message', text: LOST, from: { id: LOST } }
    const wrong = [
      await call('POST', activities, LOST, message),
      await call('POST', activities, body.token, JSON.stringify(message).slice(0, -3)),
      await call('POST', activities, body.token, { ...message, text: LOST.repeat(20_000) }),
      await call('POST', activities, body.token, { ...message, text: { [LOST]: LOST } }),
      await call('POST', activities, body.token, message, { origin: `https://${LOST}.example` }),
      await call('POST', activities, body.token, message, { 'content-type': 'text/plain' }),
      await call('POST', `/conversations/${LOST}/activities`, body.token, message),
      await call('POST', `/conversations/${body.conversationId}/upload?userId=${LOST}`, body.token, message),
      await call('GET', `${activities}?watermark=${LOST}`, LOST),
      await call('POST', '/tokens/generate', LOST, { user: { id: LOST } }),
      await call('POST', `/${LOST}`, body.token, { [LOST]: LOST }),
    ]
    for (const { status } of wrong) expect(status).to.be.within(400, 499)
    // What a client asks for is written in the request line alone; nothing of it may come back.
    const answered = heard.map((text) => text.slice(text.indexOf('\n')))
    expect(answered.flatMap(net.caughtIn)).to.deep.equal([])
  })

  it('stands in no address, header, error, count or line that was printed', async () => {
    for (const path of ['/metrics', '/health/ready']) {
      const answer = await fetch(haven.address + path)
      heard.push([...answer.headers].join('\n'), await answer.text())
    }
    expect(heard.join('\n')).to.include('channel="directline"')
    const ours = heard.filter((text) => !text.split('\n')[0]!.includes(LOST))
    expect(ours.flatMap(net.caughtIn)).to.deep.equal([])
    expect(net.caughtIn(haven.output())).to.deep.equal([])
  })

  it('stands in no file, while it runs and after it ended', async () => {
    expect(net.caughtBelow(data)).to.deep.equal([])
    await haven.stop()
    expect(net.caughtBelow(data)).to.deep.equal([])
  })
})
