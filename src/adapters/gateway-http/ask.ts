/** How a gateway is reached. */
export interface Reach {
  /** Ends in `/`. */
  readonly base: URL
  readonly token: string
  readonly timeoutMs: number
}

/** What came back, not yet believed. `silent`: nothing did, or not whole, or not in time. */
export type Asked =
  | { readonly result: 'answered'; readonly status: number; readonly type: string; readonly body: unknown }
  | { readonly result: 'silent' }

/** No answer of the contract is nearly as long, in bytes. */
const ANSWER_LIMIT = 16 * 1024

/** Makes one request. Never throws; follows no redirect, since the token and the referral are for one host only. */
export async function ask(reach: Reach, path: string, init: RequestInit): Promise<Asked> {
  try {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${reach.token}`)
    headers.set('accept', 'application/json, application/problem+json')
    const signal = AbortSignal.timeout(reach.timeoutMs)
    const response = await fetch(new URL(path, reach.base), { ...init, headers, signal, redirect: 'manual' })
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    return { result: 'answered', status: response.status, type, body: await jsonOf(response) }
  } catch {
    return { result: 'silent' }
  }
}

/** The body as JSON; `undefined` when it is not JSON or is too long. Throws when it breaks off. */
async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
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
