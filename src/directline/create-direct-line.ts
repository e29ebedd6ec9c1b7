import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { allow, send, sendPermission, type Answer } from './answers.ts'
import { areaListing, originOf, type OpenArea } from './callers.ts'
import { conversationsOf, type Bounds } from './conversations.ts'
import { ACTIVITIES, BASE, CONVERSATION, UPLOAD } from './paths.ts'
import { begin, generate, poll, post, refresh, resume, type Desk, type Route } from './routes.ts'
import { secretsKnown, type AreaSecret } from './secrets.ts'
import { streams } from './streams.ts'
import type { Talk } from './talk.ts'
import { tokensSignedWith } from './tokens.ts'

export interface DirectLineOptions {
  readonly talk: Talk
  /** The areas that have switched it on. Without any there should be no Direct Line at all. */
  readonly areas: readonly OpenArea[]
  readonly secrets: readonly AreaSecret[]
  /** What tokens are signed with: the same for every process that answers. */
  readonly signingKey: string
  readonly publicUrl: () => string
  /** Whether this caller may begin one more conversation now. */
  readonly mayBegin: (req: IncomingMessage) => boolean
  readonly now: () => Date
  /** Takes the place and the class of a fault; never anything that somebody wrote. */
  readonly fault: (where: string, name: string) => void
  readonly bounds?: Bounds
}

/** Direct Line 3.0: everything under `/v3/directline`, for any node:http server. */
export interface DirectLine {
  /** Answers one request. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Answers one request for a WebSocket. Never throws. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Lets go of conversations in which nobody said anything for so long, in milliseconds. */
  sweep(idle: number): void
  /** Ends every stream and lets everything go. */
  close(): void
}

interface Table {
  readonly path: RegExp
  readonly methods: Readonly<Record<string, Route>>
}

const exactly = (path: string): RegExp => new RegExp(`^${BASE}${path}$`)
const refuseFiles: Route = async () => 'uploads'

const TABLE: readonly Table[] = [
  { path: exactly('/tokens/generate'), methods: { POST: generate } },
  { path: exactly('/tokens/refresh'), methods: { POST: refresh } },
  { path: exactly('/conversations'), methods: { POST: begin } },
  { path: CONVERSATION, methods: { GET: resume } },
  { path: ACTIVITIES, methods: { GET: poll, POST: post } },
  { path: UPLOAD, methods: { POST: refuseFiles } },
]

export function createDirectLine(options: DirectLineOptions): DirectLine {
  const { areas, now, fault } = options
  const conversations = conversationsOf(options.talk, now, options.bounds)
  const live = streams(conversations, now)
  const desk: Desk = {
    ...options,
    conversations,
    tokens: tokensSignedWith(options.signingKey),
    areaOf: secretsKnown(options.secrets),
  }
  return {
    async handle(req, res) {
      try {
        res.setHeader('Vary', 'Origin')
        const origin = originOf(req)
        const isListed = origin !== undefined && areaListing(areas, origin) !== undefined
        if (origin !== undefined && !isListed) return send(res, 'elsewhere')
        if (isListed) allow(res, origin)
        if (req.method === 'OPTIONS') return isListed ? sendPermission(res) : send(res, 'method')
        const answer = await answerTo(desk, req)
        if (answer !== 'gone') send(res, answer)
      } catch (error) {
        fault('directline', error instanceof Error ? error.name : 'unknown')
        if (!res.headersSent) send(res, 'broken')
      }
    },
    upgrade(req, socket, head) {
      try {
        live.upgrade(req, socket, head)
      } catch (error) {
        fault('directline', error instanceof Error ? error.name : 'unknown')
        socket.destroy()
      }
    },
    sweep: (idle) => conversations.sweep(idle),
    close() {
      conversations.close()
      live.close()
    },
  }
}

async function answerTo(desk: Desk, req: IncomingMessage): Promise<Answer | 'gone'> {
  const path = (req.url ?? '').split('?')[0] ?? ''
  const found = TABLE.find((row) => row.path.test(path))
  if (!found) return 'nothing'
  const route = found.methods[req.method ?? '']
  return route ? route(desk, req, found.path.exec(path)?.[1] ?? '') : 'method'
}
