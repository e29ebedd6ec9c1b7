/** What came back, not yet believed. `silent`: nothing did, or not in time: what was asked for may have been done. */
export type Asked =
  | {
      readonly result: 'answered'
      readonly status: number
      readonly retryAfter?: number
      readonly body: unknown
    }
  /** `surely`: no connection was made, so nothing was asked for. */
  | { readonly result: 'silent'; readonly surely: boolean }

/** A person waits at the other end, and the next try comes soon. Milliseconds. */
const TIMEOUT_MS = 10_000
/** No answer of either API is nearly as long, in bytes. */
const LONGEST = 256 * 1024

/** The errors of a connection that was never made. */
const NEVER_THERE: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
]

/** Makes one request. Never throws; follows no redirect, since number and text are for one host only. */
export async function ask(url: string, request: RequestInit, timeoutMs = TIMEOUT_MS): Promise<Asked> {
  try {
    const response = await fetch(url, {
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN)
    return {
      result: 'answered',
      status: response.status,
      ...(retryAfter > 0 && { retryAfter }),
      body: jsonOf(await response.text()),
    }
  } catch (error) {
    return { result: 'silent', surely: NEVER_THERE.includes(codeOf(error)) }
  }
}

/** `undefined` when it is not JSON, or longer than anything that is. */
function jsonOf(text: string): unknown {
  if (text.length > LONGEST) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code
    : undefined
