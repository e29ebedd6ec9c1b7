import { setTimeout as delay } from 'node:timers/promises'
import { CluSilence } from './client.ts'
import type { CluClient } from './client.ts'

/** How long a person waits for a second opinion in all, in milliseconds. */
export const BUDGET_MS = 800
/** A first question without an answer for so long is asked again: what hangs seldom comes. */
const FIRST_MS = 450
/** Between a failure and the second question. */
const PAUSE_MS = 50
/** With less left than this a second question would not be answered. */
const LEAST_MS = 100

/**
 * Asks, and once more when that may help: too many questions, a fault of the service, or nothing at all. Rejects with
 * `CluSilence` when the time is up. `signal` ends everything.
 */
export async function askInTime(
  client: CluClient,
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<unknown> {
  const began = performance.now()
  try {
    return await client.ask(text, language, AbortSignal.any([signal, AbortSignal.timeout(FIRST_MS)]))
  } catch (error) {
    const pause = pauseAfter(error)
    const left = BUDGET_MS - (performance.now() - began)
    if (signal.aborted || pause === undefined || pause + LEAST_MS > left) throw error
    await delay(pause)
    return client.ask(text, language, signal)
  }
}

/** How long to wait before asking again; undefined when it would only fail again. */
function pauseAfter(error: unknown): number | undefined {
  if (!(error instanceof CluSilence)) return undefined
  const { status, retryAfterMs } = error
  if (status !== undefined && status !== 429 && status < 500) return undefined
  return Math.max(PAUSE_MS, retryAfterMs ?? 0)
}
