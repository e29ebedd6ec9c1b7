import { expect } from 'chai'
import { noticesOf, payloadOf } from '../../src/domain/payload.ts'
import type { Told } from '../../src/domain/told.ts'

const ANSWERS = {
  'acting-as': 'me',
  ways: ['phone', 'post'],
  phone: '07700 900123',
  'phone-safe': 'yes',
  'phone-message': 'name-nobody',
  post: '1 The Street, Stafford',
  'post-safe': 'yes',
}
const SENT = {
  phone: { number: '07700 900123', safe: 'yes', message_may: 'name-nobody' },
  post: { address: '1 The Street, Stafford', safe: 'yes' },
  if_unreachable: 'stop',
}

const contactOf = (answers: Told['answers'], sent?: object) => {
  const told: Told = { answers: { ...ANSWERS, ...answers }, found: sent ? { sent: { contact: sent } } : {} }
  const payload = payloadOf(told, {
    area: 'a',
    recipient: { id: 'r', name: 'R' },
    sample: true,
    language: 'en',
    councilName: 'C',
  })
  const { phone, post } = payload.contact
  const isTold = noticesOf(told).includes('contact-unconfirmed')
  return [phone?.safe, post?.safe, isTold]
}

describe('A way of contact in a change of what was sent', () => {
  it('is as safe as they say before anything was sent', () => {
    expect(contactOf({})).to.deep.equal(['yes', 'yes', false])
  })
  it('is as safe as before where it is the same', () => {
    expect(contactOf({}, SENT)).to.deep.equal(['yes', 'yes', false])
  })
  it('waits for a worker where its number or address is another', () => {
    expect(contactOf({ phone: '07700 900999' }, SENT)).to.deep.equal(['unconfirmed', 'yes', true])
    expect(contactOf({ post: '2 The Street, Stafford' }, SENT)).to.deep.equal(['yes', 'unconfirmed', true])
  })
  it('waits for a worker where it is new, or was waiting', () => {
    const { phone: _gone, ...others } = SENT
    expect(contactOf({}, others)).to.deep.equal(['unconfirmed', 'yes', true])
    const waiting = { ...SENT, phone: { ...SENT.phone, safe: 'unconfirmed' } }
    expect(contactOf({}, waiting)).to.deep.equal(['unconfirmed', 'yes', true])
  })
  it('waits for a worker where a message may say more, and not where it may say less', () => {
    expect(contactOf({ 'phone-message': 'name-the-team' }, SENT)).to.deep.equal(['unconfirmed', 'yes', true])
    expect(contactOf({ 'phone-message': 'leave-nothing' }, SENT)).to.deep.equal(['yes', 'yes', false])
  })
  it('is not there at all where it is not safe any more', () => {
    expect(contactOf({ 'phone-safe': 'no' }, SENT)).to.deep.equal([undefined, 'yes', false])
  })
})
