import type { Referral } from '../domain/referral.ts'
import type { ReferralStatus } from '../domain/tracking.ts'

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
  /** Takes a referral back: they wipe what they hold and stop. May be repeated; also before the referral arrives. */
  withdraw(reference: string): Promise<{ readonly result: 'withdrawn' | 'unreachable' }>
  /** When somebody last opened the desk: `at` is undefined when nobody ever has. */
  lastOpened(): Promise<
    { readonly result: 'known'; readonly at: Date | undefined } | { readonly result: 'unreachable' }
  >
  /** Where a referral stands there. */
  status(
    reference: string,
  ): Promise<
    | { readonly result: 'known'; readonly status: ReferralStatus; readonly at: Date }
    | { readonly result: 'unknown' | 'unreachable' }
  >
}

/** Finds the gateway of an area by the address in its area file. */
export interface Gateways {
  of(area: string): Gateway | undefined
}
