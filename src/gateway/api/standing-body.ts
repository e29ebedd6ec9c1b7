import type { Standing } from '../store/referrals.ts'

/** Where a referral stands, as every answer and every webhook says it. Never its content. */
export const standingBody = ({ reference, status, statusAt, reason, waitWeeks }: Standing) => ({
  reference,
  status,
  status_at: statusAt,
  ...(reason !== undefined && { reason }),
  ...(waitWeeks !== undefined && { wait_weeks: waitWeeks }),
})
