import type { DeclineReason, ReferralStatus } from '../domain/tracking.ts'

/** Where a referral stood when its gateway last told us by itself. */
export interface HeardStatus {
  readonly reference: string
  readonly status: ReferralStatus
  readonly at: Date
  /** Only when it was declined. */
  readonly reason?: DeclineReason
  /** Only while it is waiting. */
  readonly waitWeeks?: number
}

/** What gateways told us of statuses, for when one cannot be asked. */
export interface HeardStatuses {
  /**
   * Remembers news and the id that it came with. `repeated`: that id came before, nothing was changed. News that is
   * older than what is known changes nothing either. Durable when it resolves.
   */
  hear(id: string, news: HeardStatus, now: Date): Promise<'heard' | 'repeated'>
  latest(reference: string): Promise<HeardStatus | undefined>
}
