/**
 * Where a referral stands at the gateway, in the order in which it usually goes. A person sees a sentence about
 * it and never a name, crime, contact detail, plan or code word.
 */
export const REFERRAL_STATUSES = [
  'received',
  'being_read',
  'accepted',
  'tried_to_reach',
  'in_contact',
  'passed_on',
  'support_started',
  'waiting',
  'closed',
  'declined',
] as const

export type ReferralStatus = (typeof REFERRAL_STATUSES)[number]

/** Why a gateway declines a referral. A closed list: free text could carry what nobody agreed to send. */
export const DECLINE_REASONS = [
  'out-of-area',
  'wrong-service',
  'cannot-reach',
  'no-capacity',
  'other',
] as const

export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** The longest wait that can be said, in weeks: two years. */
export const LONGEST_WAIT_WEEKS = 104
