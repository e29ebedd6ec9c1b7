import { expect } from 'chai'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { statusReceiver } from '../../src/adapters/gateway-http/status-receiver.ts'
import { openStatuses } from '../../src/adapters/statuses-sqlite/index.ts'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { listening, NOON, settings, stopped, TOKEN } from '../gateway/a-desk.ts'
import { aReferral } from '../gateway/a-referral.ts'
import { aHost } from './a-host.ts'

const SECRET = 'a secret that both sides have'

describe('the address where gateways tell of statuses', () => {
  it('hears a gateway of ours, answers it, and remembers', async () => {
    const statuses = openStatuses(':memory:')
    const host = await aHost({ statuses: statusReceiver(SECRET, statuses, () => NOON) })
    const printed: string[] = []
    const url = `${host.url}/api/status-changes`
    const gateway = createGateway(
      settings({
        subscribers: [{ client: 'haven', url, secret: SECRET }],
        print: (line) => printed.push(line),
      }),
    )
    const server = createServer((req, res) => void gateway.handle(req, res))
    const address = await listening(server)
    await fetch(`${address}/gateway/v1/referrals`, {
      method: 'POST',
      body: JSON.stringify(aReferral()),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'LARK-472',
        authorization: `Bearer ${TOKEN}`,
      },
    })
    const key = /key=(\S+)/.exec(printed[0] ?? '')?.[1] ?? ''
    const signIn = await fetch(`${address}/gateway/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ key }),
    })
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    await fetch(`${address}/gateway/referrals/LARK-472`, { headers: { cookie } })
    await gateway.deliver()
    await stopped(server)
    gateway.close()
    expect(await statuses.latest('LARK-472')).to.deep.equal({
      reference: 'LARK-472',
      status: 'being_read',
      at: NOON,
    })
    await host.stop()
    statuses.close()
  })

  it('answers 204, then 409, and 401, 413 and 422 with problem+json', async () => {
    const statuses = openStatuses(':memory:')
    const host = await aHost({ statuses: statusReceiver(SECRET, statuses, () => NOON) })
    const post = (body: string, secret = SECRET) => {
      const timestamp = String(NOON.getTime() / 1000)
      const right = createHmac('sha256', secret).update(`msg_1.${timestamp}.${body}`).digest('base64')
      return fetch(`${host.url}/api/status-changes`, {
        method: 'POST',
        body,
        headers: {
          'webhook-id': 'msg_1',
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${right}`,
        },
      })
    }
    const news = { id: 'msg_1', reference: 'LARK-472', status: 'accepted', status_at: NOON.toISOString() }
    const text = JSON.stringify(news)
    const answers = [
      await post(text),
      await post(text),
      await post(text, 'another secret altogether'),
      await post('x'.repeat(5000)),
      await post('Canary'),
    ]
    expect(answers.map(({ status }) => status)).to.deep.equal([204, 409, 401, 413, 422])
    for (const answer of answers.slice(1)) {
      expect(answer.headers.get('content-type')).to.include('application/problem+json')
      expect(await answer.text()).not.to.include('Canary')
    }
    await host.stop()
    statuses.close()
  })

  it('is not there where nothing was agreed', async () => {
    const host = await aHost()
    const answer = await fetch(`${host.url}/api/status-changes`, { method: 'POST', body: '{}' })
    await host.stop()
    expect(answer.status).to.equal(404)
  })
})
