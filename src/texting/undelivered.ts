import type { TextQueue } from '../ports/text-queue.ts'

/** How many texts of ours never reached their phones: a number, and nobody's. */
export interface Undelivered {
  /** Counts anew, if that was not done lately. */
  look(now: Date): Promise<void>
  /** As Prometheus text. It falls again when those of eight days ago are forgotten. */
  line(): string
}

/** A collector comes every quarter of a minute or so. */
const EVERY_MS = 15_000

export function undelivered({ failures }: Pick<TextQueue, 'failures'>): Undelivered {
  let count = 0
  let next = -Infinity
  return {
    async look(now) {
      // A clock that was set back must not stop the counting.
      if (now.getTime() < next && now.getTime() >= next - EVERY_MS) return
      next = now.getTime() + EVERY_MS
      count = await failures()
    },
    line: () => `haven_texts_undelivered ${count}\n`,
  }
}
