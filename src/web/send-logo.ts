import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PaintedLook } from './look.ts'

/** Answers for the logo of an area; false where there is none at this path. */
export function sendLogo(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  lookOf: (area: string) => PaintedLook | undefined,
): boolean {
  const logo = lookOf(/^\/look\/([a-z-]+)\./.exec(path)?.[1] ?? '')?.logo
  if (logo?.path !== path || (req.method !== 'GET' && req.method !== 'HEAD')) return false
  // Opened by itself, a drawing is a page: it may do nothing at all.
  res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  res.setHeader('Content-Type', logo.type)
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Length', String(logo.bytes.length))
  res.statusCode = 200
  res.end(req.method === 'HEAD' ? undefined : logo.bytes)
  return true
}
