import { runBot } from '../../../../src/tools/torture/bot.ts'

/** A bot that forgets its Idempotency-Key: each try has another one, and so, by the contract, another reference. */
await runBot((bot) => ({
  ...bot,
  gateways: {
    of(area) {
      const gateway = bot.gateways.of(area)
      const drawn = (): string => `TRY-${100_000 + Math.floor(Math.random() * 900_000)}`
      return gateway && { ...gateway, send: (referral) => gateway.send({ ...referral, reference: drawn() }) }
    },
  },
}))
