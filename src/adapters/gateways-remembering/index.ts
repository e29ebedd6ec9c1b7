import type { Gateways } from '../../ports/gateway.ts'
import type { HeardStatuses } from '../../ports/heard-statuses.ts'

/** The same gateways; where one cannot be asked for a status just now, what it last told us by itself stands in. */
export const rememberingGateways = (gateways: Gateways, heard: HeardStatuses): Gateways => ({
  of: (area) => {
    const gateway = gateways.of(area)
    if (!gateway) return undefined
    return {
      send: (referral) => gateway.send(referral),
      correct: (referral, sequence) => gateway.correct(referral, sequence),
      makeSafer: (reference, safer, sequence) => gateway.makeSafer(reference, safer, sequence),
      withdraw: (reference) => gateway.withdraw(reference),
      lastOpened: () => gateway.lastOpened(),
      status: async (reference) => {
        const asked = await gateway.status(reference)
        if (asked.result !== 'unreachable') return asked
        const known = await heard.latest(reference)
        if (!known) return asked
        const { reference: _, ...status } = known
        return { result: 'known', ...status }
      },
    }
  },
})
