import { setTimeout } from 'node:timers/promises'
import { dropOldKey } from '../adapters/vault-local/index.ts'
import type { Rewrapped } from '../ports/kept-file.ts'
import type { Kept } from './open.ts'

/** Rows in one commit: about 2 ms, so that a turn hardly waits. */
const AT_ONCE = 25
/** Between two commits turns have the disk to themselves. */
const PAUSE_MS = 5

/** How far a rotation is. */
export interface Progress {
  readonly rewrapped: number
  /** Rows that no key opens. */
  readonly unreadable: number
}

/**
 * Takes up the key settings as they are now, and wraps everything that is under an older key by the current one, in
 * small steps; nothing when nothing is. May be
 * killed at any moment: the next run goes through all rows again, which changes only those that need it. Last of all,
 * and durably, it is noted that no row needs an older key; in development the old key file is then gone.
 */
export async function rotate(
  kept: Kept,
  tell: (progress: Progress) => void = () => {},
  isStopping: () => boolean = () => false,
): Promise<Progress & { readonly isDone: boolean }> {
  const { keys } = kept
  // Read once: another new key must not be taken for the one that everything is under.
  const ring = kept.ring()
  keys.turnTo(ring)
  const end = (progress: Progress) => {
    if (ring.isNextInFolder) dropOldKey(kept.folder)
    return { ...progress, isDone: true }
  }
  // Whether others wrote by an older key meanwhile, only the rows that they share can tell.
  const isAnyShared = kept.shared !== undefined && ring.previous.length > 0
  // A kill may have come between the last step and the end.
  if (!keys.isRotating() && !isAnyShared) return end({ rewrapped: 0, unreadable: 0 })
  let progress: Progress = { rewrapped: 0, unreadable: 0 }
  const add = (rewrapped: number, unreadable: number): void => {
    progress = { rewrapped: progress.rewrapped + rewrapped, unreadable: progress.unreadable + unreadable }
    tell(progress)
  }
  const ours = keys.contents.vault
  for (const { rows, vault } of [
    { rows: kept.store, vault: ours },
    // A key of its own would be in this folder, where no other instance has it.
    { rows: kept.shared, vault: keys.vault },
    { rows: kept.desk, vault: ours },
  ]) {
    if (!rows) continue
    const { held } = await everyRow((after, most) => rows.rewrap(vault, after, most), add, isStopping)
    if (isStopping() || held > 0) return { ...progress, isDone: false }
  }
  let number: number | undefined = 0
  do {
    const step = keys.contents.rewrap(number, AT_ONCE)
    add(step.rewrapped, 0)
    number = step.next
    await setTimeout(PAUSE_MS)
    if (isStopping()) return { ...progress, isDone: false }
  } while (number !== undefined)
  // The log still has rows as they were.
  kept.store?.emptyLog()
  kept.desk?.emptyLog()
  // Another instance may still write by the older key, until it has been started with the new one.
  keys.finish(kept.shared ? ring.previous : [])
  return end(progress)
}

/**
 * Takes this step over and over, with a pause between, until there are no more rows or it is to stop. `tell` hears of
 * each step; the answer is their sum.
 */
export async function everyRow(
  step: (after: string | undefined, most: number) => Promise<Rewrapped>,
  tell: (rewrapped: number, unreadable: number) => void = () => {},
  isStopping: () => boolean = () => false,
): Promise<Progress & { readonly held: number }> {
  let [rewrapped, unreadable, held] = [0, 0, 0]
  let after: string | undefined
  do {
    const done = await step(after, AT_ONCE)
    tell(done.rewrapped, done.unreadable)
    rewrapped += done.rewrapped
    unreadable += done.unreadable
    held += done.held ?? 0
    after = done.next
    await setTimeout(PAUSE_MS)
  } while (after !== undefined && !isStopping())
  return { rewrapped, unreadable, held }
}
