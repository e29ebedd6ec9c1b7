import { randomUUID } from 'node:crypto'
import type { Conversations } from '../ports/conversations.ts'

/** As large as a long conversation's place: a disk that only takes less than this takes no journey to its end. */
const ROOM = 'x'.repeat(32 * 1024)
/** One try answers everybody who asks within this time, so that asking cannot keep the disk busy. Milliseconds. */
const HOLDS_MS = 3_000
/** What a try left behind, if its end failed, goes with the idle conversations after a minute. */
const IDLE_MS = 60_000

/**
 * Whether people's answers can be kept: a place is written to the store, durably, and forgotten. A disk that is full or
 * read-only answers questions as ever, so only writing shows it. Never rejects.
 */
export function readiness(conversations: Conversations, now: () => Date): () => Promise<boolean> {
  let tried: { readonly at: number; readonly isReady: Promise<boolean> } | undefined
  const attempt = async (): Promise<boolean> => {
    const id = `is there room ${randomUUID()}`
    const idleAt = new Date(now().getTime() + IDLE_MS)
    try {
      await conversations.save(id, 0, { channel: 'web', place: ROOM, idleAt })
      await conversations.forget(id)
      return true
    } catch {
      return false
    }
  }
  return () => {
    const at = now().getTime()
    if (!tried || Math.abs(at - tried.at) >= HOLDS_MS) tried = { at, isReady: attempt() }
    return tried.isReady
  }
}
