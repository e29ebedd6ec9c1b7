import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'

/** What was sent, or why it is refused; `gone`: whoever sent it went away. */
export type Read<T> = { readonly value: T } | 'unreadable' | 'too-large' | 'media' | 'gone'

/** Reads JSON of at most `limit` bytes, counted while they arrive, in the shape of `schema`. No body at all is `{}`. */
export async function readJson<T>(
  req: IncomingMessage,
  limit: number,
  schema: z.ZodType<T>,
): Promise<Read<T>> {
  const { headers } = req
  if (Number(headers['content-length'] ?? 0) > limit) return 'too-large'
  const bytes = await bytesOf(req, limit)
  if (typeof bytes === 'string') return bytes
  if (bytes.length > 0) {
    const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
    if (!isJson || (headers['content-encoding'] ?? 'identity') !== 'identity') return 'media'
  }
  const parsed = schema.safeParse(jsonIn(bytes))
  return parsed.success ? { value: parsed.data } : 'unreadable'
}

async function bytesOf(req: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'gone'> {
  const parts: Buffer[] = []
  let size = 0
  try {
    // Not destroyed when too much came, or the answer that says so could not go out.
    for await (const part of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length
      if (size > limit) return 'too-large'
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch {
    return 'gone'
  }
}

function jsonIn(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
