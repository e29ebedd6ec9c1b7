import type { Referral } from '../domain/referral.ts'

/**
 * Where a referral is, as far as we know. `waiting`: kept by us, the gateway has not confirmed it. `received`: the
 * gateway's system confirmed it. `refused`: the gateway said it cannot take it; a person must ring.
 */
export type Sending = 'waiting' | 'received' | 'refused' | 'withdrawn'

/** What we still know of a referral: never its content once the gateway has it. */
export interface KeptReferral {
  readonly reference: string
  readonly area: string
  readonly sending: Sending
  readonly keptAt: Date
  readonly receivedAt?: Date
}

/** A referral whose turn it is to be sent. Only the holder of `lease` may settle it. */
export interface ClaimedReferral {
  readonly referral: Referral
  readonly lease: string
  readonly tries: number
}

/**
 * The outbox. A referral is kept and queued in one durable transaction before anyone is told that it exists; its
 * reference is also the idempotency key, so sending again is always safe.
 */
export interface Referrals {
  /**
   * `taken`: another referral already has that reference; nothing was kept. The same agreed content kept again is
   * `kept`: it stands there once. `secret` is kept only as a slow hash.
   */
  keep(referral: Referral, secret: string, now: Date): Promise<'kept' | 'taken'>
  /** The next one due at `now`, leased for `leaseSeconds`; or the one named, if it is still unsent and unleased. */
  claim(now: Date, leaseSeconds: number, reference?: string): Promise<ClaimedReferral | undefined>
  /**
   * Ends a claim. `received` and `refused` wipe the content we kept; `waiting` tries again at `retryAt`. Answers
   * `false`, changing nothing, when the lease is no longer ours.
   */
  settle(
    reference: string,
    lease: string,
    result: { readonly sending: Sending; readonly at: Date; readonly retryAt?: Date },
  ): Promise<boolean>
  /** Marks a referral as taken back, whatever its state, and wipes what we hold of it. Durable. May be repeated. */
  withdraw(reference: string): Promise<void>
  /**
   * Opens by reference and secret. A wrong secret and an unknown reference look the same and take as long.
   * `slow`: five wrong tries in the last hour for that reference, so this one was not even compared.
   */
  open(
    reference: string,
    secret: string,
    now: Date,
  ): Promise<
    { readonly result: 'opened'; readonly kept: KeptReferral } | { readonly result: 'wrong' | 'slow' }
  >
}
