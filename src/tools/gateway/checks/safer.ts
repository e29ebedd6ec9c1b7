import { must, mustBe, mustEqual, fieldOf, type Check } from '../check.ts'

/** Making contact safer. That the ways are out of what staff read cannot be seen from here. */
export const SAFER: readonly Check[] = [
  {
    name: 'safer',
    expected: '200 with reference and all that was ever stopped; stops add up, and may be repeated',
    run: async (probe) => {
      const { reference } = await sent(probe)
      const steps = [
        [['phone'], ['phone']],
        [['phone'], ['phone']],
        [['email'], ['phone', 'email']],
        ['all', 'all'],
        [['post'], 'all'],
      ] as const
      for (const [index, [stop, stopped]] of steps.entries()) {
        const reply = await probe.makeSafer(reference, { stop })
        mustBe(reply, 200, `time ${index + 1}`)
        mustEqual(fieldOf(reply, 'reference'), reference, 'its reference')
        mustEqual(sorted(fieldOf(reply, 'stopped')), sorted(stopped), `what was stopped, time ${index + 1}`)
      }
    },
  },
  {
    name: 'safer leaves the rest',
    expected:
      'the status stays, the referral itself may still be repeated (200), and a correction is taken (201)',
    run: async (probe) => {
      const referral = await sent(probe)
      await probe.makeSafer(referral.reference, { stop: ['phone'] })
      const standing = await probe.call(`referrals/${referral.reference}`)
      mustEqual(fieldOf(standing, 'status'), 'received', 'its status')
      mustBe(await probe.send(referral), 200, 'the referral again')
      mustBe(await probe.correct({ ...referral, needs: ['safety'] }, 3), 201, 'a correction')
    },
  },
  {
    name: 'safer before create',
    expected: '200 for a referral that has not come yet, which is not known (404) until it comes (201)',
    run: async (probe) => {
      const referral = probe.referral()
      mustBe(await probe.makeSafer(referral.reference, { stop: ['phone'] }), 200, 'less contact')
      mustBe(await probe.call(`referrals/${referral.reference}`), 404, 'asking for it')
      mustBe(await probe.send(referral), 201, 'the referral after it')
      mustBe(await probe.send(referral), 200, 'the referral again')
      const again = await probe.makeSafer(referral.reference, { stop: ['text'] })
      must(
        sorted(fieldOf(again, 'stopped')) === sorted(['phone', 'text']),
        `it had forgotten what was stopped: ${again.text.slice(0, 80)}`,
      )
    },
  },
  {
    name: 'safer is only ever less',
    expected: '422 for anything but ways to stop: a detail, another way, nothing',
    run: async (probe) => {
      const { reference } = await sent(probe)
      const wrong = [
        {},
        { stop: [] },
        { stop: ['visit'] },
        { stop: 'some' },
        { stop: ['phone'], phone: { number: '07700 900123' } },
      ]
      for (const [index, body] of wrong.entries())
        mustBe(await probe.makeSafer(reference, body), 422, `body ${index + 1}`)
    },
  },
]

async function sent(probe: Parameters<Check['run']>[0]) {
  const referral = probe.referral()
  await probe.send(referral)
  return referral
}

/** Ways have no order. */
const sorted = (stopped: unknown): string =>
  JSON.stringify(Array.isArray(stopped) ? [...stopped].map(String).sort() : stopped)
