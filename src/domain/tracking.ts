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
] as const

export type ReferralStatus = (typeof REFERRAL_STATUSES)[number]
