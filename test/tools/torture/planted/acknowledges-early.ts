import { setTimeout } from 'node:timers/promises'
import { runBot } from '../../../../src/tools/torture/bot.ts'

/** A bot that says that a referral is kept, and keeps it a moment later. */
const LATER_MS = 250

await runBot((bot) => ({
  ...bot,
  referrals: {
    ...bot.referrals,
    async keep(referral, secret, now) {
      void setTimeout(LATER_MS).then(() => bot.referrals.keep(referral, secret, now))
      return 'kept'
    },
  },
}))
