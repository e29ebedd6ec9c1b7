import type { Referrals } from '../ports/referrals.ts'

/**
 * Lets what is stuck go on, because somebody has looked and started Haven with `HAVEN_LET_GO`: a reference, or `all`.
 * Answers what to tell them; nothing about a person is in it.
 */
export async function letGo(
  referrals: Pick<Referrals, 'revive'>,
  which: string | undefined,
  now: Date,
): Promise<string | undefined> {
  if (which === undefined) return undefined
  const count = await referrals.revive(now, which === 'all' ? undefined : which)
  return count === 0
    ? 'HAVEN_LET_GO: nothing of that was stuck.'
    : `HAVEN_LET_GO: ${count} that ${count === 1 ? 'was' : 'were'} stuck will be tried again. Take the setting away now.`
}
