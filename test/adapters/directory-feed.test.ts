import { expect } from 'chai'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readFeed, type FeedOptions } from '../../src/adapters/directory-feed/index.ts'
import type { FeedResult } from '../../src/ports/directory-feed.ts'
import {
  aClock,
  against,
  asksPage,
  fullRow,
  pageOf,
  readHere,
  rowsOf,
  sendJson,
  serving,
  reply,
} from './a-feed.ts'

const idsIn = (read: FeedResult): unknown =>
  read.result === 'read' ? read.rows.map(({ body }) => (body as { id: string }).id) : read
const upTo = (count: number): readonly string[] => rowsOf(count).map(({ id }) => id)

describe('a feed of services', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'haven-feed-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is read page by page, and no page of its own is asked for where the list says it all', () =>
    against(serving(rowsOf(7), 3), async (feed) => {
      const read = await readHere(feed.url)
      expect(idsIn(read)).to.deep.equal(upTo(7))
      expect(read).to.deep.include({ version: '3.0', troubles: [], asked: 3, kept: 0 })
      expect(feed.asked).to.deep.equal([1, 2, 3].map((page) => `/services?page=${page}&per_page=100`))
    }))

  it('is found at its base, with or without a slash, and at its services', () =>
    against(serving(rowsOf(1), 3), async (feed) => {
      for (const path of ['', '/', '/v3', '/v3/services', '/v3/services/?page=4'])
        expect(idsIn(await readHere(feed.url + path)), path).to.deep.equal(['1'])
      expect(new Set(feed.asked.map((path) => path.split('?')[0]))).to.deep.equal(
        new Set(['/services', '/v3/services']),
      )
    }))

  it('has a list of names alone, so each service is asked for', () =>
    against(serving(rowsOf(4), 2, true), async (feed) => {
      const read = await readHere(feed.url)
      expect(read.result === 'read' && read.rows.map(({ body }) => body)).to.deep.equal(rowsOf(4))
      expect(feed.asked.slice(2)).to.deep.equal(['1', '2', '3', '4'].map((id) => `/services/${id}`))
    }))

  it('may have no services at all', () =>
    against(serving([], 3), async (feed) =>
      expect(await readHere(feed.url)).to.deep.include({ result: 'read', rows: [], troubles: [] }),
    ))

  for (const [start, field] of [
    [1, 'content'],
    [0, 'content'],
    [1, 'contents'],
  ] as const)
    it(`may be of 2021, with ${field}, counting its pages from ${start}`, () =>
      against(
        (req, res) => {
          const all = rowsOf(5)
          const number = asksPage(req)
          const rows = all.slice((number - start) * 2, (number - start + 1) * 2)
          sendJson(res, {
            totalElements: 5,
            totalPages: 3,
            number,
            size: rows.length,
            first: number === start,
            last: number === start + 2,
            empty: false,
            [field]: rows,
          })
        },
        async (feed) => {
          const read = await readHere(feed.url)
          expect(idsIn(read)).to.deep.equal(upTo(5))
          expect(read).to.deep.include({ version: '1.0' })
        },
      ))

  it('is asked twice a second and no faster', () =>
    against(serving(rowsOf(4), 1), async (feed) => {
      const clock = aClock()
      await readHere(feed.url, clock)
      expect(clock.slept).to.deep.equal([500, 500, 500])
      const fast = aClock()
      await readHere(feed.url, { ...fast, perSecond: 10 })
      expect(fast.slept).to.deep.equal([100, 100, 100])
    }))

  it('says who asks, and takes what is packed', () =>
    against(
      (req, res) => {
        const packed = gzipSync(JSON.stringify(pageOf(rowsOf(2), asksPage(req), 5)))
        res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
        res.end(packed)
      },
      async (feed) => {
        expect(idsIn(await readHere(feed.url))).to.deep.equal(upTo(2))
        expect(feed.headers[0]).to.include({ accept: 'application/json', 'accept-encoding': 'gzip' })
        expect(feed.headers[0]?.['user-agent']).to.contain('Haven')
      },
    ))

  describe('that is busy', () => {
    /** Answers the first requests with these, and then as a good feed does. */
    const busy = (answers: readonly (readonly [number, Record<string, string>?])[]) => {
      let count = 0
      const good = serving(rowsOf(1), 1)
      return ((req, res) => {
        const answer = answers[count]
        count += 1
        if (!answer) return good(req, res)
        reply(res, answer[0], answer[1])
      }) satisfies Parameters<typeof against>[0]
    }

    it('is asked again after a second, two and four', () =>
      against(busy([[503], [500], [429]]), async (feed) => {
        const clock = aClock()
        expect(idsIn(await readHere(feed.url, clock))).to.deep.equal(['1'])
        expect(clock.slept).to.deep.equal([1000, 2000, 4000])
      }))

    it('is asked again when it says, in seconds or by a date', () =>
      against(
        busy([
          [429, { 'retry-after': '7' }],
          [503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:20 GMT' }],
        ]),
        async (feed) => {
          const clock = aClock()
          expect(idsIn(await readHere(feed.url, clock))).to.deep.equal(['1'])
          expect(clock.slept).to.deep.equal([7000, 13_000])
        },
      ))

    it('is left alone after four tries, or when it asks for more than two minutes', async () => {
      await against(busy(Array.from({ length: 9 }, () => [503] as const)), async (feed) => {
        expect(await readHere(feed.url)).to.deep.include({ result: 'failed', reason: 'busy' })
        expect(feed.asked).to.have.length(4)
      })
      await against(busy([[429, { 'retry-after': '3600' }]]), async (feed) => {
        expect(await readHere(feed.url)).to.deep.include({ result: 'failed', reason: 'busy' })
        expect(feed.asked).to.have.length(1)
      })
    })
  })

  it('that has not changed is not sent again', () => {
    const rows = rowsOf(3)
    return against(
      (req, res) => {
        const page = asksPage(req)
        const etag = `"page-${page}-${rows.length}"`
        if (req.headers['if-none-match'] === etag) return void reply(res, 304, { etag })
        sendJson(res, pageOf(rows, page, 2), { etag })
      },
      async (feed) => {
        const first = await readHere(feed.url, { stateFolder: folder })
        const again = await readHere(feed.url, { stateFolder: folder })
        expect(first).to.deep.include({ asked: 2, kept: 0 })
        expect(again).to.deep.equal({ ...first, asked: 2, kept: 2 })
        rows.push(fullRow('4'))
        expect(await readHere(feed.url, { stateFolder: folder })).to.deep.include({ asked: 2, kept: 0 })
        expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).to.deep.equal([])
      },
    )
  })

  const cut = (rows: number) => {
    let left = rows
    const good = serving(rowsOf(6), 1)
    const feed: Parameters<typeof against>[0] = (req, res) => {
      left -= 1
      if (left >= 0) return good(req, res)
      reply(res, 503)
    }
    return { feed, mend: () => (left = 99) }
  }

  it('goes on after it broke off, without asking again for what came', () => {
    const { feed: listener, mend } = cut(4)
    return against(listener, async (feed) => {
      const clock = aClock()
      expect(await readHere(feed.url, { stateFolder: folder, ...clock })).to.deep.include({ reason: 'busy' })
      mend()
      feed.asked.length = 0
      const read = await readHere(feed.url, { stateFolder: folder, ...clock })
      expect(idsIn(read)).to.deep.equal(upTo(6))
      expect(read).to.deep.include({ asked: 2, kept: 4 })
      expect(feed.asked).to.deep.equal([5, 6].map((page) => `/services?page=${page}&per_page=100`))
    })
  })

  it('begins anew a day after it broke off, and for another feed', () => {
    const { feed: listener, mend } = cut(4)
    return against(listener, async (feed) => {
      const clock = aClock()
      await readHere(feed.url, { stateFolder: folder, ...clock })
      mend()
      await clock.sleep(24 * 3_600_000)
      expect(await readHere(feed.url, { stateFolder: folder, ...clock })).to.deep.include({
        asked: 6,
        kept: 0,
      })
      expect(await readHere(`${feed.url}/other`, { stateFolder: folder, ...clock })).to.deep.include({
        kept: 0,
      })
    })
  })

  it('is read all the same over state that is damaged, and not without a folder for it', () =>
    against(serving(rowsOf(2), 1), async (feed) => {
      await readHere(feed.url, { stateFolder: folder })
      for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"half":')
      expect(idsIn(await readHere(feed.url, { stateFolder: folder }))).to.deep.equal(upTo(2))
      const file = join(folder, 'file')
      writeFileSync(file, '')
      const options: FeedOptions = { stateFolder: join(file, 'below') }
      expect(await readHere(feed.url, options)).to.deep.include({
        result: 'failed',
        reason: 'no-state-folder',
      })
    }))

  describe('in a file', () => {
    const written = async (text: string | Buffer, options: FeedOptions = {}) => {
      const file = join(folder, 'feed.json')
      writeFileSync(file, text)
      return readFeed(file, options)
    }

    it('is one page with everything, or the list alone', async () => {
      for (const feed of [pageOf(rowsOf(3), 1, 9), rowsOf(3)]) {
        const read = await written(JSON.stringify(feed))
        expect(idsIn(read)).to.deep.equal(upTo(3))
        expect(read).to.deep.include({ asked: 0, troubles: [] })
      }
      expect(idsIn(await written(JSON.stringify([{ id: '1', name: 'Thin' }])))).to.deep.equal(['1'])
    })

    const bad: readonly (readonly [string, string | Buffer, FeedOptions?])[] = [
      ['wrong-arithmetic', JSON.stringify(pageOf(rowsOf(3), 1, 2))],
      ['not-a-feed', '{"services":[]}'],
      ['not-a-feed', 'null'],
      ['not-json', '<html>'],
      ['not-utf8', Buffer.from([0x5b, 0xff, 0x5d])],
      ['too-large', JSON.stringify(rowsOf(9)), { largest: 100 }],
      ['too-many', JSON.stringify(rowsOf(9)), { most: 8 }],
    ]
    for (const [reason, text, options] of bad)
      it(`is refused as ${reason}: ${text.toString().slice(0, 20)}`, async () =>
        expect(await written(text, options)).to.deep.include({ result: 'failed', reason }))

    it('may not be there', async () =>
      expect(await readFeed(join(folder, 'nothing.json'))).to.deep.include({ reason: 'no-such-file' }))
  })
})
