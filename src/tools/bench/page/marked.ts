import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants } from 'node:zlib'

/** As the host itself compresses. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

/** Haven's page with its question marked, and nothing else changed. */
export interface Marked {
  readonly address: string
  stop(): void
}

/**
 * Stands before Haven and marks the question (`elementtiming`), so that the browser itself remembers when it was painted and
 * no script has to look for it while the page loads.
 */
export async function serveMarked(haven: string): Promise<Marked> {
  const server = createServer(async (req, res) => {
    const answer = await fetch(haven + (req.url ?? '/'), { headers: { 'accept-encoding': 'br' } })
    const text = (await answer.text()).replace(' id="q"', ' id="q" elementtiming="question"')
    const body = brotliCompressSync(text, BROTLI)
    const headers = new Map(answer.headers)
    for (const name of ['connection', 'transfer-encoding', 'keep-alive']) headers.delete(name)
    headers.set('content-encoding', 'br').set('content-length', String(body.byteLength))
    res.writeHead(answer.status, Object.fromEntries(headers))
    res.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
