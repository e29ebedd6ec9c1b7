import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { ROOT } from '../../src/content.ts'
import { createGateway, type GatewayOptions } from '../../src/gateway/create-gateway.ts'
import { readDeskWords } from '../../src/gateway/staff/desk-words.ts'

export const TOKEN = 'a-client-token-for-the-tests'
export const OTHER_TOKEN = 'another-client-for-the-tests'
export const NOON = new Date('2026-11-23T12:00:00.000Z')

/** The words of the desk, as they are shipped. */
export const WORDS = readDeskWords(join(ROOT, 'locales'))

/** The settings of a gateway under test; its key is the same every time, so that a file opens again. */
export const settings = (overrides: Partial<GatewayOptions> = {}): GatewayOptions => ({
  file: ':memory:',
  vault: localVault(Buffer.alloc(32, 7)),
  clients: [
    { id: 'haven', token: TOKEN },
    { id: 'other', token: OTHER_TOKEN },
  ],
  now: () => NOON,
  print: () => {},
  publicUrl: 'http://localhost:3978',
  production: false,
  words: WORDS,
  ...overrides,
})

/** An embedded gateway behind a real server, on this machine only. */
export interface Desk {
  readonly url: string
  /** Everything that was printed. */
  readonly printed: readonly string[]
  /** One request to the API, as the first client unless told otherwise. */
  api(path: string, init?: RequestInit): Promise<Response>
  /** Posts a body as a referral would be. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
  stop(): Promise<void>
}

export async function aDesk(overrides: Partial<GatewayOptions> = {}): Promise<Desk> {
  const printed: string[] = []
  const gateway = createGateway(settings({ print: (line) => void printed.push(line), ...overrides }))
  const server = createServer((req, res) => void gateway.handle(req, res))
  const url = await listening(server)
  const api: Desk['api'] = (path, init = {}) =>
    fetch(`${url}/gateway/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${TOKEN}`, ...(init.headers as Record<string, string> | undefined) },
    })
  return {
    url,
    printed,
    api,
    post: (body, headers = {}) =>
      api('referrals', {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'LARK-472', ...headers },
      }),
    stop: async () => {
      await stopped(server)
      gateway.close()
    },
  }
}

/** Starts a server on a free port of this machine; resolves with its address. */
export const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

export const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
