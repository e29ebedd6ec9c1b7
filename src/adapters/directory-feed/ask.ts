import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FeedFailure } from '../../ports/directory-feed.ts'
import { mayBeAsked, PrivateAddressError, publicLookup } from './addresses.ts'

/** How far one request may go. */
export interface AskLimits {
  /** The whole answer, from asking to its last byte, in milliseconds: a slow drip ends too. */
  readonly timeoutMs: number
  /** The longest answer in bytes, after it was unpacked. */
  readonly largest: number
  readonly allowLoopback: boolean
}

/** What one request brought. Only a 200 has a text. */
export type Asked =
  | {
      readonly result: 'answered'
      readonly status: number
      readonly etag: string | undefined
      readonly retryAfter: string | undefined
      readonly location: string | undefined
      readonly text: string
    }
  | { readonly result: 'failed'; readonly reason: FeedFailure }

class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly reason: FeedFailure
  constructor(reason: FeedFailure) {
    super(reason)
    this.reason = reason
  }
}

const WHO = 'Haven directory reader (Open Referral UK)'

/** Asks once for JSON. Follows nothing, tries nothing again, and never throws. */
export async function ask(url: URL, etag: string | undefined, limits: AskLimits): Promise<Asked> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayBeAsked(host, limits.allowLoopback)) return failed('private-address')
  const signal = AbortSignal.timeout(limits.timeoutMs)
  try {
    const response = await answered(url, etag, limits, signal)
    const { statusCode: status = 0, headers } = response
    const text = status === 200 ? await textOf(response, limits.largest) : ''
    // Whatever else an error has to say is not read.
    if (status !== 200) response.destroy()
    return {
      result: 'answered',
      status,
      etag: headers.etag,
      retryAfter: headers['retry-after'],
      location: headers.location,
      text,
    }
  } catch (error) {
    if (error instanceof RefusedError) return failed(error.reason)
    if (error instanceof PrivateAddressError) return failed('private-address')
    return failed(signal.aborted ? 'slow' : 'unreachable')
  }
}

const failed = (reason: FeedFailure): Asked => ({ result: 'failed', reason })

function answered(
  url: URL,
  etag: string | undefined,
  { allowLoopback }: AskLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'user-agent': WHO,
    ...(etag !== undefined && { 'if-none-match': etag }),
  }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request(url, { headers, signal, lookup: publicLookup(allowLoopback) }, resolve)
      .once('error', reject)
      .end()
  })
}

/** The body as text, counted while it arrives. Throws when it is no JSON in UTF-8, or too long. */
async function textOf(response: IncomingMessage, largest: number): Promise<string> {
  try {
    return await wholeOf(response, largest)
  } finally {
    response.destroy()
  }
}

async function wholeOf(response: IncomingMessage, largest: number): Promise<string> {
  const { headers } = response
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) throw new RefusedError('not-json')
  if (Number(headers['content-length'] ?? 0) > largest) throw new RefusedError('too-large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) throw new RefusedError('too-large')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new RefusedError('not-utf8')
  }
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? 'identity'
  if (encoding === 'identity') return response
  if (encoding !== 'gzip') throw new RefusedError('not-json')
  const gunzip = createGunzip()
  response.once('error', (error) => gunzip.destroy(error))
  return response.pipe(gunzip)
}
