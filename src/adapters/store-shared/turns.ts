import { Busy, type Turns } from '../../ports/turns.ts'

/** Shorter than Azure Bot Service waits for an answer (15 s), so that whoever asked can still be told. Milliseconds. */
export const PATIENCE_MS = 10_000

/**
 * Turns in one process: a queue for each conversation that somebody is in. Different people do not wait for each
 * other. Enough for the embedded store, whose file lets no second process in; the versions stay the guard beneath.
 */
export function turnsInProcess(patienceMs: number = PATIENCE_MS): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async inTurn(conversation, work) {
      const before = last.get(conversation)
      const mine = before ? whenOver(before, work, patienceMs) : work()
      // Whoever comes next waits for those before, also when this one has given up.
      const over = Promise.allSettled([before, mine])
      last.set(conversation, over)
      try {
        return await mine
      } finally {
        void over.then(() => {
          if (last.get(conversation) === over) last.delete(conversation)
        })
      }
    },
  }
}

/** Runs `work` after `before`, or never: one that was given up must not answer later. */
function whenOver<T>(before: Promise<unknown>, work: () => Promise<T>, patienceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let isGivenUp = false
    const timer = setTimeout(() => {
      isGivenUp = true
      reject(new Busy('Another turn of this conversation did not end'))
    }, patienceMs)
    void before.then(() => {
      clearTimeout(timer)
      if (!isGivenUp) work().then(resolve, reject)
    })
  })
}
