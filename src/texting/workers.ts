/** Does work for many phones, one piece at a time for each and a few at a time for all. */
export interface Workers {
  /** There is something to do for this one; if that is under way, it is looked at once more afterwards. */
  wake(phone: string): void
  /** Begins nothing more, and waits for what is under way. May be repeated. */
  close(): Promise<void>
}

/** While a carrier is slow, so many may wait for it at once. */
const MOST_AT_ONCE = 64

/** `work` resolves with the milliseconds after which it wants to be woken. What it rejects with is told to `fault`. */
export function workers(
  work: (phone: string) => Promise<number | undefined>,
  fault: (error: unknown) => void,
): Workers {
  const underWay = new Map<string, Promise<void>>()
  const waiting = new Set<string>()
  const timers = new Map<string, NodeJS.Timeout>()
  let isClosed = false

  const begin = (): void => {
    for (const phone of waiting) {
      if (isClosed || underWay.size >= MOST_AT_ONCE) return
      if (underWay.has(phone)) continue
      waiting.delete(phone)
      underWay.set(
        phone,
        work(phone)
          .then((milliseconds) => later(phone, milliseconds), fault)
          .then(() => {
            underWay.delete(phone)
            begin()
          }),
      )
    }
  }
  const wake = (phone: string): void => {
    waiting.add(phone)
    begin()
  }
  const later = (phone: string, milliseconds: number | undefined): void => {
    clearTimeout(timers.get(phone))
    timers.delete(phone)
    if (milliseconds === undefined || isClosed) return
    const timer = setTimeout(() => {
      timers.delete(phone)
      wake(phone)
    }, milliseconds)
    timers.set(phone, timer.unref())
  }
  return {
    wake,
    async close() {
      isClosed = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(underWay.values())
    },
  }
}
