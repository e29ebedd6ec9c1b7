import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { listening, stopped } from '../gateway/a-desk.ts'

/** What came to the stub. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: CluBody
  readonly raw: string
}

export interface CluBody {
  readonly kind: string
  readonly analysisInput: {
    readonly conversationItem: { readonly text: string; readonly language: string; readonly id: string }
  }
  readonly parameters: Readonly<Record<string, unknown>>
}

/** How the stub answers one question. */
export type Answering = (response: ServerResponse, asked: Asked) => void

/** A service on this machine that behaves as Azure CLU does on the wire. */
export interface Stub {
  readonly url: string
  readonly asked: readonly Asked[]
  stop(): Promise<void>
}

/** Answers with each of `answers` in turn, and then with the last of them. */
export async function aClu(...answers: readonly Answering[]): Promise<Stub> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (part: Buffer) => (raw += part.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one: Asked = { method, url, headers, raw, body: JSON.parse(raw) as CluBody }
      asked.push(one)
      answers[Math.min(asked.length, answers.length) - 1]?.(response, one)
    })
  })
  const url = await listening(server)
  return { url, asked, stop: () => (server.closeAllConnections(), stopped(server)) }
}

/** The intents, as the service writes them. */
export const saying =
  (intents: Readonly<Record<string, number>>): Answering =>
  (response, { body }) => {
    const ranked = Object.entries(intents).map(([category, confidenceScore]) => ({
      category,
      confidenceScore,
    }))
    const prediction = {
      topIntent: ranked[0]?.category,
      projectKind: 'Conversation',
      intents: ranked,
      entities: [],
    }
    const query = body.analysisInput.conversationItem.text
    json(response, 200, { kind: 'ConversationResult', result: { query, prediction } })
  }

/** A fault, as the service writes it: it repeats what was asked, which must go nowhere. */
export const failing =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (response, { raw }) =>
    json(response, status, { error: { code: 'Fault', message: raw } }, headers)

export const slow =
  (milliseconds: number, then: Answering): Answering =>
  (response, asked) =>
    void setTimeout(() => {
      if (!response.destroyed) then(response, asked)
    }, milliseconds)

export const hanging: Answering = () => {}
export const hangingUp: Answering = (response) => void response.socket?.destroy()
export const babbling =
  (body: string): Answering =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(body)
  }

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
