import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { alarms } from '../../src/adapters/alarms-webhook/index.ts'
import { countingTrace } from '../../src/adapters/trace-counters/index.ts'
import { configFrom } from '../../src/config.ts'
import type { Alarm } from '../../src/ports/alarms.ts'

const NOON = new Date('2026-11-24T12:00:00.000Z')
const SECRET = 'a secret for these tests'
const ALARM: Alarm = {
  alarm: 'waiting',
  state: 'raised',
  area: 'staffordshire',
  waiting: 3,
  stuck: 1,
  oldest: NOON,
}

/** Somebody's alarm receiver: answers with the statuses it is given, one after the other, then 204. */
async function aReceiver(statuses: readonly number[]) {
  const posts: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (part: Buffer) => (body += part.toString()))
    req.on('end', () => {
      posts.push({ headers: req.headers, body })
      res.writeHead(statuses[posts.length - 1] ?? 204, { location: '/elsewhere' })
      res.end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`
  const arrived = async (count: number): Promise<void> => {
    for (let tries = 0; posts.length < count && tries < 200; tries += 1) await setTimeout(10)
  }
  return { posts, url, arrived, stop: () => (server.closeAllConnections(), server.close()) }
}

const told = (url: string | undefined, pausesMs: readonly number[] = [5, 5]) => {
  const lines: string[] = []
  const trace = countingTrace()
  const hook = url === undefined ? undefined : { url, secret: SECRET }
  const telling = alarms({
    hook,
    log: (line) => void lines.push(line),
    trace,
    clock: { now: () => NOON },
    pausesMs,
  })
  return { lines, trace, telling }
}

describe('Alarms', () => {
  it('are one line of JSON and a count, with nothing but names, counts and times', () => {
    const { lines, trace, telling } = told(undefined)
    const withMore = { ...ALARM, text: 'somebody said' }
    telling.raise(withMore)
    telling.raise({ alarm: 'waiting', state: 'over', area: 'staffordshire', waiting: 0, stuck: 0 })
    const at = NOON.toISOString()
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      { level: 'error', ...ALARM, oldest: at, at },
      { level: 'info', alarm: 'waiting', state: 'over', area: 'staffordshire', waiting: 0, stuck: 0, at },
    ])
    expect(trace.text()).to.include('haven_alarms_total{alarm="waiting",area="staffordshire"} 1\n')
  })

  it('are posted, signed so that a receiver can tell', async () => {
    const receiver = await aReceiver([])
    told(receiver.url).telling.raise(ALARM)
    await receiver.arrived(1)
    const { headers, body } = receiver.posts[0]!
    expect(headers['haven-timestamp']).to.equal(String(NOON.getTime() / 1000))
    const expected = createHmac('sha256', SECRET)
      .update(`${NOON.getTime() / 1000}.${body}`)
      .digest('hex')
    expect(headers['haven-signature']).to.equal(`v1=${expected}`)
    expect(JSON.parse(body)).to.deep.include({
      alarm: 'waiting',
      area: 'staffordshire',
      waiting: 3,
      stuck: 1,
    })
    receiver.stop()
  })

  it('are posted again after a failure or a redirect, which is not followed, until they are taken', async () => {
    const receiver = await aReceiver([500, 302])
    const { telling, trace } = told(receiver.url, [5, 5, 5])
    telling.raise(ALARM)
    await receiver.arrived(3)
    await setTimeout(50)
    expect(receiver.posts).to.have.length(3)
    expect(trace.text()).not.to.include('haven_faults_total')
    receiver.stop()
  })

  it('that nobody takes are counted as a fault, and nothing is thrown', async () => {
    const receiver = await aReceiver([500, 500, 500])
    const { telling, trace } = told(receiver.url)
    telling.raise(ALARM)
    await receiver.arrived(3)
    for (let tries = 0; !trace.text().includes('fault') && tries < 100; tries += 1) await setTimeout(10)
    expect(trace.text()).to.include('haven_faults_total{where="alarms",fault="unreachable"} 1\n')
    receiver.stop()
  })

  it('go only to https or this machine, with a secret', () => {
    const set = (url?: string, secret?: string) => () =>
      configFrom({ ...(url && { HAVEN_ALARM_URL: url }), ...(secret && { HAVEN_ALARM_SECRET: secret }) })
        .alarmHook
    expect(set('https://ops.example/a', SECRET)()).to.deep.equal({
      url: 'https://ops.example/a',
      secret: SECRET,
    })
    expect(set('http://127.0.0.1:9/a', SECRET)()).to.not.equal(undefined)
    expect(set()()).to.equal(undefined)
    expect(set('http://ops.example/a', SECRET)).to.throw('HAVEN_ALARM_URL')
    expect(set('https://ops.example/a', 'short')).to.throw('HAVEN_ALARM_SECRET')
    expect(set('https://ops.example/a')).to.throw('HAVEN_ALARM_SECRET')
    expect(set(undefined, SECRET)).to.throw('HAVEN_ALARM_URL')
  })
})
