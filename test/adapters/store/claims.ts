import type { Referral } from '../../../src/domain/referral.ts'
import type { ClaimedErrand, Settled } from '../../../src/ports/referrals.ts'
import { NOON } from './samples.ts'

export const REFERENCE = 'STAFFS-1234'
export const SECRET = 'river lamp stone'
/** Seconds. */
export const LEASE = 30

/** The content of a claim: nothing of a withdrawal or of less contact, which have none. */
export const contentOf = (claimed: ClaimedErrand | undefined): Referral | undefined =>
  claimed !== undefined && 'referral' in claimed.errand ? claimed.errand.referral : undefined

export const told = (at = NOON): Settled => ({ result: 'told', at })
