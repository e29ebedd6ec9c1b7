/** Work that comes again and again, one run at a time. */
export interface Repeating {
  /** Starts no more runs, and waits for the one that is going on. May be repeated. */
  stop(): Promise<void>
}

/**
 * Runs `work` now and then `milliseconds` after each run has ended. A run that fails is told to `fault` and the next
 * one comes all the same. It does not keep the process alive.
 */
export function every(
  milliseconds: number,
  work: () => Promise<unknown>,
  fault: (error: unknown) => void,
): Repeating {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const run = (): void => {
    running = work()
      .then(() => {}, fault)
      .then(() => {
        if (!isStopped) timer = setTimeout(run, milliseconds).unref()
      })
  }
  run()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
      return running
    },
  }
}
