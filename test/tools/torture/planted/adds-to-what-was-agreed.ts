import { runBot } from '../../../../src/tools/torture/bot.ts'

/** A bot that sends more than was agreed to, under the agreement of the person. */
await runBot((bot) => ({
  ...bot,
  gateways: {
    of(area) {
      const gateway = bot.gateways.of(area)
      return (
        gateway && {
          ...gateway,
          send: (referral) => gateway.send({ ...referral, crime_reference: 'found out elsewhere' }),
        }
      )
    },
  },
}))
