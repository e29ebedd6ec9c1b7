import { expect } from 'chai'
import { request } from 'node:http'
import { anActivity } from '../bot/an-activity.ts'
import { aHost } from './a-host.ts'
import type { Host } from './a-host.ts'

const ALWAYS: Readonly<Record<string, string | RegExp>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': /camera=\(\)/,
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
}

/** A path as it is, which `fetch` would tidy. */
const raw = (host: Host, path: string, method = 'GET'): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.url)
    const sent = request({ hostname, port, path, method }, (answer) => {
      let body = ''
      answer.on('data', (part: Buffer) => (body += part.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    sent.on('error', reject)
    sent.end()
  })

describe('The host', () => {
  let host: Host
  before(async () => {
    host = await aHost({
      desk: {
        async handle(_req, res) {
          res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': '3000' })
          res.end('desk '.repeat(600))
        },
      },
    })
  })
  after(() => host.stop())

  const answers: readonly (readonly [string, string, number])[] = [
    ['GET', '/', 200],
    ['HEAD', '/', 200],
    ['GET', '/script.js', 200],
    ['GET', '/health/live', 200],
    ['GET', '/health/ready', 200],
    ['GET', '/metrics', 200],
    ['GET', '/gateway/', 200],
    ['GET', '/nothing/here', 404],
    ['GET', '/gatewayish', 404],
    ['GET', '/api/nothing', 404],
    ['GET', '/v3/directline/nothing', 404],
    ['GET', '/api/messages', 405],
    ['DELETE', '/health/live', 405],
    ['PUT', '/', 405],
    ['PUT', '/exit?now', 405],
  ]
  for (const [method, path, status] of answers) {
    it(`answers ${method} ${path} with ${status} and with every header`, async () => {
      const answer = await fetch(host.url + path, { method })
      expect(answer.status).to.equal(status)
      for (const [name, value] of Object.entries(ALWAYS)) {
        if (typeof value === 'string') expect(answer.headers.get(name), name).to.equal(value)
        else expect(answer.headers.get(name), name).to.match(value)
      }
      expect(answer.headers.get('server')).to.equal(null)
      expect(answer.headers.get('strict-transport-security')).to.equal(null)
      await answer.arrayBuffer()
    })
  }

  it('asks browsers to stay with HTTPS where people come by HTTPS', async () => {
    const secure = await aHost({ isHttps: true })
    const answer = await fetch(`${secure.url}/health/live`)
    expect(answer.headers.get('strict-transport-security')).to.equal('max-age=31536000')
    await secure.stop()
  })

  it('tells a program of an error as problem+json', async () => {
    const answer = await fetch(`${host.url}/api/nothing`)
    expect(answer.headers.get('content-type')).to.contain('application/problem+json')
    expect(await answer.json()).to.deep.equal({
      type: 'about:blank',
      title: 'There is nothing here',
      status: 404,
    })
  })

  it('shows a person who is lost a calm page, with 999, the way out and the way back, and not their address', async () => {
    const page = await (await fetch(`${host.url}/my-canary-word`)).text()
    expect(page)
      .to.contain('There is nothing at this address.')
      .and.to.contain('tel:999')
      .and.to.contain('href="/exit"')
    expect(page).to.contain('href="/"').and.not.to.contain('canary')
  })

  for (const path of [
    '/%',
    '/%zz',
    '//evil.example/',
    '/..%2f..%2fetc/passwd',
    '/a?%',
    'http://evil.example/x',
    '/\u00ff',
    '/api/%00',
  ]) {
    it(`answers the strange address ${JSON.stringify(path)} with an error of the caller's`, async () => {
      const { status, body } = await raw(host, path)
      expect(status).to.be.within(400, 499)
      expect(body).not.to.contain('evil').and.not.to.contain('    at ')
    })
  }

  for (const encoding of ['br', 'gzip']) {
    it(`compresses what is large with ${encoding}, the page and the desk alike`, async () => {
      for (const path of ['/', '/gateway/']) {
        const answer = await fetch(host.url + path, { headers: { 'accept-encoding': encoding } })
        expect(answer.headers.get('content-encoding'), path).to.equal(encoding)
        expect(answer.headers.get('vary')).to.equal('Accept-Encoding')
        expect(await answer.text()).to.match(path === '/' ? /<\/html>$/ : /^desk /)
      }
    })
  }
  it('compresses nothing for whoever takes nothing compressed', async () => {
    for (const path of ['/', '/gateway/', '/health/live']) {
      const answer = await fetch(host.url + path, { headers: { 'accept-encoding': 'identity' } })
      expect(answer.headers.get('content-encoding')).to.equal(null)
      await answer.text()
    }
  })

  it('is not ready while the store does not answer, and is alive all the same', async () => {
    const broken = await aHost({ isReady: () => Promise.resolve(false) })
    expect((await fetch(`${broken.url}/health/ready`)).status).to.equal(503)
    expect((await fetch(`${broken.url}/health/live`)).status).to.equal(200)
    await broken.stop()
  })

  it('shows its counters to this machine only', async () => {
    expect(await (await fetch(`${host.url}/metrics`)).text()).to.contain('haven_turns_total')
    expect(
      (await fetch(`${host.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status,
    ).to.equal(404)
  })

  it('answers 100,000 characters on the page calmly', async () => {
    const answer = await fetch(host.url, {
      method: 'POST',
      body: new URLSearchParams({ a: 'x'.repeat(100_000) }),
    })
    const page = await answer.text()
    expect(answer.status).to.equal(413)
    expect(page).to.contain('too long').and.to.contain('tel:999')
  })

  it('holds back in production who goes too fast, calmly, and nobody else', async () => {
    let now = 0
    const live = await aHost({ production: true, trustedProxies: 1, now: () => now }, { production: true })
    const get = (path: string, address: string) =>
      fetch(live.url + path, { headers: { 'x-forwarded-for': address } })
    try {
      for (let count = 0; count < 60; count += 1) await (await get('/health/live', '192.0.2.1')).text()
      const page = await get('/', '192.0.2.1')
      expect([page.status, page.headers.get('retry-after')]).to.deep.equal([429, '1'])
      expect(await page.text())
        .to.contain('tel:999')
        .and.to.contain('Wait a moment')
      expect((await get('/health/live', '192.0.2.1')).headers.get('content-type')).to.contain('problem+json')
      expect((await get('/', '192.0.2.2')).status).to.equal(200)
      now = 1000
      expect((await get('/', '192.0.2.1')).status).to.equal(200)
    } finally {
      await live.stop()
    }
  })

  it('lets services, which speak for many, go faster than one person', async () => {
    const live = await aHost({ production: true, now: () => 0 }, { production: true })
    try {
      for (let count = 0; count < 100; count += 1) {
        const answer = await live.post(anActivity())
        await answer.text()
        expect(answer.status).to.equal(503)
      }
    } finally {
      await live.stop()
    }
  })

  it('tells of a fault behind it calmly, and counts its class alone', async () => {
    const counted: string[] = []
    const broken = await aHost({
      isReady: () => Promise.reject(new RangeError('canary')),
      fault: (where, name) => void counted.push(`${where} ${name}`),
    })
    const answer = await fetch(`${broken.url}/health/ready`)
    expect(answer.status).to.equal(500)
    expect(await answer.text()).not.to.contain('canary')
    expect(counted).to.deep.equal(['host RangeError'])
    await broken.stop()
  })
})

describe('An error page of a demonstration', () => {
  it('says that it is one, as every screen does', async () => {
    const text = (_language: string, key: string): string => key
    const words = { text, exit: 'https://example.org/', banner: 'Only a demonstration' }
    const host = await aHost({ words })
    try {
      const page = await (await fetch(`${host.url}/nothing-here`)).text()
      expect(page).to.include('Only a demonstration').and.include('tel:999')
    } finally {
      await host.stop()
    }
  })
})
