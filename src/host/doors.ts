import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Answering } from './server.ts'
import { answerUnreadable, isWithoutHost } from './unreadable.ts'

/** Takes over the socket of one request for a WebSocket. */
export type Upgrading = (req: IncomingMessage, socket: Duplex, head: Buffer) => void

/** The sockets that people come in by. */
export interface Doors {
  readonly port: number
  /** From now on requests are answered; those that came before have waited. Without `upgrading` nobody gets a WebSocket. */
  open(answering: Answering, upgrading?: Upgrading): void
  /** Lets nobody in any more, and gives those inside `milliseconds` to be answered. May be repeated. */
  close(milliseconds: number): Promise<void>
}

/** A caller that sends slowly holds a socket for at most this long, in milliseconds. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  // Longer than the minute for which proxies keep an idle connection, so that none is closed under them.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
  // We refuse those ourselves, with our headers.
  requireHostHeader: false,
}

/** While closing, how often connections that became idle are closed. */
const IDLE_CHECK_MS = 50

/**
 * Listens, and lets requests wait until `open`, so that the port is known before anything that must know it. In
 * development `localhost` may mean 127.0.0.1 or ::1, so the loopback of both kinds is listened on. Rejects when the
 * port cannot be had.
 */
export async function listen(port: number, host: string): Promise<Doors> {
  let ready: (answering: Answering) => void = () => {}
  let answering: Answering | undefined
  const opened = new Promise<Answering>((resolve) => (ready = resolve))
  const hear = (req: IncomingMessage, res: ServerResponse): void => {
    if (isWithoutHost(req, res)) return
    if (answering) answering(req, res)
    else void opened.then((answer) => answer(req, res))
  }
  const servers = [await listening(hear, port, host)]
  const { port: real } = servers[0]!.address() as AddressInfo
  if (host === '127.0.0.1') servers.push(...(await twin(hear, real)))
  return {
    port: real,
    open(given, upgrading) {
      answering = given
      if (upgrading) for (const server of servers) server.on('upgrade', upgrading)
      ready(given)
    },
    close: async (milliseconds) =>
      void (await Promise.all(servers.map((server) => closed(server, milliseconds)))),
  }
}

/** Where a machine has no IPv6, or something else has that port there, 127.0.0.1 is enough. */
const twin = (hear: Answering, port: number): Promise<readonly Server[]> =>
  listening(hear, port, '::1').then(
    (server) => [server],
    () => [],
  )

function listening(hear: Answering, port: number, host: string): Promise<Server> {
  // Whoever offers another protocol than WebSocket is answered in this one.
  const shouldUpgradeCallback = (req: IncomingMessage): boolean =>
    server.listenerCount('upgrade') > 0 && /^websocket$/i.test(req.headers.upgrade ?? '')
  const server = createServer({ ...LIMITS, shouldUpgradeCallback }, hear)
  server.maxHeadersCount = 100
  answerUnreadable(server, hear)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function closed(server: Server, milliseconds: number): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const last = setTimeout(() => server.closeAllConnections(), milliseconds)
    // Who was being answered would otherwise keep an idle connection for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
    server.close(() => {
      clearTimeout(last)
      clearInterval(idle)
      resolve()
    })
  })
}
