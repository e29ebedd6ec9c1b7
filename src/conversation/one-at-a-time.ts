const waiting = new Map<string, Promise<unknown>>()

/**
 * Runs the work of one person's messages one after the other, in the order in which they came. Different people do
 * not wait for each other. The store's versions stay the guard between processes.
 */
export async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = waiting.get(key)
  const mine = before ? before.then(work, work) : work()
  waiting.set(key, mine)
  try {
    return await mine
  } finally {
    if (waiting.get(key) === mine) waiting.delete(key)
  }
}
