import { createServer } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFeed, type FeedOptions } from '../../src/adapters/directory-feed/index.ts'

/** A feed on this machine, with what it was asked. */
export interface AFeed {
  readonly url: string
  /** Paths with their questions, in the order of asking. */
  readonly asked: string[]
  /** What each request said of itself. */
  readonly headers: IncomingMessage['headers'][]
  stop(): Promise<void>
}

export async function aFeed(listener: RequestListener): Promise<AFeed> {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    headers.push(req.headers)
    listener(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers, without leaning on what `writeHead` gives back: restify, once loaded anywhere, gives nothing. */
export function reply(
  res: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body?: string | Buffer,
): void {
  res.writeHead(status, headers)
  res.end(body)
}

/** A clock that only sleeping moves, so that politeness costs a test no time. Milliseconds. */
export function aClock() {
  let time = 0
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}

/** Reads a feed as tests do: on this machine, and in no time. */
export const readHere = (url: string, options: FeedOptions = {}) =>
  readFeed(url, { allowLoopback: true, ...aClock(), ...options })

/** Runs `work` against a feed that answers with `listener`. */
export async function against<T>(listener: RequestListener, work: (feed: AFeed) => Promise<T>): Promise<T> {
  const feed = await aFeed(listener)
  try {
    return await work(feed)
  } finally {
    await feed.stop()
  }
}

export const sendJson = (res: ServerResponse, body: unknown, headers: Record<string, string> = {}): void => {
  res.writeHead(200, { 'content-type': 'application/json', ...headers })
  res.end(typeof body === 'string' ? body : JSON.stringify(body))
}

export const fullRow = (id: string) => ({ id, name: `Service ${id}`, status: 'active', contacts: [] })
export const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => fullRow(String(index + 1)))

/** One page of 3.0 as a good feed makes it. */
export function pageOf(rows: readonly unknown[], number: number, perPage: number) {
  const contents = rows.slice((number - 1) * perPage, number * perPage)
  const total_pages = Math.ceil(rows.length / perPage)
  return {
    total_items: rows.length,
    total_pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= total_pages,
    empty: contents.length === 0,
    contents,
  }
}

/** The number of the page that a request asks for. */
export const asksPage = (req: IncomingMessage): number =>
  Number(new URL(req.url ?? '', 'http://feed.invalid').searchParams.get('page'))

/** The id of the service that a request asks for; undefined for the list. */
export const asksFor = (req: IncomingMessage): string | undefined =>
  /\/services\/([^?]+)/.exec(req.url ?? '')?.[1]

/** A good feed whose list is thin or full. */
export const serving =
  (
    rows: readonly { readonly id: string; readonly name: string }[],
    perPage: number,
    isThin = false,
  ): RequestListener =>
  (req, res) => {
    const id = asksFor(req)
    if (id === undefined) {
      const listed = isThin ? rows.map((row) => ({ id: row.id, name: row.name })) : rows
      return sendJson(res, pageOf(listed, asksPage(req), perPage))
    }
    const found = rows.find((row) => row.id === id)
    if (found) return sendJson(res, found)
    reply(res, 404)
  }
