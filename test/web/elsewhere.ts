import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'

/** A site that has nothing to do with us: where leaving leads to in tests. */
export interface Elsewhere {
  readonly exit: string
  /** A page whose title says whether the browser brought it back from its own memory. */
  readonly control: string
  /** A copy of `deployment/` in which every area leaves to `exit`. */
  readonly deployment: string
  /** What browsers said about where they came from, one a visit. */
  readonly referrers: readonly (string | undefined)[]
  /** From now on nobody is answered, until `answer`. */
  hold(): void
  /** From now on every connection is broken off, until `answer`. */
  breakOff(): void
  answer(): void
  stop(): Promise<void>
}

const SUNNY = '<!DOCTYPE html><title>Weather</title><h1>Sunny</h1>'
const CONTROL = `<!DOCTYPE html><title>Control</title><h1>Control</h1>
<script>addEventListener('pageshow', (event) => { document.title = 'persisted ' + event.persisted })</script>`

export async function startElsewhere(): Promise<Elsewhere> {
  const waiting: ServerResponse[] = []
  const referrers: (string | undefined)[] = []
  let isHolding = false
  let isBroken = false
  const server = createServer((req, res) => {
    if (req.url === '/weather') referrers.push(req.headers.referer)
    if (isBroken) return void req.socket.destroy()
    if (isHolding) return void waiting.push(res)
    res.setHeader('content-type', 'text/html')
    res.end(req.url === '/control' ? CONTROL : SUNNY)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const exit = `${address}/weather`
  const deployment = mkdtempSync(join(tmpdir(), 'haven-deployment-'))
  leaveTo(exit, deployment)
  return {
    exit,
    control: `${address}/control`,
    deployment,
    referrers,
    hold: () => void (isHolding = true),
    breakOff: () => void (isBroken = true),
    answer() {
      isHolding = false
      isBroken = false
      for (const res of waiting.splice(0)) res.end(SUNNY)
    },
    async stop() {
      rmSync(deployment, { recursive: true, force: true })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function leaveTo(exit: string, deployment: string): void {
  cpSync(join(ROOT, 'deployment'), deployment, { recursive: true })
  for (const area of readdirSync(join(deployment, 'areas'))) {
    const file = join(deployment, 'areas', area, 'area.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^exit: .*$/m, `exit: ${exit}`))
  }
}
