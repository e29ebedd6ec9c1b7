import type { DatabaseSync } from 'node:sqlite'
import { CannotKeep } from '../../ports/store.ts'

/** Writes that are asked for in one turn of the event loop share a transaction, and so one wait for the disk. */
export interface Commits {
  /**
   * Resolves with what `write` answered, once that is on disk. `write` is synchronous, touches only the database, and
   * may be run again: after another write of the same transaction threw, all are undone and the rest go again.
   * Rejects, with nothing of this write applied, when it threw or when the transaction could not be committed; with
   * `CannotKeep` where the disk was the reason. (After
   * an fsync that failed, nobody knows what the disk will say after a crash: whatever is asked must bear repeating.)
   */
  ask<T>(write: () => T): Promise<T>
  /** Commits what waits, and refuses everything after that. */
  end(): void
}

interface Asked {
  readonly write: () => unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

/** So that one transaction cannot keep the event loop long: 64 writes take about 3 ms. */
const MOST_WRITES = 64

/** The one way in which this process writes to `db`. */
export function groupCommits(db: DatabaseSync): Commits {
  const waiting: Asked[] = []
  let isEnded = false
  const commitSome = (): void => {
    let batch: readonly Asked[] = waiting.splice(0, MOST_WRITES)
    while (batch.length > 0) batch = attempt(db, batch)
    if (waiting.length > 0) setImmediate(commitSome)
  }
  return {
    ask: <T>(write: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (isEnded) return reject(new Error('The store is closed'))
        waiting.push({ write, resolve: resolve as (answer: unknown) => void, reject })
        if (waiting.length === 1) setImmediate(commitSome)
      }),
    end() {
      isEnded = true
      while (waiting.length > 0) commitSome()
    },
  }
}

/**
 * Tries to commit all of `batch`, and settles those whose end is known. Answers the others, to be tried again: when
 * one write throws, the transaction is undone and the rest go without it. That costs nothing until it happens,
 * where a savepoint for each write would cost every time.
 */
function attempt(db: DatabaseSync, batch: readonly Asked[]): readonly Asked[] {
  const answers: unknown[] = []
  let current: Asked | undefined
  try {
    db.exec('begin immediate')
    for (current of batch) answers.push(current.write())
    current = undefined
    db.exec('commit')
  } catch (error) {
    undo(db)
    const failed = current
    for (const asked of failed ? [failed] : batch) asked.reject(named(error))
    return failed ? batch.filter((asked) => asked !== failed) : []
  }
  batch.forEach((asked, index) => asked.resolve(answers[index]))
  return []
}

/** SQLite has already undone everything itself after some errors, a full disk among them. */
function undo(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('rollback')
}

/** SQLite's result codes of a disk that does not take what is written: read-only, an error of its own, full, not there. */
const DISK: readonly number[] = [8, 10, 13, 14]

/** A disk that takes nothing is weather, and has a name; everything else stays what it is. */
export const named = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error && DISK.includes(Number(error.errcode) & 0xff)
    ? new CannotKeep('The disk did not take it', { cause: error })
    : error

/** The same for what is written outside these transactions, as a referral's own key is. */
export function orCannotKeep<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw named(error)
  }
}
