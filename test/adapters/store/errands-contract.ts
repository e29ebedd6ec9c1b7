import { expect } from 'chai'
import type { ClaimedErrand, Referrals, Settled } from '../../../src/ports/referrals.ts'
import { contentOf, LEASE, REFERENCE, SECRET, told } from './claims.ts'
import type { OpenedStore } from './opened-store.ts'
import { aReferral, after, HOUR, MINUTE, NOON } from './samples.ts'

/** What every keeper must do with what follows a referral: corrections, withdrawals, and what stays. */
export function errandsContract(start: () => Promise<OpenedStore>): void {
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

  describe('correcting', () => {
    const correct = (account: string, now = after(MINUTE)) =>
      referrals.correct(aReferral(REFERENCE, account), now)

    it('puts the new content in the place of one that was never handed over', async () => {
      await keep()
      expect(await correct('new')).to.equal('kept')
      const claim = await claimed(after(HOUR))
      expect([claim.sequence, claim.errand.kind, contentOf(claim)?.account]).to.deep.equal([
        1,
        'create',
        'new',
      ])
      await referrals.settle(claim, told())
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
    })

    it('follows as an errand of its own, in order, where something may have been handed over', async () => {
      await keep()
      await referrals.settle(await claimed(), { result: 'waiting', at: NOON, retryAt: after(HOUR) })
      expect(await correct('new')).to.equal('kept')
      expect(await referrals.claim(after(MINUTE), LEASE)).to.equal(undefined)
      expect((await keptOf()).untold).to.equal(true)
      const first = await claimed(after(HOUR))
      expect([first.sequence, contentOf(first)]).to.deep.equal([1, aReferral(REFERENCE)])
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      expect(await referrals.claim(after(HOUR), LEASE, { reference: REFERENCE })).to.equal(undefined)
      await referrals.settle(first, told(after(HOUR)))
      const second = await claimed(after(HOUR))
      expect([second.sequence, second.errand.kind, contentOf(second)?.account]).to.deep.equal([
        2,
        'correct',
        'new',
      ])
      expect([second.tries, second.keptAt]).to.deep.equal([1, after(MINUTE)])
      await referrals.settle(second, told(after(2 * HOUR)))
      expect(await keptOf()).to.deep.equal({
        reference: REFERENCE,
        area: 'staffordshire',
        sending: 'received',
        keptAt: NOON,
        receivedAt: after(HOUR),
      })
    })

    it('replaces a correction that nobody was told, and follows one that somebody may have been', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await correct('second')
      await correct('third')
      const claim = await claimed(after(HOUR))
      expect([claim.sequence, contentOf(claim)?.account]).to.deep.equal([2, 'third'])
      await correct('fourth')
      await referrals.settle(claim, told())
      const next = await claimed(after(HOUR))
      expect([next.sequence, contentOf(next)?.account]).to.deep.equal([3, 'fourth'])
    })

    it('changes nothing with the same content again', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await correct('new')
      expect(await correct('new', after(HOUR))).to.equal('kept')
      expect((await claimed(after(HOUR))).keptAt).to.deep.equal(after(MINUTE))
      expect((await referrals.backlog())[0]?.waiting).to.equal(1)
    })

    it('is one referral still for whoever keeps its first content again', async () => {
      await keep()
      await correct('new')
      expect(await keep()).to.equal('kept')
      expect(contentOf(await claimed(after(HOUR)))?.account).to.equal('new')
    })

    it('is too late for one that was taken back, refused, or that nobody has', async () => {
      expect(await correct('new')).to.equal('gone')
      await keep()
      await referrals.settle(await claimed(), { result: 'refused', at: NOON })
      expect(await correct('new')).to.equal('gone')
      await referrals.keep(aReferral('STAFFS-222'), SECRET, NOON)
      await referrals.withdraw('STAFFS-222', NOON)
      expect(await referrals.correct(aReferral('STAFFS-222', 'new'), NOON)).to.equal('gone')
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
    })

    it('that is refused leaves the referral with the gateway, and lets the next one follow', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await correct('new')
      const claim = await claimed(after(HOUR))
      await correct('newer')
      expect(await referrals.settle(claim, { result: 'refused', at: NOON })).to.equal(true)
      expect((await keptOf()).sending).to.equal('received')
      expect(contentOf(await claimed(after(HOUR)))?.account).to.equal('newer')
    })

    it('goes with a referral that is refused', async () => {
      await keep()
      const claim = await claimed()
      await correct('new')
      await referrals.settle(claim, { result: 'refused', at: NOON })
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      expect(await referrals.backlog()).to.deep.equal([])
      expect(await keptOf())
        .to.deep.include({ sending: 'refused' })
        .and.not.have.property('untold')
    })

    it('throws when it is for another area, whose gateway nobody agreed to', async () => {
      await keep()
      const other = { ...aReferral(REFERENCE, 'new'), area: 'cheshire' }
      expect(await referrals.correct(other, NOON).catch((error: unknown) => error)).to.be.instanceOf(Error)
      expect(contentOf(await claimed())).to.deep.equal(aReferral(REFERENCE))
    })

    it('is there after a restart', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await correct('new')
      const store = await opened.restart()
      expect(contentOf(await store.referrals.claim(after(HOUR), LEASE))?.account).to.equal('new')
    })
  })

  describe('taking back', () => {
    it('tells nobody of one that was never handed over', async () => {
      await keep()
      await referrals.withdraw(REFERENCE, after(MINUTE))
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      expect(await keptOf()).to.deep.equal({
        reference: REFERENCE,
        area: 'staffordshire',
        sending: 'withdrawn',
        keptAt: NOON,
      })
      expect(await keep(), 'it does not come back').to.equal('kept')
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
    })

    for (const settled of [
      told(),
      { result: 'waiting', at: NOON, retryAt: after(HOUR) },
    ] satisfies Settled[]) {
      it(`is told to the gateway after a try that ended ${settled.result}, without content`, async () => {
        await keep()
        await referrals.settle(await claimed(), settled)
        await referrals.correct(aReferral(REFERENCE, 'new'), NOON)
        await referrals.withdraw(REFERENCE, after(MINUTE))
        await referrals.withdraw(REFERENCE, after(HOUR))
        expect(await keptOf()).to.deep.include({ sending: 'withdrawn', untold: true })
        const claim = await claimed(after(MINUTE))
        expect(claim.errand).to.deep.equal({ kind: 'withdraw' })
        expect(claim.sequence).to.be.greaterThan(1)
        expect(claim.keptAt).to.deep.equal(after(MINUTE))
        expect(await referrals.settle(claim, told())).to.equal(true)
        expect(await keptOf())
          .to.deep.include({ sending: 'withdrawn' })
          .and.not.have.property('untold')
        expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      })
    }

    it('wins over a try that is going on: it cannot settle, and the gateway is told next', async () => {
      await keep()
      const going = await claimed()
      await referrals.withdraw(REFERENCE, NOON)
      expect(await referrals.settle(going, told())).to.equal(false)
      expect((await keptOf()).sending).to.equal('withdrawn')
      expect((await claimed()).errand).to.deep.equal({ kind: 'withdraw' })
    })

    it('tells nobody of one that was refused, and nothing of one that nobody has', async () => {
      await keep()
      await referrals.settle(await claimed(), { result: 'refused', at: NOON })
      await referrals.withdraw(REFERENCE, NOON)
      await referrals.withdraw('STAFFS-999', NOON)
      expect((await keptOf()).sending).to.equal('withdrawn')
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
    })

    it('also takes back one that is stuck', async () => {
      await keep()
      await referrals.settle(await claimed(), { result: 'stuck', at: NOON })
      await referrals.withdraw(REFERENCE, NOON)
      expect((await claimed()).errand).to.deep.equal({ kind: 'withdraw' })
    })

    it('is there after a restart', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await referrals.withdraw(REFERENCE, NOON)
      const store = await opened.restart()
      expect((await store.referrals.claim(NOON, LEASE))?.errand).to.deep.equal({ kind: 'withdraw' })
    })
  })

  describe('what waits', () => {
    it('is nothing at first, and counted by area, with when the oldest was kept', async () => {
      expect(await referrals.backlog()).to.deep.equal([])
      await keep('STAFFS-111', after(MINUTE))
      await keep('STAFFS-222', NOON)
      await keep('STAFFS-333', after(2 * MINUTE))
      await referrals.keep({ ...aReferral('CHES-111'), area: 'cheshire' }, SECRET, after(HOUR))
      await referrals.settle(await claimed(NOON, 'STAFFS-333'), { result: 'stuck', at: NOON })
      expect(await referrals.backlog()).to.have.deep.members([
        { area: 'staffordshire', waiting: 2, stuck: 1, oldest: NOON },
        { area: 'cheshire', waiting: 1, stuck: 0, oldest: after(HOUR) },
      ])
      await referrals.settle(await claimed(NOON, 'STAFFS-222'), told())
      expect((await referrals.backlog()).find(({ area }) => area === 'staffordshire')).to.deep.equal({
        area: 'staffordshire',
        waiting: 1,
        stuck: 1,
        oldest: after(MINUTE),
      })
    })

    it('leaves alone the areas whose gateway is left alone, the named one too', async () => {
      await keep('STAFFS-111')
      await referrals.keep({ ...aReferral('CHES-111'), area: 'cheshire' }, SECRET, after(1))
      const except = ['staffordshire']
      expect((await referrals.claim(after(1), LEASE, { except }))?.reference).to.equal('CHES-111')
      expect(await referrals.claim(after(1), LEASE, { except, reference: 'STAFFS-111' })).to.equal(undefined)
      expect((await referrals.claim(after(1), LEASE, { except: [] }))?.reference).to.equal('STAFFS-111')
    })

    it('goes on when somebody lets it, counting its tries anew, one or all', async () => {
      for (const reference of ['STAFFS-111', 'STAFFS-222', 'STAFFS-333']) {
        await keep(reference)
        await referrals.settle(await claimed(NOON, reference), { result: 'stuck', at: NOON })
      }
      expect(await referrals.revive(after(MINUTE), 'STAFFS-222')).to.equal(1)
      expect((await keptOf('STAFFS-222')).sending).to.equal('waiting')
      expect((await keptOf('STAFFS-111')).sending).to.equal('stuck')
      const claim = await claimed(after(MINUTE))
      expect([claim.reference, claim.tries, claim.keptAt]).to.deep.equal(['STAFFS-222', 1, NOON])
      expect(await referrals.revive(after(MINUTE))).to.equal(2)
      expect(await referrals.revive(after(MINUTE))).to.equal(0)
      expect((await claimed(after(MINUTE))).reference).to.equal('STAFFS-111')
    })

    it('keeps what is behind a stuck errand waiting for it', async () => {
      await keep()
      await referrals.settle(await claimed(), { result: 'stuck', at: NOON })
      expect(await referrals.correct(aReferral(REFERENCE, 'new'), NOON)).to.equal('kept')
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      expect((await referrals.backlog())[0]).to.deep.include({ waiting: 1, stuck: 1 })
    })
  })

  describe('forgetting', () => {
    const forget = (unsent: Date, ended: Date) => referrals.forget([{ area: 'staffordshire', unsent, ended }])

    it('takes what could never be sent, and nothing younger, nor of another area', async () => {
      await keep('STAFFS-111', NOON)
      await keep('STAFFS-222', after(1))
      await referrals.keep({ ...aReferral('CHES-111'), area: 'cheshire' }, SECRET, NOON)
      await referrals.settle(await claimed(NOON, 'STAFFS-111'), { result: 'stuck', at: NOON })
      expect(await forget(after(-1), after(HOUR))).to.equal(0)
      expect(await forget(NOON, after(HOUR))).to.equal(1)
      expect(await guess(SECRET, NOON, 'STAFFS-111')).to.equal('wrong')
      expect(await guess(SECRET, NOON, 'STAFFS-222')).to.equal('opened')
      expect((await referrals.backlog()).map(({ area }) => area)).to.have.members([
        'staffordshire',
        'cheshire',
      ])
    })

    it('takes what is known of those that ended, by when they ended', async () => {
      for (const reference of ['STAFFS-111', 'STAFFS-222', 'STAFFS-333', 'STAFFS-444']) await keep(reference)
      await referrals.settle(await claimed(NOON, 'STAFFS-111'), told(after(MINUTE)))
      await referrals.settle(await claimed(NOON, 'STAFFS-222'), { result: 'refused', at: after(MINUTE) })
      await referrals.withdraw('STAFFS-333', after(MINUTE))
      expect(await forget(after(-1), after(MINUTE - 1))).to.equal(0)
      expect(await forget(after(-1), after(MINUTE))).to.equal(3)
      expect(await guess(SECRET, NOON, 'STAFFS-111')).to.equal('wrong')
      expect(await guess(SECRET, NOON, 'STAFFS-444')).to.equal('opened')
    })

    it('never takes one that still has to be taken back at the gateway', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await referrals.withdraw(REFERENCE, NOON)
      expect(await forget(after(HOUR), after(HOUR))).to.equal(0)
      expect((await claimed()).errand).to.deep.equal({ kind: 'withdraw' })
    })

    it('takes a correction that could never be told, and leaves what the gateway has', async () => {
      await keep()
      await referrals.settle(await claimed(), told())
      await referrals.correct(aReferral(REFERENCE, 'new'), after(MINUTE))
      expect(await forget(after(MINUTE - 1), after(-1))).to.equal(0)
      expect(await forget(after(MINUTE), after(-1))).to.equal(1)
      expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
      expect((await keptOf()).sending).to.equal('received')
    })

    it('takes hundreds', async () => {
      const many = Array.from({ length: 450 }, (_, index) => keep(`MANY-${100 + index}`))
      await Promise.all(many)
      expect(await forget(NOON, NOON)).to.equal(450)
      expect(await referrals.backlog()).to.deep.equal([])
    })
  })
}
