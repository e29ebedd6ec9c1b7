import { expect } from 'chai'
import type { RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { mayBeAsked } from '../../src/adapters/directory-feed/addresses.ts'
import { readFeed, type FeedOptions } from '../../src/adapters/directory-feed/index.ts'
import type { FeedFailure } from '../../src/ports/directory-feed.ts'
import {
  aFeed,
  against,
  asksFor,
  asksPage,
  fullRow,
  pageOf,
  readHere,
  rowsOf,
  sendJson,
  serving,
  reply,
} from './a-feed.ts'

const MEGABYTE = 1024 * 1024
const good = serving(rowsOf(4), 2)
/** Page 1 is good and page 2 is this. */
const second =
  (change: object): RequestListener =>
  (req, res) =>
    sendJson(res, { ...pageOf(rowsOf(4), asksPage(req), 2), ...(asksPage(req) === 2 && change) })
/** Both pages are like this. */
const both =
  (change: object): RequestListener =>
  (req, res) =>
    sendJson(res, { ...pageOf(rowsOf(4), asksPage(req), 2), ...change })

/** A body that goes on for ever, in pieces, as long as somebody listens. */
function flood(res: ServerResponse, piece: Buffer): void {
  res.writeHead(200, { 'content-type': 'application/json' })
  const go = (): void => {
    while (!res.destroyed) if (!res.write(piece)) return void res.once('drain', go)
  }
  go()
}

const cases: readonly (readonly [string, FeedFailure, RequestListener, FeedOptions?])[] = [
  ['a web page', 'not-json', (_, res) => reply(res, 200, { 'content-type': 'text/html' }, '<html>')],
  ['a web page that says it is JSON', 'not-json', (_, res) => sendJson(res, '<!doctype html>')],
  [
    'JSON that says it is text',
    'not-json',
    (_, res) => reply(res, 200, { 'content-type': 'text/plain' }, '[]'),
  ],
  ['nothing', 'not-json', (_, res) => sendJson(res, '')],
  [
    'packed in a way that nobody asked for',
    'not-json',
    (_, res) => sendJson(res, '{}', { 'content-encoding': 'br' }),
  ],
  ['packed and broken', 'unreachable', (_, res) => sendJson(res, 'no gzip', { 'content-encoding': 'gzip' })],
  ['JSON of something else', 'not-a-feed', (_, res) => sendJson(res, { services: [] })],
  ['a list without an envelope', 'not-a-feed', (_, res) => sendJson(res, rowsOf(2))],
  ['an envelope of nulls', 'not-a-feed', both({ total_items: null, total_pages: null })],
  ['an envelope that counts in words', 'not-a-feed', both({ total_items: '4' })],
  ['no list in the envelope', 'not-a-feed', both({ contents: null })],
  ['another thing on page 2', 'not-a-feed', second({ contents: 'x' })],
  [
    'letters that are not UTF-8',
    'not-utf8',
    (_, res) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      res.end(Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]))
    },
  ],
  ['no right to ask', 'refused', (_, res) => void reply(res, 403)],
  ['nothing at this address', 'refused', (_, res) => void reply(res, 404)],
  ['304 for what nobody has', 'refused', (_, res) => void reply(res, 304)],
  ['a connection that breaks', 'unreachable', (_, res) => void res.destroy()],
  [
    'an answer that breaks off',
    'unreachable',
    (_, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      res.write('{"total_items":', () => res.destroy())
    },
  ],
  ['silence', 'slow', () => {}, { timeoutMs: 60 }],
  [
    'a slow drip',
    'slow',
    (_, res) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      const drip = setInterval(() => res.write(' '), 5)
      res.once('close', () => clearInterval(drip))
    },
    { timeoutMs: 60 },
  ],
  ['more services than may be read', 'too-many', good, { most: 3 }],
  ['a million services', 'too-many', both({ total_items: 1_000_000, total_pages: 10_000 })],
  ['the first page again and again', 'endless', (_, res) => sendJson(res, pageOf(rowsOf(4), 1, 2))],
  ['the first page again, with other numbers', 'endless', second({ contents: rowsOf(2) })],
  [
    'pages that never end',
    'wrong-arithmetic',
    (req, res) => {
      const page = asksPage(req)
      const contents = [fullRow(`a${page}`), fullRow(`b${page}`)]
      sendJson(res, {
        ...pageOf(rowsOf(4), page, 2),
        total_items: page * 2 + 2,
        total_pages: page + 1,
        contents,
      })
    },
  ],
  ['a total that changes', 'wrong-arithmetic', second({ total_items: 5 })],
  ['more pages than at first', 'wrong-arithmetic', second({ total_pages: 3 })],
  ['more pages than services', 'wrong-arithmetic', both({ total_pages: 9 })],
  ['fewer services than it says', 'wrong-arithmetic', both({ total_items: 5 })],
  ['more services than it says', 'wrong-arithmetic', both({ total_items: 3 })],
  ['fewer pages than it needs', 'wrong-arithmetic', both({ total_pages: 1, last_page: true })],
  ['another page than was asked for', 'wrong-arithmetic', second({ page_number: 3 })],
  ['a first page that is number 0', 'wrong-arithmetic', both({ page_number: 0 })],
  ['an empty page before the end', 'wrong-arithmetic', second({ contents: [] })],
  ['a last page before the end', 'wrong-arithmetic', both({ last_page: true })],
  ['no last page at the end', 'wrong-arithmetic', both({ last_page: false })],
  ['two first pages', 'wrong-arithmetic', second({ first_page: true })],
  [
    'another version on page 2',
    'wrong-arithmetic',
    (req, res) =>
      asksPage(req) === 1
        ? sendJson(res, pageOf(rowsOf(4), 1, 2))
        : sendJson(res, { totalElements: 4, totalPages: 2, number: 2, content: rowsOf(4).slice(2) }),
  ],
  ['itself again and again', 'redirected', (req, res) => void reply(res, 302, { location: req.url })],
  ['a redirect to nowhere', 'redirected', (_, res) => void reply(res, 302)],
  [
    'a redirect to a file',
    'redirected',
    (_, res) => void reply(res, 302, { location: 'file:///etc/passwd' }),
  ],
]

describe('a feed that sends', () => {
  for (const [title, reason, listener, options] of cases)
    it(`${title} is refused as ${reason}`, () =>
      against(listener, async (feed) => {
        const read = await readHere(feed.url, options)
        expect(read).to.deep.include({ result: 'failed', reason })
        expect(read.result === 'failed' && [read.what, read.cure].every((text) => text.length > 10)).to.equal(
          true,
        )
        expect(feed.asked.length).to.be.lessThan(6)
      }))

  it('a page of 50 MB is cut off after 10, and what it said of its length is not needed', async () => {
    const piece = Buffer.alloc(MEGABYTE, ' ')
    let sent = 0
    await against(
      (_, res) => {
        const write = res.write.bind(res)
        res.write = ((part: Buffer) => {
          sent += part.length
          return sent < 50 * MEGABYTE ? write(part) : (res.destroy(), false)
        }) as typeof res.write
        flood(res, piece)
      },
      async (feed) => expect(await readHere(feed.url)).to.deep.include({ reason: 'too-large' }),
    )
    expect(sent).to.be.within(10 * MEGABYTE, 25 * MEGABYTE)
  })

  it('a page that says it has 50 MB is not even begun', () =>
    against(
      (_, res) => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': String(50 * MEGABYTE) })
        res.write('{')
      },
      async (feed) => expect(await readHere(feed.url)).to.deep.include({ reason: 'too-large' }),
    ))

  it('50 MB packed into 50 kB is cut off too', () =>
    against(
      (_, res) => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        res.end(gzipSync(Buffer.alloc(50 * MEGABYTE, ' ')))
      },
      async (feed) => expect(await readHere(feed.url)).to.deep.include({ reason: 'too-large' }),
    ))

  it('us to another host asks that host nothing', async () => {
    const other = await aFeed(good)
    try {
      await against(
        (req, res) => void reply(res, 301, { location: `${other.url}${req.url}` }),
        async (feed) => {
          const read = await readHere(feed.url)
          expect(read).to.deep.include({ reason: 'redirected' })
          expect(read.result === 'failed' && read.what).to.contain(new URL(other.url).host)
        },
      )
      expect(other.asked).to.deep.equal([])
    } finally {
      await other.stop()
    }
  })

  it('us on within its own site is followed', () =>
    against(
      (req, res) =>
        req.url?.startsWith('/v3/') === true
          ? good(req, res)
          : void reply(res, 308, { location: `/v3${req.url}` }),
      async (feed) => expect(await readHere(feed.url)).to.deep.include({ result: 'read', asked: 4 }),
    ))

  it('one id twice gives the first, and that is told', () =>
    against(serving([...rowsOf(3), fullRow('2')], 3), async (feed) => {
      const read = await readHere(feed.url)
      expect(read.result === 'read' && read.rows.map(({ at }) => at)).to.deep.equal(
        ['1', '2', '3'].map((id) => `service ${id}`),
      )
      expect(read.result === 'read' && read.troubles.map(({ at, rule }) => [at, rule])).to.deep.equal([
        ['service 2', 'duplicate-id'],
      ])
    }))

  it('rows that are nothing gives the others', () =>
    against(
      (_, res) =>
        sendJson(res, pageOf([null, 7, {}, { id: null }, { id: 8, contacts: [] }, fullRow('x')], 1, 9)),
      async (feed) => {
        const read = await readHere(feed.url)
        expect(read.result === 'read' && read.rows.map(({ at }) => at)).to.deep.equal([
          'service 8',
          'service x',
        ])
        expect(read.result === 'read' && new Set(read.troubles.map(({ rule }) => rule))).to.deep.equal(
          new Set(['no-id']),
        )
      },
    ))
})

describe('a feed with a thin list whose service pages', () => {
  /** A thin list of eight, of which these pages answer otherwise. */
  const thin =
    (odd: Readonly<Record<string, RequestListener>>): RequestListener =>
    (req, res) => {
      const other = odd[asksFor(req) ?? '']
      return other ? other(req, res) : serving(rowsOf(8), 10, true)(req, res)
    }
  const gone: RequestListener = (_, res) => void reply(res, 404)
  const html: RequestListener = (_, res) => void reply(res, 200, { 'content-type': 'text/html' }, '<p>')
  const busy: RequestListener = (_, res) => void reply(res, 503)
  const other: RequestListener = (_, res) => sendJson(res, fullRow('another'))

  const oddities: readonly (readonly [string, string, RequestListener])[] = [
    ['are not there', 'detail-missing', gone],
    ['are web pages', 'detail-not-json', html],
    ['are out of reach', 'detail-busy', busy],
    ['are about another service', 'detail-of-another', other],
  ]
  for (const [title, rule, listener] of oddities)
    it(`${title} gives the other services, and that is told`, () =>
      against(thin({ 2: listener, 7: listener }), async (feed) => {
        const read = await readHere(feed.url)
        expect(read.result === 'read' && read.rows).to.have.length(6)
        expect(
          read.result === 'read' && read.troubles.map((trouble) => [trouble.at, trouble.rule]),
        ).to.deep.equal([
          ['service 2', rule],
          ['service 7', rule],
        ])
      }))

  it('fail five times in a row has failed as a whole', () =>
    against(thin({ 2: busy, 3: busy, 4: busy, 5: busy, 6: busy }), async (feed) => {
      expect(await readHere(feed.url)).to.deep.include({ result: 'failed', reason: 'busy' })
      expect(feed.asked.some((path) => path.endsWith('/7'))).to.equal(false)
    }))

  it('have ids with slashes and worse is asked for exactly these', () => {
    const rows = [{ ...fullRow('a/b?c#d'), name: 'One' }]
    return against(
      (req, res) => {
        if (asksFor(req) === undefined) return sendJson(res, pageOf([{ id: 'a/b?c#d', name: 'One' }], 1, 9))
        sendJson(res, rows[0])
      },
      async (feed) => {
        expect(await readHere(feed.url)).to.deep.include({ result: 'read', troubles: [] })
        expect(feed.asked[1]).to.equal('/services/a%2Fb%3Fc%23d')
      },
    )
  })
})

describe('an address of a feed', () => {
  const addresses: readonly (readonly [string, FeedFailure])[] = [
    ['ftp://feed.test/services', 'not-an-address'],
    ['file:///etc/passwd', 'not-an-address'],
    ['http://name:secret@feed.test/', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['http://127.0.0.1:1/', 'private-address'],
    ['http://localhost:1/', 'private-address'],
    ['http://[::1]:1/', 'private-address'],
    ['http://[::ffff:127.0.0.1]:1/', 'private-address'],
    ['http://2130706433/', 'private-address'],
    ['http://0x7f.1/', 'private-address'],
    ['http://10.1.2.3/', 'private-address'],
    ['http://169.254.169.254/latest/meta-data', 'private-address'],
    ['http://192.168.0.1/', 'private-address'],
    ['http://[fd00::1]/', 'private-address'],
    ['http://[fe80::1]/', 'private-address'],
    ['http://[64:ff9b::7f00:1]/', 'private-address'],
    ['http://0.0.0.0/', 'private-address'],
  ]
  for (const [address, reason] of addresses)
    it(`${address} is refused as ${reason}`, async () =>
      expect(await readFeed(address)).to.deep.include({ result: 'failed', reason }))

  it('on another private network stays refused where this machine is allowed', async () =>
    expect(await readHere('http://10.1.2.3/')).to.deep.include({ reason: 'private-address' }))

  it('that redirects to a private one is refused', () =>
    against(
      (_, res) => void reply(res, 302, { location: 'http://169.254.169.254/' }),
      async (feed) => expect(await readHere(feed.url)).to.deep.include({ reason: 'redirected' }),
    ))

  it('may be any public one', () => {
    for (const address of ['8.8.8.8', '151.101.0.81', '2a00:1450:4009:80b::200e', '100.63.0.1', '172.32.0.1'])
      expect(mayBeAsked(address, false), address).to.equal(true)
    expect(mayBeAsked('not an address', false)).to.equal(false)
  })
})
