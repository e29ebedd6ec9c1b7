import type { Conversations } from './conversations.ts'
import type { Referrals } from './referrals.ts'
import type { TextQueue } from './text-queue.ts'
import type { Inbox, Turns } from './turns.ts'

/**
 * Nothing could be kept just now: the disk is full or read-only, or the database is out of reach. Weather, not a bug:
 * the person is told so, and the next try may go well. What was kept before still stands.
 */
export class CannotKeep extends Error {
  override readonly name: string = 'CannotKeep'
}

/** Everything that an instance keeps. `close` finishes what was asked for; later calls are refused. Repeatable. */
export interface Store {
  readonly conversations: Conversations
  readonly referrals: Referrals
  readonly turns: Turns
  readonly inbox: Inbox
  /** Text messages on their way in and out. */
  readonly texts: TextQueue
  close(): Promise<void>
}
