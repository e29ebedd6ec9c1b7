import type { Referral } from '../domain/referral.ts'
import type { Safer } from '../domain/safer.ts'
import type { DeclineReason, ReferralStatus } from '../domain/tracking.ts'

/** A victims' gateway, reached only over its HTTP contract (`/gateway/v1/openapi.json`). Never throws for weather. */
export interface Gateway {
  /**
   * Sends one referral; its reference is the idempotency key, so this may be repeated. `received`: their system
   * confirmed it. `refused`: it will never take this one. `unreachable`: unknown, try again.
   */
  send(
    referral: Referral,
  ): Promise<
    | { readonly result: 'received'; readonly at: Date }
    | { readonly result: 'refused' }
    | { readonly result: 'unreachable' }
  >
  /**
   * Puts other agreed content in the place of what they have. `sequence` is 2 or more and counts up: with the reference
   * it is the idempotency key, and an older one never overwrites a newer. `refused`: it will never take this one.
   */
  correct(
    referral: Referral,
    sequence: number,
  ): Promise<
    | { readonly result: 'received'; readonly at: Date }
    | { readonly result: 'refused' }
    | { readonly result: 'unreachable' }
  >
  /**
   * Tells them which ways of contact are not to be used any more. They add to each other and hold for whatever comes
   * under this reference, also when it comes later; so the order does not matter and it may be repeated. `sequence` makes
   * its key with the reference.
   */
  makeSafer(
    reference: string,
    safer: Safer,
    sequence: number,
  ): Promise<{ readonly result: 'told' | 'unreachable' }>
  /** Takes a referral back: they wipe what they hold and stop. May be repeated; also before the referral arrives. */
  withdraw(reference: string): Promise<{ readonly result: 'withdrawn' | 'unreachable' }>
  /** When somebody last opened the desk: `at` is undefined when nobody ever has. */
  lastOpened(): Promise<
    { readonly result: 'known'; readonly at: Date | undefined } | { readonly result: 'unreachable' }
  >
  /** Where a referral stands there. */
  status(reference: string): Promise<
    | {
        readonly result: 'known'
        readonly status: ReferralStatus
        readonly at: Date
        /** Only when it was declined. */
        readonly reason?: DeclineReason
        /** Only while it is waiting: about how many weeks it will be. */
        readonly waitWeeks?: number
      }
    | { readonly result: 'unknown' | 'unreachable' }
  >
}

/** Finds the gateway of an area by the address in its area file. */
export interface Gateways {
  of(area: string): Gateway | undefined
}
