import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EmbeddedGateway } from '../../gateway/create-gateway.ts'

/** The desk on this machine, for one conversation. */
export interface DeskServer {
  readonly address: string
  close(): Promise<void>
}

/**
 * Answers gateway calls on a free port of 127.0.0.1, so that a referral crosses HTTP as it does in earnest. With no
 * desk, every call is hung up on: a gateway that does not answer.
 */
export async function deskServer(desk: () => EmbeddedGateway | undefined): Promise<DeskServer> {
  const server = createServer((req, res) => {
    const at = desk()
    if (at) void at.handle(req, res)
    else req.socket.destroy()
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
