import { expect } from 'chai'
import type { Referral } from '../../../src/domain/referral.ts'
import type { ClaimedErrand, Referrals } from '../../../src/ports/referrals.ts'
import { contentOf, LEASE, REFERENCE, SECRET, told } from './claims.ts'
import type { OpenedStore } from './opened-store.ts'
import { aReferral, after, HOUR, MINUTE, NOON } from './samples.ts'

const PHONE = { number: '07700 900123', safe: 'yes', message_may: 'leave-nothing' } as const
const EMAIL = { address: 'sam@example.org', safe: 'yes', message_may: 'name-nobody' } as const

/** A referral with two safe ways. */
const reachable = (account?: string): Referral => ({
  ...aReferral(REFERENCE, account),
  contact: { phone: PHONE, email: EMAIL, if_unreachable: 'stop' },
})

/** What every keeper must do when a person makes contact safer. */
export function saferContract(start: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  let referrals: Referrals
  beforeEach(async () => {
    opened = await start()
    referrals = opened.store.referrals
    await referrals.keep(reachable(), SECRET, NOON)
  })
  afterEach(() => opened.remove())

  const claimed = async (now = NOON): Promise<ClaimedErrand> => {
    const claim = await referrals.claim(now, LEASE)
    if (!claim) throw new Error('nothing to claim')
    return claim
  }
  const stop = (...ways: ('phone' | 'text' | 'email' | 'post')[]) =>
    referrals.makeSafer(REFERENCE, { stop: ways }, after(MINUTE))
  const keptOf = async () => {
    const found = await referrals.open(REFERENCE, SECRET, NOON)
    if (found.result !== 'opened') throw new Error(`it is ${found.result}`)
    return found.kept
  }
  const waysIn = (claim: ClaimedErrand | undefined): readonly string[] =>
    Object.keys(contentOf(claim)?.contact ?? {}).filter((name) => name !== 'if_unreachable')
  const triedOnce = async (): Promise<void> => {
    await referrals.settle(await claimed(), { result: 'waiting', at: NOON, retryAt: after(HOUR) })
  }

  it('sends what was never handed over without those ways, and tells nothing besides', async () => {
    expect(await stop('phone')).to.equal('kept')
    expect(await keptOf())
      .to.deep.include({ sending: 'waiting', stopped: ['phone'] })
      .and.not.have.property('untold')
    const claim = await claimed()
    expect([claim.errand.kind, claim.sequence, waysIn(claim)]).to.deep.equal(['create', 1, ['email']])
    expect(contentOf(claim)?.consent).to.deep.include({
      payload_digest: reachable().consent.payload_digest,
    })
    expect(contentOf(claim)?.consent.narrowed).to.deep.include({
      at: after(MINUTE).toISOString(),
      stopped: ['phone'],
    })
    await referrals.settle(claim, told())
    expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
  })

  it('tells a gateway that has it, with its own number, and then is done', async () => {
    await referrals.settle(await claimed(), told())
    await stop('phone')
    expect(await keptOf()).to.deep.include({ sending: 'received', untold: true, stopped: ['phone'] })
    const claim = await claimed(after(MINUTE))
    expect([claim.sequence, claim.errand]).to.deep.equal([2, { kind: 'safer', safer: { stop: ['phone'] } }])
    expect(await referrals.settle(claim, told())).to.equal(true)
    expect(await keptOf())
      .to.deep.include({ sending: 'received' })
      .and.not.have.property('untold')
    expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
  })

  it('goes before a referral that may have been handed over, which then goes as it was', async () => {
    await triedOnce()
    await stop('phone')
    const first = await claimed(after(2 * HOUR))
    expect(first.errand).to.deep.equal({ kind: 'safer', safer: { stop: ['phone'] } })
    expect(await referrals.claim(after(2 * HOUR), LEASE), 'nothing goes beside it').to.equal(undefined)
    expect(await referrals.claim(after(2 * HOUR), LEASE, { reference: REFERENCE })).to.equal(undefined)
    await referrals.settle(first, { result: 'waiting', at: NOON, retryAt: after(3 * HOUR) })
    expect(await referrals.claim(after(2 * HOUR), LEASE), 'nothing goes instead of it').to.equal(undefined)
    const again = await claimed(after(3 * HOUR))
    expect(again.errand.kind).to.equal('safer')
    await referrals.settle(again, told(after(3 * HOUR)))
    // The same body as before, or the gateway would take it for another referral.
    expect(contentOf(await claimed(after(3 * HOUR)))).to.deep.equal(reachable())
  })

  it('goes out while the referral itself is on its way', async () => {
    const going = await claimed()
    await stop('phone')
    const claim = await claimed(after(MINUTE))
    expect(claim.errand.kind).to.equal('safer')
    expect(await referrals.settle(going, told())).to.equal(true)
    expect(await referrals.settle(claim, told())).to.equal(true)
  })

  it('takes the ways out of corrections that wait, and out of later ones', async () => {
    await referrals.settle(await claimed(), told())
    await referrals.correct({ ...reachable('second'), consent: digested('second') }, NOON)
    await stop('phone')
    await referrals.settle(await claimed(after(MINUTE)), told())
    const second = await claimed(after(HOUR))
    expect([second.errand.kind, contentOf(second)?.account, waysIn(second)]).to.deep.equal([
      'correct',
      'second',
      ['email'],
    ])
    await referrals.settle(second, told())
    await referrals.correct({ ...reachable('third'), consent: digested('third') }, after(HOUR))
    const third = await claimed(after(HOUR))
    expect([contentOf(third)?.account, waysIn(third)]).to.deep.equal(['third', ['email']])
  })

  it('adds up: one that nobody was told is replaced, and one that somebody may have been is followed', async () => {
    await referrals.settle(await claimed(), told())
    await stop('phone')
    await stop('email')
    const both = await claimed(after(MINUTE))
    expect([both.sequence, both.errand]).to.deep.equal([
      2,
      { kind: 'safer', safer: { stop: ['phone', 'email'] } },
    ])
    await referrals.makeSafer(REFERENCE, { stop: 'all' }, after(MINUTE))
    await referrals.settle(both, told())
    const all = await claimed(after(MINUTE))
    expect([all.sequence, all.errand]).to.deep.equal([3, { kind: 'safer', safer: { stop: 'all' } }])
    expect(await stop('post'), 'all of it has been stopped').to.equal('kept')
    await referrals.settle(all, told())
    expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
    expect((await keptOf()).stopped).to.equal('all')
  })

  it('is harmless for a way that was never agreed, and the same again changes nothing', async () => {
    await stop('post')
    const before = await keptOf()
    await stop('post')
    expect(await keptOf()).to.deep.equal(before)
    expect(waysIn(await claimed())).to.deep.equal(['phone', 'email'])
  })

  it('says that the person will ring when nothing is left', async () => {
    await referrals.makeSafer(REFERENCE, { stop: 'all' }, NOON)
    expect(contentOf(await claimed())).to.deep.include({
      contact: { if_unreachable: 'stop' },
      notices: ['they-will-ring'],
    })
  })

  it('also reaches a gateway that has one which is stuck', async () => {
    await referrals.settle(await claimed(), { result: 'stuck', at: NOON })
    await stop('phone')
    expect((await claimed(after(MINUTE))).errand.kind).to.equal('safer')
  })

  it('is too late for one that was taken back, refused, or that nobody has', async () => {
    expect(await referrals.makeSafer('STAFFS-999', { stop: 'all' }, NOON)).to.equal('gone')
    await referrals.settle(await claimed(), { result: 'refused', at: NOON })
    expect(await stop('phone')).to.equal('gone')
    await referrals.withdraw(REFERENCE, NOON)
    expect(await stop('phone')).to.equal('gone')
    expect(await referrals.claim(after(HOUR), LEASE)).to.equal(undefined)
  })

  it('gives way to a withdrawal, which stops everything', async () => {
    await referrals.settle(await claimed(), told())
    await stop('phone')
    await referrals.withdraw(REFERENCE, after(MINUTE))
    expect((await claimed(after(MINUTE))).errand).to.deep.equal({ kind: 'withdraw' })
    expect(await referrals.claim(after(HOUR), LEASE, { reference: 'STAFFS-999' })).to.equal(undefined)
  })

  it('is there after a restart, told or not', async () => {
    await referrals.settle(await claimed(), told())
    await stop('phone')
    const store = await opened.restart()
    expect((await store.referrals.claim(after(MINUTE), LEASE))?.errand).to.deep.equal({
      kind: 'safer',
      safer: { stop: ['phone'] },
    })
    expect(await store.referrals.open(REFERENCE, SECRET, NOON))
      .to.have.property('kept')
      .that.deep.includes({ stopped: ['phone'] })
  })
}

/** The record of an agreement to another content. */
const digested = (account: string): Referral['consent'] => aReferral(REFERENCE, account).consent
