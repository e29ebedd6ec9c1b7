import type { Setting } from '../../src/conversation/converse.ts'
import type { Referral } from '../../src/domain/referral.ts'

/** What came of a journey, whichever surface it ran on. */
export interface Sent {
  /** What was kept to be sent, in order, each with the secret that opens it: the person knows it, and we do not. */
  readonly kept: readonly { readonly referral: Referral; readonly secret: string }[]
  /** What a gateway confirmed, in order, as it stored it. */
  readonly received: readonly Referral[]
}

/** The same setting, remembering every referral that is kept and every one that a gateway confirms, as it is now. */
export function watched(setting: Setting): { readonly setting: Setting; readonly sent: Sent } {
  const kept: { referral: Referral; readonly secret: string }[] = []
  const received: Referral[] = []
  const { referrals, gateways } = setting
  return {
    sent: { kept, received },
    setting: {
      ...setting,
      referrals: {
        ...referrals,
        async keep(referral, secret, now) {
          const result = await referrals.keep(referral, secret, now)
          if (result === 'kept') kept.push({ referral, secret })
          return result
        },
        async correct(referral, now) {
          const result = await referrals.correct(referral, now)
          const before = kept.find((one) => one.referral.reference === referral.reference)
          if (before && result === 'kept') before.referral = referral
          return result
        },
      },
      gateways: {
        of(area) {
          const gateway = gateways.of(area)
          return (
            gateway && {
              ...gateway,
              async send(referral) {
                const answer = await gateway.send(referral)
                if (answer.result === 'received') received.push(referral)
                return answer
              },
              async correct(referral, sequence) {
                const answer = await gateway.correct(referral, sequence)
                const before = received.findIndex(({ reference }) => reference === referral.reference)
                if (answer.result === 'received') received[before < 0 ? received.length : before] = referral
                return answer
              },
            }
          )
        },
      },
    },
  }
}
