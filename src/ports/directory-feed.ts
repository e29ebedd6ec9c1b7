/** One service as a feed gave it, not yet believed. */
export interface FeedRow {
  /** Where it stood, as its maker would look for it: `service 7f3a...`. */
  readonly at: string
  readonly body: unknown
}

/** Something in a feed that could not be used: where, which rule, what was found, and what to do. */
export interface FeedTrouble {
  readonly at: string
  readonly rule: string
  readonly what: string
  readonly cure: string
}

/**
 * Why a feed was not read. Weather (`unreachable`, `slow`, `busy`) may pass, and what was read stays in the state folder
 * for the next time; everything else is for whoever runs the feed, or for whoever gave its address.
 */
export const FEED_FAILURES = [
  'not-an-address',
  'private-address',
  'no-such-file',
  'no-state-folder',
  'unreachable',
  'slow',
  'busy',
  'refused',
  'redirected',
  'too-large',
  'too-many',
  'not-json',
  'not-utf8',
  'not-a-feed',
  'wrong-arithmetic',
  'endless',
] as const
export type FeedFailure = (typeof FEED_FAILURES)[number]

/** A feed that was read whole, or the reason why it was not. Nothing is applied by reading. */
export type FeedResult =
  | {
      readonly result: 'read'
      /** `3.0`: Open Referral UK 3.0; `1.0`: the profile of 2021. */
      readonly version: '3.0' | '1.0'
      readonly rows: readonly FeedRow[]
      readonly troubles: readonly FeedTrouble[]
      /** Requests that were sent, repeats included. */
      readonly asked: number
      /** Answers that the feed said had not changed, or that an earlier try had brought. */
      readonly kept: number
    }
  | {
      readonly result: 'failed'
      readonly reason: FeedFailure
      /** Which address or file. */
      readonly at: string
      readonly what: string
      readonly cure: string
    }
