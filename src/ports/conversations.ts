import type { Channel } from '../domain/channel.ts'

/** A conversation as it was last kept. `version` counts the turns written, from 1. */
export interface KeptConversation {
  readonly version: number
  readonly place: unknown
}

/**
 * Where each person is in their conversation. `id` is what the channel knows them by (a cookie, a number): it is
 * stored only as a keyed digest. Everything kept is sealed.
 */
export interface Conversations {
  load(id: string): Promise<KeptConversation | undefined>
  /**
   * Durable when it resolves. `expected` is the version that was loaded (0: none). `stale`: someone else wrote
   * first, nothing was changed. Many saves may share one commit; none resolves before its commit.
   */
  save(
    id: string,
    expected: number,
    kept: { readonly channel: Channel; readonly place: unknown; readonly idleAt: Date },
  ): Promise<'saved' | 'stale'>
  /**
   * Moves the time at which a conversation is forgotten, and nothing else: its version and its place stay as they are, so
   * that an answer that is being written is still taken. Durable when it resolves. False: there is none.
   */
  touch(id: string, idleAt: Date): Promise<boolean>
  /** Leaves nothing. May be repeated. */
  forget(id: string): Promise<void>
  /** Forgets every conversation whose `idleAt` has passed; returns how many. */
  sweep(now: Date): Promise<number>
}
