import type { Commits } from './commits.ts'

/**
 * Those who left. While the disk takes nothing they are forgotten here at once, in memory, and their rows go as soon as
 * they can be written away.
 */
export interface Leavers {
  /** Gone, though the row still stands. */
  has(digest: string): boolean
  /** Removes the row, durable when it resolves. Rejects when the disk did not take it; they are gone all the same. */
  forget(digest: string): Promise<void>
  /** Writes a row as `Commits` does; what is left of an earlier one, whose person has gone, is removed before. */
  write<T>(digest: string, write: () => T): Promise<T>
  /** Removes the rows that still stand. */
  finish(): Promise<void>
}

/** `remove` deletes a row within a transaction. */
export function leaversOf(commits: Commits, remove: (digest: string) => unknown): Leavers {
  const gone = new Set<string>()
  const removed = (digest: string): void => {
    remove(digest)
    gone.delete(digest)
  }
  const goneAgain = (digest: string) => (error: unknown) => {
    gone.add(digest)
    throw error
  }
  return {
    has: (digest) => gone.has(digest),
    forget: (digest) => commits.ask(() => removed(digest)).catch(goneAgain(digest)),
    write(digest, write) {
      if (!gone.has(digest)) return commits.ask(write)
      const both = (): ReturnType<typeof write> => {
        removed(digest)
        return write()
      }
      return commits.ask(both).catch(goneAgain(digest))
    },
    async finish() {
      const all = [...gone]
      if (all.length === 0) return
      // One who has begun anew meanwhile stays.
      await commits.ask(() => all.filter((digest) => gone.has(digest)).forEach(remove))
      for (const digest of all) gone.delete(digest)
    },
  }
}
