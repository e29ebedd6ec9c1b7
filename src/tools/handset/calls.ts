import { setTimeout as pause } from 'node:timers/promises'
import type { Credentials } from './credentials.ts'
import { signed } from './taking.ts'

/** How the carrier reaches Haven: `at` is asked at each call, `publicUrl` is what is signed. */
export interface Reached {
  readonly at: () => string
  readonly publicUrl: string
}

/** The calls of both providers. Each resolves with the status that was answered; 0 when nothing ever was. */
export interface Calls {
  twilio(path: string, form: Readonly<Record<string, string>>): Promise<number>
  notify(path: string, body: unknown): Promise<number>
  /** Tries nothing again from now on. */
  end(): void
}

/** Haven is away for as long as it takes to start again. */
const CALL_AGAIN_MS = 500
const MOST_CALLS = 240

export function callsTo(haven: Reached, { token, bearer }: Credentials): Calls {
  let isEnded = false
  /** Tries again while Haven is away, or says that it cannot take it now. */
  async function call(path: string, headers: Record<string, string>, body: string): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      const status = await callOnce(haven.at() + path, headers, body)
      if ((status > 0 && status < 500) || tries === MOST_CALLS || isEnded) return status
      await pause(CALL_AGAIN_MS)
    }
  }
  return {
    twilio: (path, form) =>
      call(
        path,
        {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signed(token, haven.publicUrl + path, form),
        },
        new URLSearchParams(form).toString(),
      ),
    notify: (path, body) =>
      call(
        path,
        { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        JSON.stringify(body),
      ),
    end: () => void (isEnded = true),
  }
}

async function callOnce(url: string, headers: Record<string, string>, body: string): Promise<number> {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}
