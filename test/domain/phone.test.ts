import { expect } from 'chai'
import { senderOf } from '../../src/domain/phone.ts'

describe('who sent a text', () => {
  for (const [given, number] of [
    ['+447700900123', '+447700900123'],
    ['447700900123', '+447700900123'],
    ['07700 900123', '+447700900123'],
    ['00447700900123', '+447700900123'],
    ['+441632960001', '+441632960001'],
  ] as const)
    it(`reads ${given} as a number of the United Kingdom`, () =>
      expect(senderOf(given)).to.deep.equal({ kind: 'uk', number }))
  it('tells numbers from abroad', () =>
    expect(senderOf('+48512345678')).to.deep.equal({ kind: 'foreign', number: '+48512345678' }))
  for (const given of ['60777', 'TWILIO', '', '+4477009001234', '+44', '999', '+44909879000100'])
    it(`answers nobody at "${given}"`, () => expect(senderOf(given)).to.deep.equal({ kind: 'none' }))
})
