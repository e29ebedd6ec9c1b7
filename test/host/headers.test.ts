import { expect } from 'chai'
import { connect } from 'node:net'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'

/** What every answer carries, whoever gives it and however it ends. */
const ALWAYS: readonly (readonly [string, RegExp])[] = [
  ['cache-control', /^no-store$/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['referrer-policy', /^no-referrer$/],
  ['x-robots-tag', /^noindex, nofollow$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  [
    'permissions-policy',
    /^camera=\(\), geolocation=\(\), microphone=\(\), payment=\(\), usb=\(\), browsing-topics=\(\)$/,
  ],
  ['content-security-policy', /^default-src 'none';.*frame-ancestors 'none'/],
]

/** The directory is published for other people's programs, and holds nothing of any person. */
const PUBLISHED = /^GET \/directory\/(?!edit)/
const NOT_PUBLISHED = ['cache-control', 'cross-origin-resource-policy']

interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

/** Sends these bytes and reads the head of what comes back. */
const raw = (port: number, bytes: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    const timer = setTimeout(() => socket.destroy(), 3_000)
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1')
      if (text.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      const [first = '', ...lines] = (text.split('\r\n\r\n')[0] ?? '').split('\r\n')
      const headers = lines.map((line): [string, string] => {
        const at = line.indexOf(': ')
        return [line.slice(0, at).toLowerCase(), line.slice(at + 2)]
      })
      resolve({ status: Number(first.split(' ')[1]), headers: new Map(headers) })
    })
  })

const request = (method: string, path: string, ...lines: readonly string[]): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n')
const form = (body: string, ...lines: readonly string[]): string =>
  request(
    'POST',
    '/',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    ...lines,
  ) + body

describe('Every answer of a running Haven', function () {
  this.timeout(30_000)
  let haven: RunningHaven
  before(async () => {
    haven = await startHaven()
  })
  after(() => haven.stop())

  const get = (path: string): readonly [string, string] => [`GET ${path}`, request('GET', path)]
  const asked: readonly (readonly [what: string, bytes: string, status: number])[] = [
    [...get('/'), 200],
    [...get('/?k'), 200],
    ['HEAD /', request('HEAD', '/'), 200],
    [...get('/script.js'), 200],
    [...get('/favicon.ico'), 204],
    [...get('/exit'), 303],
    ['POST /exit', request('POST', '/exit', 'Content-Length: 0'), 204],
    ['an answer', form('v=0&l=en&o=nobody'), 303],
    ['an answer of the script', form('v=0&l=en&o=nobody', 'X-Part: 1'), 200],
    ['a hidden word', form('v=0&l=en&a=weather'), 200],
    ['an answer from another site', form('v=0&o=nobody', 'Sec-Fetch-Site: cross-site'), 403],
    ['a form of another kind', request('POST', '/', 'Content-Type: text/plain', 'Content-Length: 0'), 415],
    ['a form that is too large', form(`a=${'x'.repeat(70_000)}`), 413],
    ['DELETE /', request('DELETE', '/'), 405],
    [...get('/nothing/here'), 404],
    [...get('/%zz'), 404],
    [...get('/health/live'), 200],
    [...get('/health/ready'), 200],
    [...get('/metrics'), 200],
    ['DELETE /health/live', request('DELETE', '/health/live'), 405],
    [...get('/api/messages'), 405],
    ['POST /api/messages, no JSON', request('POST', '/api/messages', 'Content-Length: 0'), 415],
    [...get('/api/nothing'), 404],
    [...get('/gateway/'), 401],
    [...get('/gateway/nothing'), 404],
    [...get('/gateway/v1/openapi.json'), 200],
    [...get('/gateway/v1/referrals/none'), 404],
    [...get('/directory/'), 200],
    [...get('/directory/services/none'), 404],
    [...get('/directory/edit/'), 401],
    ['a request without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a header that is none', 'GET / HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n', 400],
    ['no HTTP at all', '\x16\x03\x01\r\n\r\n', 400],
    ['a method that is none', request('WEATHER', '/'), 400],
    ['headers that are too long', request('GET', '/', `X: ${'x'.repeat(20_000)}`), 431],
    ['a length that is none', form('', 'Content-Length: many'), 400],
    ['an expectation that is unheard of', request('GET', '/', 'Expect: the-impossible'), 200],
  ]
  for (const [what, bytes, status] of asked)
    it(`carries every header: ${what} (${status})`, async () => {
      const answer = await raw(haven.port, bytes)
      expect(answer.status).to.equal(status)
      for (const [name, value] of ALWAYS)
        if (!PUBLISHED.test(what) || !NOT_PUBLISHED.includes(name))
          expect(answer.headers.get(name), name).to.match(value)
      expect([answer.headers.get('server'), answer.headers.get('x-powered-by')]).to.deep.equal([
        undefined,
        undefined,
      ])
    })
})
