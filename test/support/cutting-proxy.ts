import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands before a server of this machine and can cut a connection at a chosen word. */
export interface CuttingProxy {
  readonly port: number
  /** At the next `word` on its way to the server: cuts `before` it is passed on, or `after` it was answered. */
  cutAt(word: string, when: 'before' | 'after'): void
  stop(): Promise<void>
}

export async function aCuttingProxy(port: number): Promise<CuttingProxy> {
  let planned: { readonly word: string; readonly when: 'before' | 'after' } | undefined
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    let isLast = false
    const cut = (): void => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    near.on('data', (bytes) => {
      if (planned && bytes.includes(planned.word)) {
        const { when } = planned
        planned = undefined
        if (when === 'before') return cut()
        isLast = true
      }
      far.write(bytes)
    })
    far.on('data', (bytes) => (isLast ? cut() : near.write(bytes)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cutAt(word, when) {
      planned = { word, when }
    },
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
