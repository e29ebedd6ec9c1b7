import { request as overHttp, type IncomingMessage } from 'node:http'
import { Agent, request as overHttps } from 'node:https'

/** What we show of ourselves where a gateway demands mutual TLS, and whom we trust; PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
  /** The authority that signed the gateway's certificate, where it is a private one. */
  readonly ca?: string
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What came back, not yet believed. `silent`: nothing did, or not whole, or not in time. */
export type Asked =
  | { readonly result: 'answered'; readonly status: number; readonly type: string; readonly body: unknown }
  | { readonly result: 'silent' }

/** No answer of the contract is nearly as long, in bytes. */
const ANSWER_LIMIT = 16 * 1024

/**
 * Makes one request. Never throws; follows no redirect, since token and referral are for one host only. Certificates are
 * always checked. `agent` carries our own certificate, where there is one.
 */
export async function ask(
  url: URL,
  { method, headers = {}, body }: Question,
  signal: AbortSignal,
  agent: Agent | undefined,
): Promise<Asked> {
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const isSecure = url.protocol === 'https:'
      const request = (isSecure ? overHttps : overHttp)(url, {
        method,
        signal,
        // A connection kept open may be closed under a referral; a new one costs little beside what it carries.
        agent: isSecure && agent !== undefined ? agent : false,
        headers: {
          accept: 'application/json, application/problem+json',
          ...headers,
          'content-length': String(Buffer.byteLength(body ?? '')),
        },
      })
      request.once('response', resolve)
      request.once('error', reject)
      request.end(body)
    })
    const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
    return { result: 'answered', status: response.statusCode ?? 0, type, body: await jsonOf(response) }
  } catch {
    return { result: 'silent' }
  }
}

/** Carries our certificate to one gateway; with a certificate that cannot be used, nothing is reached. */
export const agentOf = (identity: Identity | undefined): Agent | undefined =>
  identity && new Agent({ ...identity, keepAlive: false, minVersion: 'TLSv1.2' })

/** The body as JSON; `undefined` when it is not JSON or is too long. Throws when it breaks off. */
async function jsonOf(response: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > ANSWER_LIMIT) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
