import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Smaller answers fit one packet anyway. */
const WORTH_COMPRESSING = 1200

const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const SMALLEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
/** What is the same for everybody is compressed once, as small as it gets. */
const remembered = new Map<string, Buffer>()
const MOST_REMEMBERED = 8

/** Sends an answer, compressed when the browser can read it. */
export function send(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  type: string,
  text: string,
): void {
  res.statusCode = status
  res.setHeader('Content-Type', type)
  res.setHeader('Cache-Control', 'no-store')
  if (text.length < WORTH_COMPRESSING || req.method === 'HEAD')
    return void res.end(req.method === 'HEAD' ? '' : text)
  const accepts = String(req.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined
  res.setHeader('Vary', 'Accept-Encoding')
  if (encoding === undefined) return void res.end(text)
  res.setHeader('Content-Encoding', encoding)
  res.end(encoding === 'br' ? brotli(text, req.method === 'GET') : gzipSync(text, { level: 5 }))
}

/** The first page and the script come again and again with the same text: those are kept; answers to people never are. */
function brotli(text: string, mayBeShared: boolean): Buffer {
  const known = remembered.get(text)
  if (known) return known
  return mayBeShared && remembered.size < MOST_REMEMBERED && shared.has(text)
    ? keep(text, brotliCompressSync(text, SMALLEST))
    : brotliCompressSync(text, FAST)
}

const shared = new Set<string>()
/** Says that this text holds nothing of anybody's, so that it may be compressed once for all. */
export const share = (text: string): string => {
  shared.add(text)
  return text
}

function keep(text: string, compressed: Buffer): Buffer {
  remembered.set(text, compressed)
  return compressed
}
