import type { Stop } from '../domain/contact-plan.ts'
import type { Referral } from '../domain/referral.ts'
import type { Safer } from '../domain/safer.ts'

/**
 * Where a referral is, as far as we know. `waiting`: kept by us, the gateway has not confirmed it. `received`: the
 * gateway's system confirmed it. `refused`: the gateway said it cannot take it; a person must ring. `stuck`: tried for
 * so long that a person here has to look; it is kept, and goes on when they let it. `withdrawn`: taken back.
 */
export type Sending = 'waiting' | 'received' | 'refused' | 'stuck' | 'withdrawn'

/** What we still know of a referral: never its content once the gateway has it. */
export interface KeptReferral {
  readonly reference: string
  readonly area: string
  readonly sending: Sending
  readonly keptAt: Date
  readonly receivedAt?: Date
  /** Something about it still has to be told to the gateway: a correction, less contact, or that it was taken back. */
  readonly untold?: true
  /** The contact that the person stopped. */
  readonly stopped?: Stop
}

/**
 * What one row of the outbox is for. The gateway must learn them in the order in which they were made, but for `safer`,
 * which goes before all: nothing that waits may reach anybody without it.
 */
export type Errand =
  | { readonly kind: 'create'; readonly referral: Referral }
  | { readonly kind: 'correct'; readonly referral: Referral }
  | { readonly kind: 'safer'; readonly safer: Safer }
  | { readonly kind: 'withdraw' }

/** An errand whose turn it is. Only the holder of `lease` may settle it. */
export interface ClaimedErrand {
  readonly reference: string
  readonly area: string
  /** 1 for the referral itself, then up by one: with the reference it is the idempotency key. */
  readonly sequence: number
  readonly errand: Errand
  readonly lease: string
  /** This one counted. */
  readonly tries: number
  readonly keptAt: Date
}

/** How one try ended. `told`: the gateway has it for good. `refused`: it never will. `waiting`: again at `retryAt`. */
export type Settled =
  | { readonly result: 'told' | 'refused' | 'stuck'; readonly at: Date }
  | { readonly result: 'waiting'; readonly at: Date; readonly retryAt: Date }

/** What waits for one area's gateway. */
export interface Backlog {
  readonly area: string
  readonly waiting: number
  readonly stuck: number
  /** When the oldest of them was kept. */
  readonly oldest: Date
}

/**
 * The outbox. A referral, the record of its agreement and its errand are kept in one durable transaction before anyone
 * is told that it exists; reference and sequence are also the idempotency key, so sending again is always safe. Safe for
 * several processes at once where the store is one that several may use.
 */
export interface Referrals {
  /**
   * Says that a referral with this secret will probably be kept soon, so that its slow hash is made meanwhile and `keep`
   * waits for the disk alone. In memory, in this process, for a while; nothing depends on it. Never waits or throws.
   */
  prepare(reference: string, secret: string): void
  /**
   * `taken`: another referral already has that reference; nothing was kept. The same agreed content kept again is
   * `kept`: it stands there once. `secret` is kept only as a slow hash.
   */
  keep(referral: Referral, secret: string, now: Date): Promise<'kept' | 'taken'>
  /**
   * Puts another agreed content in its place. Where nothing was ever handed over, the gateway learns only of the new
   * one; else a `correct` errand follows. The same content again changes nothing. `gone`: it was taken back, refused,
   * or is unknown.
   */
  correct(referral: Referral, now: Date): Promise<'kept' | 'gone'>
  /**
   * Makes contact safer, at once, durably and for good: what waits and was never handed over goes out without these ways,
   * and so does every later correction. Where something may have been handed over, a `safer` errand tells the gateway all
   * that was ever stopped, before anything else, for as long as it takes. Adds to what was stopped before; may be
   * repeated. `gone`: it was taken back, refused, or is unknown.
   */
  makeSafer(reference: string, safer: Safer, now: Date): Promise<'kept' | 'gone'>
  /**
   * Takes a referral back, whatever its state, and wipes every content that we hold of it. Where something may have
   * been handed over, a `withdraw` errand tells the gateway, for as long as it takes. Durable. May be repeated.
   */
  withdraw(reference: string, now: Date): Promise<void>
  /**
   * The next errand due at `now`, leased for `leaseSeconds`; or the next of the one named. Of each referral only the
   * earliest errand that is not settled, a `safer` one before any other. `except`: areas whose gateway is left alone for now.
   */
  claim(
    now: Date,
    leaseSeconds: number,
    wanted?: { readonly reference?: string; readonly except?: readonly string[] },
  ): Promise<ClaimedErrand | undefined>
  /**
   * Ends a claim. `told` and `refused` wipe the content we kept of it; a referral that is refused takes what waits
   * behind it along. `stuck` keeps it and claims it no more. Answers `false`, changing nothing, when the lease is no
   * longer ours.
   */
  settle(claimed: Pick<ClaimedErrand, 'reference' | 'sequence' | 'lease'>, settled: Settled): Promise<boolean>
  /** What waits, by area; areas with nothing are left out. */
  backlog(): Promise<readonly Backlog[]>
  /** Lets what is stuck go on, for one referral or all; answers how many. For a person who has looked. */
  revive(now: Date, reference?: string): Promise<number>
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
  /**
   * Forgets, for each area, what its time is over for: content that could never be sent, and what is known of referrals
   * that ended. Answers how many were forgotten; alarms about unsent ones are somebody else's.
   */
  forget(
    before: readonly { readonly area: string; readonly unsent: Date; readonly ended: Date }[],
  ): Promise<number>
}
