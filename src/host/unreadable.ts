import { STATUS_CODES } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ALWAYS } from './headers.ts'

/** What Node's own parser complains of, and the status that says so; anything else is 400. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/**
 * Answers what Node would answer by itself, with the headers that every answer carries: requests that cannot be read,
 * and those that expect something unheard of.
 */
export function answerUnreadable(
  server: Server,
  hear: (req: IncomingMessage, res: ServerResponse) => void,
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const status = STATUSES[error.code ?? ''] ?? 400
    const lines = [['Connection', 'close'], ['Content-Length', '0'], ...ALWAYS].map((pair) => pair.join(': '))
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n`)
  })
  server.on('checkExpectation', hear)
}

/** Whether HTTP/1.1 asks for a refusal: Node's own has no headers, so this one is ours (RFC 9112, 3.2). */
export function isWithoutHost(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.headers.host !== undefined || req.httpVersion === '1.0') return false
  for (const [name, value] of ALWAYS) res.setHeader(name, value)
  res.setHeader('Connection', 'close')
  res.statusCode = 400
  res.end()
  return true
}
