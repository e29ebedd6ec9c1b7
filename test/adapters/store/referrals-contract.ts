import { expect } from 'chai'
import type { ClaimedErrand, Referrals, Settled } from '../../../src/ports/referrals.ts'
import { contentOf, LEASE, REFERENCE, SECRET, told } from './claims.ts'
import { errandsContract } from './errands-contract.ts'
import type { OpenedStore } from './opened-store.ts'
import { aReferral, after, HOUR, MINUTE, NOON } from './samples.ts'

/** What every keeper of referrals must do, whatever database it stands on. */
export function referralsContract(start: () => Promise<OpenedStore>): void {
  describe('a referral', () => sendingContract(start))
  describe('what follows a referral', () => errandsContract(start))
}

function sendingContract(start: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  let referrals: Referrals
  beforeEach(async () => {
    opened = await start()
    referrals = opened.store.referrals
  })
  afterEach(() => opened.remove())

  const keep = (reference = REFERENCE, now = NOON) => referrals.keep(aReferral(reference), SECRET, now)
  const claimed = async (now = NOON, reference?: string): Promise<ClaimedErrand> => {
    const claim = await referrals.claim(now, LEASE, reference === undefined ? {} : { reference })
    if (!claim) throw new Error('nothing to claim')
    return claim
  }
  const guess = async (secret: string, now = NOON, reference = REFERENCE) =>
    (await referrals.open(reference, secret, now)).result

  const keptOf = async (reference = REFERENCE) => {
    const found = await referrals.open(reference, SECRET, NOON)
    if (found.result !== 'opened') throw new Error(`it is ${found.result}`)
    return found.kept
  }

  describe('keeping', () => {
    it('opens with a secret whose hash was prepared, typed otherwise too, and not with another', async () => {
      referrals.prepare(REFERENCE, SECRET.toUpperCase())
      referrals.prepare('STAFFS-999', 'another')
      expect(await keep()).to.equal('kept')
      expect(await guess(SECRET)).to.equal('opened')
      expect(await guess('another')).to.equal('wrong')
    })

    it('queues exactly what was kept', async () => {
      expect(await keep()).to.equal('kept')
      expect(contentOf(await claimed())).to.deep.equal(aReferral(REFERENCE))
    })

    it('never gives one reference to two referrals, not even at the same moment', async () => {
      const keeps = ['one', 'two', 'three'].map((account) =>
        referrals.keep(aReferral(REFERENCE, account), account, NOON),
      )
      const results = await Promise.all(keeps)
      expect(results.filter((result) => result === 'kept')).to.have.length(1)
      const winner = ['one', 'two', 'three'][results.indexOf('kept')] ?? ''
      expect(contentOf(await claimed())?.account).to.equal(winner)
      expect(await guess(winner)).to.equal('opened')
      expect(await referrals.claim(NOON, LEASE)).to.equal(undefined)
    })

    it('leaves a kept referral as it was when its reference is asked for again', async () => {
      await keep()
      expect(await referrals.keep(aReferral(REFERENCE, 'another'), 'another secret', NOON)).to.equal('taken')
      expect(contentOf(await claimed())).to.deep.equal(aReferral(REFERENCE))
      expect(await guess(SECRET)).to.equal('opened')
    })

    it('still has it after a restart', async () => {
      await keep()
      const store = await opened.restart()
      expect(contentOf(await store.referrals.claim(NOON, LEASE))).to.deep.equal(aReferral(REFERENCE))
    })
  })

  describe('claiming', () => {
    it('gives each referral to one claimer, oldest first', async () => {
      await keep('STAFFS-222', after(1))
      await keep('STAFFS-111', after(2))
      const claims = [1, 2, 3].map(() => referrals.claim(after(2), LEASE))
      // Those who ask at the same moment come in any order.
      expect((await Promise.all(claims)).map((claim) => claim?.reference)).to.have.members([
        'STAFFS-222',
        'STAFFS-111',
        undefined,
      ])
      expect((await claimed(after(2 + LEASE * 1000))).reference).to.equal('STAFFS-222')
    })

    it('gives nothing before it is due', async () => {
      await keep(REFERENCE, after(1))
      expect(await referrals.claim(NOON, LEASE)).to.equal(undefined)
    })

    it('gives the one that is named, due or not, unless it is leased, sent or unknown', async () => {
      await keep('STAFFS-111')
      await keep('STAFFS-222', after(HOUR))
      const claim = await claimed(NOON, 'STAFFS-222')
      expect(claim.reference).to.equal('STAFFS-222')
      expect(await referrals.claim(NOON, LEASE, { reference: 'STAFFS-222' })).to.equal(undefined)
      await referrals.settle(claim, told())
      expect(await referrals.claim(after(HOUR), LEASE, { reference: 'STAFFS-222' })).to.equal(undefined)
      expect(await referrals.claim(NOON, LEASE, { reference: 'STAFFS-999' })).to.equal(undefined)
    })

    it('gives it again when the lease has run out, and counts the tries', async () => {
      await keep()
      const first = await claimed()
      expect(await referrals.claim(after(LEASE * 1000 - 1), LEASE)).to.equal(undefined)
      const second = await claimed(after(LEASE * 1000))
      expect([first.tries, second.tries]).to.deep.equal([1, 2])
      expect(second.lease).not.to.equal(first.lease)
    })

    it('gives it again after a crash between claim and settle', async () => {
      await keep()
      await claimed()
      const store = await opened.restart()
      expect(await store.referrals.claim(NOON, LEASE)).to.equal(undefined)
      expect((await store.referrals.claim(after(LEASE * 1000), LEASE))?.tries).to.equal(2)
    })
  })

  describe('settling', () => {
    for (const [result, sending] of [
      ['told', 'received'],
      ['refused', 'refused'],
      ['stuck', 'stuck'],
    ] as const) {
      it(`gives no more what was ${result}, and says so to whoever opens it`, async () => {
        await keep()
        expect(await referrals.settle(await claimed(), { result, at: after(MINUTE) })).to.equal(true)
        expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
        expect(await referrals.claim(after(HOUR), LEASE, { reference: REFERENCE })).to.equal(undefined)
        expect(await referrals.open(REFERENCE, SECRET, NOON)).to.deep.equal({
          result: 'opened',
          kept: {
            reference: REFERENCE,
            area: 'staffordshire',
            sending,
            keptAt: NOON,
            ...(sending === 'received' ? { receivedAt: after(MINUTE) } : {}),
          },
        })
      })
    }

    it('tries again when it was told to, and not before', async () => {
      await keep()
      await referrals.settle(await claimed(), { result: 'waiting', at: NOON, retryAt: after(MINUTE) })
      expect(await referrals.claim(after(MINUTE - 1), LEASE)).to.equal(undefined)
      expect(contentOf(await claimed(after(MINUTE)))).to.deep.equal(aReferral(REFERENCE))
    })

    for (const settled of [
      told(after(MINUTE)),
      { result: 'refused', at: after(MINUTE) },
      { result: 'stuck', at: after(MINUTE) },
      { result: 'waiting', at: NOON, retryAt: NOON },
    ] satisfies Settled[]) {
      it(`changes nothing when a lost lease says ${settled.result}`, async () => {
        await keep()
        const lost = await claimed()
        const held = await claimed(after(LEASE * 1000))
        expect(await referrals.settle(lost, settled)).to.equal(false)
        expect(await referrals.claim(after(LEASE * 1000), LEASE)).to.equal(undefined)
        expect((await keptOf()).sending).to.equal('waiting')
        expect(await referrals.settle(held, settled)).to.equal(true)
        expect(await referrals.settle(held, settled)).to.equal(false)
      })
    }

    it('does not settle one referral, nor one errand, with the lease of another', async () => {
      await keep('STAFFS-111')
      await keep('STAFFS-222')
      const { lease } = await claimed(NOON, 'STAFFS-111')
      const other = { reference: 'STAFFS-222', sequence: 1, lease }
      expect(await referrals.settle(other, told())).to.equal(false)
      expect(await referrals.settle({ reference: 'STAFFS-111', sequence: 2, lease }, told())).to.equal(false)
    })
  })

  describe('opening', () => {
    beforeEach(() => keep())

    it('opens with reference and secret, and tells nothing of the content', async () => {
      expect(await referrals.open(REFERENCE, SECRET, NOON)).to.deep.equal({
        result: 'opened',
        kept: { reference: REFERENCE, area: 'staffordshire', sending: 'waiting', keptAt: NOON },
      })
    })

    for (const typed of [
      'River Lamp Stone',
      '  river  lamp stone ',
      'river-lamp‑stone',
      'river\nlamp – stone',
      'RIVER LAMP STONE',
      'ｒｉｖｅｒ lamp stone',
    ]) {
      it(`takes ${JSON.stringify(typed)} for the same secret`, async () => {
        expect(await guess(typed)).to.equal('opened')
      })
    }

    for (const typed of ['', ' ', 'river lamp', 'riverlampstone', 'river lamp stones', 'stone lamp river']) {
      it(`does not take ${JSON.stringify(typed)}`, async () => {
        expect(await guess(typed)).to.equal('wrong')
      })
    }

    it('does not open one referral with the secret of another', async () => {
      await referrals.keep(aReferral('STAFFS-999'), 'another secret', NOON)
      expect(await guess('another secret')).to.equal('wrong')
    })

    for (const { what, reference } of [
      { what: 'that somebody has', reference: REFERENCE },
      { what: 'that nobody has', reference: 'STAFFS-999' },
    ]) {
      it(`compares five wrong tries of fifty made side by side, for a reference ${what}`, async () => {
        const guesses = Array.from({ length: 50 }, (_, index) => guess(`guess ${index}`, NOON, reference))
        const results = await Promise.all(guesses)
        expect(results.filter((result) => result === 'wrong')).to.have.length(5)
        expect(results.filter((result) => result === 'slow')).to.have.length(45)
      })

      it(`counts wrong tries over a rolling hour, for a reference ${what}`, async () => {
        for (const minute of [0, 10, 20, 30, 40]) {
          expect(await guess('guess', after(minute * MINUTE), reference)).to.equal('wrong')
        }
        expect(await guess('guess', after(HOUR - 1), reference)).to.equal('slow')
        expect(await guess('guess', after(HOUR), reference)).to.equal('wrong')
        expect(await guess('guess', after(HOUR), reference)).to.equal('slow')
      })

      it(`still counts them after a restart, for a reference ${what}`, async () => {
        for (let tries = 0; tries < 5; tries++) await guess('guess', NOON, reference)
        const store = await opened.restart()
        expect((await store.referrals.open(reference, SECRET, NOON)).result).to.equal('slow')
      })
    }

    it('does not even compare the right secret after five wrong ones, and does an hour later', async () => {
      for (let tries = 0; tries < 5; tries++) await guess('guess')
      expect(await guess(SECRET)).to.equal('slow')
      expect(await guess(SECRET, after(HOUR))).to.equal('opened')
    })

    it('does not count a right secret, and does not let it clear the wrong ones', async () => {
      for (let tries = 0; tries < 4; tries++) await guess('guess')
      for (let tries = 0; tries < 3; tries++) expect(await guess(SECRET)).to.equal('opened')
      expect(await guess('guess')).to.equal('wrong')
      expect(await guess(SECRET)).to.equal('slow')
    })

    it('does not slow one person down for wrong tries at another reference', async () => {
      for (let tries = 0; tries < 6; tries++) await guess('guess', NOON, 'STAFFS-999')
      expect(await guess(SECRET)).to.equal('opened')
    })

    it('does not lock for years when the clock was once wrong by years', async () => {
      for (let tries = 0; tries < 5; tries++) await guess('guess', after(1000 * 24 * HOUR))
      expect(await guess(SECRET)).to.equal('opened')
    })
  })
}
