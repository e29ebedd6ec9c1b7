import { must, mustBe, mustBeTime, mustEqual, fieldOf, type Check } from '../check.ts'

const TOGETHER = 20

/** Sending a referral. */
export const SENDING: readonly Check[] = [
  {
    name: 'create',
    expected: '201 with reference, status "received" and received_at',
    run: async (probe) => {
      const referral = probe.referral()
      const reply = await probe.send(referral)
      mustBe(reply, 201, 'the first time')
      mustEqual(fieldOf(reply, 'reference'), referral.reference, 'its reference')
      mustEqual(fieldOf(reply, 'status'), 'received', 'its status')
      mustBeTime(fieldOf(reply, 'received_at'), 'received_at')
    },
  },
  {
    name: 'create again',
    expected: '200 and the same answer as the first time, however the JSON is spaced',
    run: async (probe) => {
      const referral = probe.referral()
      const first = await probe.send(referral)
      const again = await probe.send(referral)
      mustBe(again, 200, 'the second time')
      mustEqual(again.body, first.body, 'the second answer')
      const spaced = await probe.call('referrals', {
        method: 'POST',
        body: JSON.stringify(referral, undefined, 2),
        headers: { 'content-type': 'application/json', 'idempotency-key': referral.reference },
      })
      mustBe(spaced, 200, 'spaced otherwise')
      mustEqual(spaced.body, first.body, 'the answer to it spaced otherwise')
    },
  },
  {
    name: 'create at once',
    expected: `of ${TOGETHER} identical referrals at once, one is answered 201 and the others 200 with the same body`,
    run: async (probe) => {
      const referral = probe.referral()
      const replies = await Promise.all(Array.from({ length: TOGETHER }, () => probe.send(referral)))
      const [made, repeated] = [201, 200].map(
        (status) => replies.filter((reply) => reply.status === status).length,
      )
      must(made === 1 && repeated === TOGETHER - 1, `201 ${made} times, 200 ${repeated} times`)
      mustEqual(new Set(replies.map(({ text }) => text)).size, 1, 'how many different answers')
    },
  },
  {
    name: 'conflict',
    expected: '409 for another body under the same reference, and the first still stands',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      mustBe(await probe.send({ ...referral, needs: ['safety'] }), 409, 'another body')
      mustBe(await probe.send(referral), 200, 'the first body again')
    },
  },
]

/** Putting other content in a referral's place. */
export const CORRECTING: readonly Check[] = [
  {
    name: 'correct',
    expected: '201 with reference, sequence and received_at; 200 and the same answer when repeated',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      const corrected = { ...referral, needs: ['safety' as const] }
      const first = await probe.correct(corrected, 2)
      mustBe(first, 201, 'the first time')
      mustEqual(fieldOf(first, 'reference'), referral.reference, 'its reference')
      mustEqual(fieldOf(first, 'sequence'), 2, 'its sequence')
      mustBeTime(fieldOf(first, 'received_at'), 'received_at')
      const again = await probe.correct(corrected, 2)
      mustBe(again, 200, 'the second time')
      mustEqual(again.body, first.body, 'the second answer')
      mustBe(await probe.send(referral), 200, 'the referral itself, repeated after its correction')
    },
  },
  {
    name: 'correction order',
    expected: '409 for an older correction that comes late, and for another body under the same number',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      mustBe(await probe.correct({ ...referral, needs: ['safety'] }, 3), 201, 'number 3')
      mustBe(await probe.correct({ ...referral, needs: ['rights'] }, 2), 409, 'number 2 after it')
      mustBe(await probe.correct({ ...referral, needs: ['rights'] }, 3), 409, 'number 3 with another body')
      mustBe(await probe.correct({ ...referral, needs: ['safety'] }, 3), 200, 'number 3 again')
    },
  },
  {
    name: 'correction without a referral',
    expected: '404, and nothing is kept',
    run: async (probe) => {
      const referral = probe.referral()
      mustBe(await probe.correct(referral, 2), 404, 'the correction')
      mustBe(await probe.call(`referrals/${referral.reference}`), 404, 'asking for it')
    },
  },
  {
    name: 'correction key',
    expected: '422 when the key is another reference, number 1, or no number; 400 without a key',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      const { reference } = referral
      for (const key of ['LARK-111/2', `${reference}/1`, reference]) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key }
        const reply = await probe.call(`referrals/${reference}`, { method: 'PUT', body: referral, headers })
        mustBe(reply, 422, key.replace(reference, 'REFERENCE'))
      }
      const headers = { 'content-type': 'application/json' }
      mustBe(
        await probe.call(`referrals/${reference}`, { method: 'PUT', body: referral, headers }),
        400,
        'no key',
      )
    },
  },
]

/** Taking a referral back. */
export const WITHDRAWING: readonly Check[] = [
  {
    name: 'withdraw',
    expected: '200 with status "withdrawn", as often as it is asked; no correction is let in afterwards',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      for (const time of ['the first time', 'the second time']) {
        const reply = await probe.withdraw(referral.reference)
        mustBe(reply, 200, time)
        mustEqual(fieldOf(reply, 'status'), 'withdrawn', `its status ${time}`)
      }
      const standing = await probe.call(`referrals/${referral.reference}`)
      mustEqual(fieldOf(standing, 'status'), 'withdrawn', 'where it stands')
      mustBe(await probe.correct({ ...referral, needs: ['safety'] }, 2), 409, 'a correction afterwards')
    },
  },
  {
    name: 'withdraw before create',
    expected: '200 for a referral that has not come yet, and 409 when it comes late',
    run: async (probe) => {
      const referral = probe.referral()
      const reply = await probe.withdraw(referral.reference)
      mustBe(reply, 200, 'the withdrawal')
      mustBe(await probe.send(referral), 409, 'the referral after it')
      const standing = await probe.call(`referrals/${referral.reference}`)
      mustEqual(fieldOf(standing, 'status'), 'withdrawn', 'where it stands')
    },
  },
]
