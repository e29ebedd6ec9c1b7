import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'

/** Below this many characters an answer fits its first packet anyway. */
const WORTH_COMPRESSING = 1200
/** From this many characters on, compressing takes milliseconds, and others are waiting to be answered. */
const LONG = 32_768
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const GZIP = { level: 5 }

/** The better of the two encodings that a client takes; a weight of 0 refuses one (RFC 9110, 12.5.3). */
export function encodingFor(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const offered = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
  const takes = (name: string): boolean =>
    offered.some((part) => part === name || (part.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(part)))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

/** A body as the client wants it, with the headers that say so. */
export function encoded(
  accepted: string | undefined,
  text: string,
): { readonly bytes: string | Buffer; readonly headers: Readonly<Record<string, string>> } {
  if (text.length < WORTH_COMPRESSING) return { bytes: text, headers: {} }
  const encoding = encodingFor(accepted)
  if (encoding === undefined) return { bytes: text, headers: { vary: 'Accept-Encoding' } }
  const bytes = encoding === 'br' ? brotliCompressSync(text, BROTLI) : gzipSync(text, GZIP)
  return { bytes, headers: { vary: 'Accept-Encoding', 'content-encoding': encoding } }
}

const [brotliLater, gzipLater] = [promisify(brotliCompress), promisify(gzip)]

/** As `encoded`, by another thread: for what is long. */
async function encodedLater(accepted: string | undefined, text: string): Promise<ReturnType<typeof encoded>> {
  const encoding = encodingFor(accepted)
  if (encoding === undefined) return encoded(accepted, text)
  const bytes = await (encoding === 'br' ? brotliLater(text, BROTLI) : gzipLater(text, GZIP))
  return { bytes, headers: { vary: 'Accept-Encoding', 'content-encoding': encoding } }
}

type Head = readonly [status: number, headers: Readonly<Record<string, string>>]

/**
 * Makes whatever answers next compress: for handlers that write one head and one body of text and know nothing of
 * encodings. Answers without a body, or with bytes, go out as they are. Whoever calls it waits for what it returns:
 * what is long is sent a little later.
 */
export function compressing(req: IncomingMessage, res: ServerResponse): () => Promise<void> {
  let sending: Promise<void> = Promise.resolve()
  const writeHead = res.writeHead.bind(res) as (...head: Head) => ServerResponse
  const end = res.end.bind(res) as (body?: unknown) => ServerResponse
  let head: Head | undefined
  res.writeHead = ((...given: Head) => {
    head = given
    return res
  }) as typeof res.writeHead
  res.end = ((body?: unknown) => {
    if (head === undefined) return end(body)
    const [status, given] = head
    if (typeof body !== 'string' || body === '' || req.method === 'HEAD') {
      writeHead(status, given)
      return end(body)
    }
    const send = ({ bytes, headers }: ReturnType<typeof encoded>): ServerResponse => {
      writeHead(status, { ...given, ...headers, 'content-length': String(Buffer.byteLength(bytes)) })
      return end(bytes)
    }
    const accepted = req.headers['accept-encoding']
    if (body.length < LONG) return send(encoded(accepted, body))
    sending = encodedLater(accepted, body).then((made) => void send(made))
    return res
  }) as typeof res.end
  return () => sending
}
