import type { IncomingMessage } from 'node:http'

/** A body, read whole. `gone`: whoever sent it went away, so nobody waits for an answer. */
export type Body =
  | { readonly result: 'read'; readonly bytes: Uint8Array }
  | { readonly result: 'too-large' }
  | { readonly result: 'gone' }

/** Reads a body of at most `limit` bytes, counting while it arrives: what a header claims is not believed. */
export function readBody(req: IncomingMessage, limit: number): Promise<Body> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.resolve({ result: 'too-large' })
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const finish = (body: Body) => {
      req.off('data', hear)
      resolve(body)
    }
    const hear = (chunk: Uint8Array) => {
      size += chunk.byteLength
      if (size > limit) return finish({ result: 'too-large' })
      chunks.push(chunk)
    }
    req.on('data', hear)
    req.once('end', () => finish({ result: 'read', bytes: Buffer.concat(chunks) }))
    req.once('error', () => finish({ result: 'gone' }))
    req.once('close', () => finish({ result: 'gone' }))
  })
}

/** The media type of a request without its parameters, in lower case; empty when there is none. */
export const mediaType = (req: IncomingMessage): string =>
  (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** The bytes as text, or nothing when they are not UTF-8. */
export function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
