import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { referralSchema } from '../../src/domain/referral.ts'
import { bothStopped, madeSafer, narrowed, saferSchema } from '../../src/domain/safer.ts'
import { aReferral } from '../adapters/store/samples.ts'

const PLAN = {
  phone: { number: '07700 900123', safe: 'yes', message_may: 'leave-nothing' },
  text: { number: '07700 900123', safe: 'yes', message_may: 'name-nobody' },
  safe_person: { name: 'Ann', number: '07700 900456' },
  if_unreachable: 'safe-person',
} as const
const referral = referralSchema.parse({ ...aReferral('STAFFS-111'), contact: PLAN, notices: [] })

describe('Less contact than was agreed', () => {
  it('takes a way away and leaves everything else as it was', () => {
    const safer = madeSafer(referral, { stop: ['text'] })
    expect(safer).to.deep.equal({
      ...referral,
      contact: { phone: PLAN.phone, safe_person: PLAN.safe_person, if_unreachable: 'safe-person' },
    })
    expect(referralSchema.safeParse(safer).success).to.equal(true)
  })

  it('says that they will ring when no way is left, and says it once', () => {
    const once = madeSafer(referral, { stop: ['text', 'phone'] })
    expect(once.notices).to.deep.equal(['they-will-ring'])
    expect(madeSafer(once, { stop: ['email'] }).notices).to.deep.equal(['they-will-ring'])
  })

  it('asks nobody else either, when all of it is to stop', () => {
    const safer = madeSafer(referral, { stop: 'all' })
    expect(safer.contact).to.deep.equal({ if_unreachable: 'stop' })
    expect(safer.notices).to.deep.equal(['they-will-ring'])
    expect(referralSchema.safeParse(safer).success).to.equal(true)
  })

  it('can only ever be less: nothing in it names a number, an address or another way', () => {
    for (const stop of [[], ['visit'], 'some', ['phone', { number: '1' }]])
      expect(saferSchema.safeParse({ stop }).success).to.equal(false)
    expect(saferSchema.safeParse({ stop: 'all', phone: '07700 900123' }).success).to.equal(false)
  })
})

describe('The record of an agreement, when less contact is asked for afterwards', () => {
  const digestOf = (payload: object): string =>
    createHash('sha256').update(JSON.stringify(payload)).digest('hex')
  const AT = '2026-11-24T12:00:00.000Z'

  it('keeps what was agreed to, and says what was stopped, when, and what stands there now', () => {
    const safer = narrowed(referral, { stop: ['text'] }, AT, digestOf)
    const { consent, reference: _r, made_at: _m, ...payload } = safer
    expect(safer.contact).to.deep.equal(madeSafer(referral, { stop: ['text'] }).contact)
    expect(consent).to.deep.equal({
      ...referral.consent,
      narrowed: { at: AT, stopped: ['text'], payload_digest: digestOf(payload) },
    })
    expect(referralSchema.safeParse(safer).success).to.equal(true)
  })

  it('never lets a way come back: a second time adds to the first', () => {
    const once = narrowed(referral, { stop: ['text'] }, AT, digestOf)
    expect(narrowed(once, { stop: ['email'] }, AT, digestOf).consent.narrowed?.stopped).to.deep.equal([
      'text',
      'email',
    ])
    const all = narrowed(once, { stop: 'all' }, AT, digestOf)
    expect(narrowed(all, { stop: ['phone'] }, AT, digestOf).contact).to.deep.equal({ if_unreachable: 'stop' })
  })

  it('stops the same ways in the same order, however they were ticked', () => {
    expect(bothStopped(['post', 'phone'], ['text'])).to.deep.equal(['phone', 'text', 'post'])
    expect([bothStopped(undefined, ['text']), bothStopped('all', ['text'])]).to.deep.equal([['text'], 'all'])
  })
})
