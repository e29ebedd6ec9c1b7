/** Lets one turn of a conversation happen at a time, in whichever process. */
export interface Turns {
  /**
   * Does `work` when no other turn of this conversation is under way; turns come in the order in which they were asked
   * for within a process. Rejects with `Busy` when the other one takes longer than a channel waits.
   */
  inTurn<T>(conversation: string, work: () => Promise<T>): Promise<T>
}

/** Nobody's turn ended in time: the channel should ask again. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

/** Messages that arrived before: channels deliver some of them twice. */
export interface Inbox {
  /**
   * True the first time for a message's own id on a channel, false again within a day. Durable when it resolves. The id
   * is kept only as a keyed digest.
   */
  isNew(channel: string, message: string, now: Date): Promise<boolean>
}
