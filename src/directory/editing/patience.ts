/** Wrong tries that are nobody's mistake: more than these in this time slow down every further one. */
const MOST_WRONG = 5
const WITHIN = 15 * 60 * 1000
/** What each try then waits, one after the other, in milliseconds. */
const SLOW = 3_000
/** More than these are not waited for: somebody is guessing, and the page must not fill with waiting. */
const MOST_WAITING = 10

/** Slows guessing down for the whole process, and keeps nobody out who has a key. */
export interface Patience {
  /** Makes one try; `undefined` from it counts as wrong. `busy`: too many are waiting, so this one was not made. */
  attempt<T>(attempt: () => Promise<T | undefined>): Promise<{ readonly answer: T | undefined } | 'busy'>
}

/** `wait` takes milliseconds; tests give one that does not. */
export function patience(now: () => Date, wait: (milliseconds: number) => Promise<void>): Patience {
  let wrong: readonly number[] = []
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  const isSlow = (): boolean => {
    const at = now().getTime()
    // Those from the future are from a clock that has since been set right.
    wrong = wrong.filter((time) => time > at - WITHIN && time <= at)
    return wrong.length >= MOST_WRONG
  }
  const inTurn = async (): Promise<void> => {
    const mine = last.then(() => wait(SLOW))
    last = mine
    await mine
  }
  return {
    async attempt(attempt) {
      if (isSlow()) {
        if (waiting >= MOST_WAITING) return 'busy'
        waiting += 1
        await inTurn().finally(() => (waiting -= 1))
      }
      const answer = await attempt()
      if (answer === undefined) wrong = [...wrong, now().getTime()].slice(-MOST_WRONG)
      return { answer }
    },
  }
}
