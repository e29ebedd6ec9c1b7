import { randomBytes } from 'node:crypto'
import { chatWindows } from '../../src/bot/chat-windows.ts'
import { createDirectLine, type DirectLineOptions } from '../../src/directline/create-direct-line.ts'
import { listen } from '../../src/host/doors.ts'
import { inMemory, type Memory } from '../support/memory.ts'

/** The one site that may attach, unless a test says otherwise. */
export const SITE = 'https://www.body.example'
export const SECRET = randomBytes(24).toString('hex')

/** What came back from one call. */
export interface Called {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly conversationId: string
    readonly token: string
    readonly expires_in: number
    readonly streamUrl: string
    readonly id: string
    readonly watermark: string
    readonly activities: readonly Shown[]
    readonly error: { readonly code: string; readonly message: string }
  }
}

/** What clients read of an activity. */
export interface Shown {
  readonly type: string
  readonly id: string
  readonly text: string
  readonly from: { readonly id: string; readonly role: string }
  readonly channelData?: unknown
  readonly replyToId?: string
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: unknown }[]
  }
}

/** How one call is made; a string is sent as it is. */
export interface Call {
  readonly token?: string
  readonly origin?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Direct Line on a port of its own, with the shipped conversation behind it in memory. */
export interface Attached {
  readonly url: string
  readonly memory: Memory
  readonly faults: string[]
  /** The time that it goes by; move it on to let tokens and tickets grow old. */
  clock: Date
  call(method: string, path: string, call?: Call): Promise<Called>
  /** A token of the listed site and its conversation, not yet begun. */
  token(): Promise<Called['body']>
  /** A conversation that has begun. */
  begun(): Promise<Talking>
  sweep(idle: number): void
  stop(): Promise<void>
}

/** Somebody in a conversation, as a client that polls sees it. */
export interface Talking extends Pick<Called['body'], 'conversationId' | 'token' | 'streamUrl'> {
  post(activity: unknown): Promise<Called>
  say(text: string, more?: object): Promise<Called>
  poll(watermark?: string): Promise<Called>
  resume(watermark?: string): Promise<Called>
}

export async function aDirectLine(
  settings: Partial<DirectLineOptions> = {},
  memory: Memory = inMemory(),
): Promise<Attached> {
  const doors = await listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${doors.port}`
  const faults: string[] = []
  const state = { clock: new Date('2026-11-24T10:00:00Z') }
  const directLine = createDirectLine({
    talk: chatWindows(memory.setting),
    areas: [{ id: 'national', origins: [SITE] }],
    secrets: [{ area: 'national', secret: SECRET }],
    signingKey: 'a key for tests',
    publicUrl: () => url,
    mayBegin: () => true,
    now: () => state.clock,
    fault: (where, name) => void faults.push(`${where} ${name}`),
    ...settings,
  })
  doors.open((req, res) => void directLine.handle(req, res), directLine.upgrade)

  async function call(method: string, path: string, given: Call = {}): Promise<Called> {
    const { token, body, headers } = given
    const origin = 'origin' in given ? given.origin : SITE
    const response = await fetch(`${url}/v3/directline${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(origin !== undefined && { origin }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = (text === '' ? {} : JSON.parse(text)) as Called['body']
    return { status: response.status, headers: response.headers, body: json }
  }

  const token = async (): Promise<Called['body']> => (await call('POST', '/tokens/generate')).body
  return Object.assign(state, {
    url,
    memory,
    faults,
    call,
    token,
    async begun() {
      const begun = await call('POST', '/conversations', { token: (await token()).token, body: {} })
      return talking(call, begun.body)
    },
    sweep: (idle: number) => directLine.sweep(idle),
    async stop() {
      directLine.close()
      await doors.close(0)
    },
  })
}

export function talking(
  call: Attached['call'],
  { conversationId, token, streamUrl }: Pick<Called['body'], 'conversationId' | 'token' | 'streamUrl'>,
): Talking {
  const path = `/conversations/${conversationId}`
  const post = (activity: unknown): Promise<Called> =>
    call('POST', `${path}/activities`, { token, body: activity })
  const query = (watermark?: string): string => (watermark === undefined ? '' : `?watermark=${watermark}`)
  return {
    conversationId,
    token,
    streamUrl,
    post,
    say: (text, more = {}) => post({ type: 'message', text, from: { id: 'me' }, ...more }),
    poll: (watermark) => call('GET', `${path}/activities${query(watermark)}`, { token }),
    resume: (watermark) => call('GET', `${path}${query(watermark)}`, { token }),
  }
}
