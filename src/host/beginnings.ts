import type { IncomingMessage } from 'node:http'
import { callerOf, isLoopback, neighbourhood } from './caller.ts'
import { rateLimit } from './rate-limit.ts'

/** How fast conversations may begin from one place: a library full of people is one place. */
const BEGINNING = { perSecond: 1, burst: 40 }

/** Whether whoever sends this may begin something that is kept in memory. A developer on this machine always may. */
export function beginnings(settings: {
  readonly production: boolean
  readonly trustedProxies: number
  /** Milliseconds. */
  readonly now?: () => number
}): (req: IncomingMessage) => boolean {
  const { production, trustedProxies, now = () => performance.now() } = settings
  const limit = rateLimit(BEGINNING)
  return (req) => {
    const address = callerOf(req, trustedProxies)
    if (!production && isLoopback(address)) return true
    return limit(neighbourhood(address), now())
  }
}
