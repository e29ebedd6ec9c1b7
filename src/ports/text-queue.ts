import type { TextIn, TextOut, TextProvider, TextReceipt } from './texts.ts'

/** A phone that texts us, as a keyed digest of its number. */
export type Phone = string

/** A text that arrived and was not answered yet. */
export interface ArrivedText {
  readonly key: string
  readonly provider: TextProvider
  readonly from: string
  readonly to: string
  readonly text: string
  readonly hasMedia: boolean
  readonly sentAt?: TextIn['sentAt']
  readonly carrier?: TextIn['carrier']
  readonly at: Date
  /** The version of the conversation in which a turn with it began; absent: none did. */
  readonly begun?: number
}

/** A text of ours whose turn it is. */
export interface WaitingText extends TextOut {
  readonly provider: TextProvider
  readonly madeAt: Date
  /** When it was last tried without knowing how that ended. */
  readonly triedAt?: Date
  readonly tries: number
}

/** An answer that is to go out: all its texts in order. */
export interface TextAnswer {
  readonly provider: TextProvider
  readonly to: string
  readonly from: string
  readonly texts: readonly string[]
}

/**
 * Texts that were not answered and answers that were not sent, so that a crash loses none and doubles none. Content is
 * sealed, and erased when it is done; numbers are sealed with it and stand elsewhere only as keyed digests. Every
 * method is durable when it resolves. Whoever works on a phone's texts holds its turn (`Turns`).
 */
export interface TextQueue {
  phoneOf(number: string): Phone
  /** False: a text of this id came before, within eight days. */
  keep(provider: TextProvider, text: TextIn, now: Date): Promise<boolean>
  /** Phones with texts that were not answered, or with answers that are due. */
  due(now: Date): Promise<readonly Phone[]>
  /** What was not answered yet, oldest first. */
  arrived(phone: Phone): Promise<readonly ArrivedText[]>
  /** A turn with these begins on this version of the conversation. What began before keeps its version. */
  begin(keys: readonly string[], version: number): Promise<void>
  /**
   * In one commit: erases what was answered and queues the answer. With `stopped` it is the last that the phone gets,
   * and what was queued before is dropped; with `started` it gets texts again; with `forgotten` what was queued before is
   * dropped. The first of its texts counts as being
   * tried, which saves a wait for the disk: answers its key.
   */
  answer(
    phone: Phone,
    keys: readonly string[],
    answer: TextAnswer | undefined,
    now: Date,
    mark?: 'stopped' | 'started' | 'forgotten',
  ): Promise<string | undefined>
  /** The phone's earliest text that is not sent; nothing while that one is not due. */
  next(phone: Phone, now: Date): Promise<WaitingText | undefined>
  /** Says that it is about to be tried: if nothing else is heard of that, nobody knows whether it was taken. */
  trying(key: string, now: Date): Promise<void>
  /** `taken` erases it and waits for a receipt; `failed` erases it and counts it; `again` tries it at `at`. */
  settle(
    key: string,
    settled:
      | { readonly result: 'taken'; readonly provider: TextProvider; readonly id: string }
      | { readonly result: 'failed' }
      | { readonly result: 'again'; readonly at: Date; readonly isUnknown: boolean },
  ): Promise<void>
  /** Whether a text that a provider has is known to be one of ours that was settled as taken, in the last hour. */
  isTaken(provider: TextProvider, id: string): Promise<boolean>
  /** Notes what became of a text; answers whose phone it was, where that is still known. */
  receipt(provider: TextProvider, receipt: TextReceipt): Promise<Phone | undefined>
  /** Texts that never reached the phone, in the last eight days: given up, refused, or taken by the provider and not brought. */
  failures(): Promise<number>
  /** No more texts: drops what is queued for the phone. */
  stop(phone: Phone, now: Date): Promise<void>
  isStopped(phone: Phone): Promise<boolean>
  /** Forgets what was sent after an hour, what failed and what came after eight days, what nobody answered after a day, and who opted out after a year. */
  sweep(now: Date): Promise<void>
}
