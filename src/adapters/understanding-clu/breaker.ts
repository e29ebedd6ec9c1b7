/** Stops asking a service that is not there, so that nobody waits for it in vain. */
export interface Breaker {
  /** Whether it may be asked now. After the rest one question is let through to see, and the others still not. */
  mayAsk(): boolean
  /** It answered. */
  answered(): void
  /** It did not. */
  failed(): void
}

export interface BreakerSettings {
  /** So many failures in a row open it. */
  readonly failures: number
  /** How long it stays open before one question is let through, in milliseconds. */
  readonly restMs: number
  /** The time in milliseconds, from any beginning. */
  readonly now: () => number
}

/** A circuit breaker (Nygard, Release It!, 2007): closed, open for a rest, then half open for one question. */
export function breaker({ failures, restMs, now }: BreakerSettings): Breaker {
  let inARow = 0
  let openUntil: number | undefined
  return {
    mayAsk() {
      if (openUntil === undefined) return true
      if (now() < openUntil) return false
      // The one that is let through; if nothing comes of it, the next is after another rest.
      openUntil = now() + restMs
      return true
    },
    answered() {
      inARow = 0
      openUntil = undefined
    },
    failed() {
      inARow += 1
      if (inARow >= failures) openUntil = now() + restMs
    },
  }
}
