import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openKeys } from '../../adapters/vault-local/index.ts'
import { createGateway, type EmbeddedGateway } from '../../gateway/create-gateway.ts'
import { readDeskWords } from '../../gateway/staff/desk-words.ts'
import { ordersOf } from './orders.ts'
import { clockOf, DESK_FILE, deskOrdersSchema, RING, SLOW_AFTER, SLOW_BEFORE, TOKEN } from './setting.ts'

/** Takes the place of the gateway's handler: tests put a fault there. */
export type ChangeHandler = (handle: EmbeddedGateway['handle']) => EmbeddedGateway['handle']

/** The embedded gateway as it is, in a process of its own, and as slow as it is told to be. Serves until it is killed. */
export async function runDesk(change: ChangeHandler = (handle) => handle): Promise<void> {
  const { folder, ...when } = await ordersOf(deskOrdersSchema)
  const clock = clockOf(when)
  const gateway = createGateway({
    file: join(folder, DESK_FILE),
    vault: openKeys(folder, RING).contents.vault,
    clients: [{ id: 'haven', token: TOKEN }],
    now: () => clock.now(),
    print: () => undefined,
    publicUrl: 'http://127.0.0.1',
    production: false,
    words: readDeskWords(join(import.meta.dirname, '..', '..', '..', 'locales')),
  })
  const handle = change((req, res) => gateway.handle(req, res))
  const server = createServer((req, res) => {
    holdBack(res, msOf(req, SLOW_AFTER))
    void setTimeout(msOf(req, SLOW_BEFORE)).then(() => handle(req, res))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
}

const msOf = (req: IncomingMessage, header: string): number => Number(req.headers[header] ?? 0)

/** The gateway is done, and durably, when it ends its answer; from then on the answer is held. */
function holdBack(res: ServerResponse, ms: number): void {
  if (ms === 0) return
  const end = res.end.bind(res) as (...args: readonly unknown[]) => ServerResponse
  res.end = ((...args: readonly unknown[]) => {
    void setTimeout(ms).then(() => end(...args))
    return res
  }) as typeof res.end
}

if (import.meta.main) await runDesk()
