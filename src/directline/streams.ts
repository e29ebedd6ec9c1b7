import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { originOf } from './callers.ts'
import type { Conversation } from './conversation.ts'
import type { Conversations } from './conversations.ts'
import type { Stream } from './delivery.ts'
import { STREAM } from './paths.ts'

/** Answers the requests of browsers for a stream. */
export interface Streams {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): void
}

/** Clients send nothing but empty texts, in bytes. */
const LARGEST_FRAME = 1024
/** A client that takes nothing is let go when so much waits for it, in bytes. */
const MOST_BUFFERED = 256 * 1024
/** How often a connection is asked whether it is still there, in milliseconds. */
const PULSE_MS = 30_000

export function streams(conversations: Conversations, now: () => Date): Streams {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  })
  return {
    upgrade(req, socket, head) {
      socket.on('error', () => socket.destroy())
      const [path = '', query] = (req.url ?? '').split('?')
      const conversation = conversations.open(STREAM.exec(path)?.[1] ?? '')
      const ticket = new URLSearchParams(query).get('t') ?? ''
      const admission = conversation?.tickets.redeem(ticket, now())
      if (!conversation || !admission) return refuse(socket, '404 Not Found')
      if (!admission.mayCome(originOf(req))) return refuse(socket, '403 Forbidden')
      server.handleUpgrade(req, socket, head, (opened) => serve(opened, conversation, admission.watermark))
    },
    close() {
      for (const one of server.clients) one.terminate()
      server.close()
    },
  }
}

function serve(socket: WebSocket, conversation: Conversation, watermark: string | undefined): void {
  let isThere = true
  const stream: Stream = {
    send(set) {
      if (socket.bufferedAmount > MOST_BUFFERED) return socket.terminate()
      socket.send(JSON.stringify(set))
      // Browsers answer this by themselves, in order: then what went before has arrived, and can be let go.
      socket.ping(set.watermark)
    },
    close: () => socket.close(1000),
  }
  const pulse = setInterval(() => {
    if (!isThere) return socket.terminate()
    isThere = false
    socket.ping()
  }, PULSE_MS)
  pulse.unref()
  socket.on('pong', (data: Buffer) => {
    isThere = true
    conversation.acknowledge(data.toString())
  })
  // Whoever has more to say than that they are there is no client of Direct Line.
  socket.on('message', (data: Buffer) => {
    if (data.length > 0) socket.close(1008)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(pulse)
    conversation.detach(stream)
  })
  conversation.attach(stream, watermark)
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
