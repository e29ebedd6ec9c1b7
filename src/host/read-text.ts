import type { IncomingMessage } from 'node:http'

/** A body as text, or the status that refuses it; nothing when whoever sent it went away. */
export type TextBody = { readonly text: string } | { readonly status: 400 | 413 } | undefined

/** Reads at most `limit` bytes of UTF-8, counted while they arrive: what a header claims is not believed. */
export async function readText(req: IncomingMessage, limit: number): Promise<TextBody> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return { status: 413 }
  const parts: Buffer[] = []
  let size = 0
  try {
    // Not destroyed when too much came, or the answer that says so could not go out.
    for await (const part of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length
      if (size > limit) return { status: 413 }
      parts.push(part)
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) }
  } catch (error) {
    return error instanceof TypeError ? { status: 400 } : undefined
  }
}
