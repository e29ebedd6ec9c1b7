import { expect } from 'chai'
import { agree, consentSchema, PURPOSE } from '../../src/domain/consent.ts'

const ASKED = {
  recipient: 'staffordshire',
  payload_digest: 'a'.repeat(64),
  wording: 'one',
  language: 'en',
  withdrawn_by: 'reference-and-secret',
  agreed_at: new Date('2026-11-24T12:00:00Z'),
} as const

describe('The record of an agreement', () => {
  it('says who, what for, exactly what, in which words, when, and how it is taken back', () => {
    const consent = agree({ heard: 'agree', recipient: 'staffordshire' }, ASKED)
    expect(consent).to.deep.equal({ ...ASKED, purpose: PURPOSE, agreed_at: '2026-11-24T12:00:00.000Z' })
    expect(consentSchema.safeParse(consent).success).to.equal(true)
  })

  it('is made by nothing but the person’s own agreement for that recipient', () => {
    for (const heard of [undefined, 'yes', 'not-agree', ['agree'], true])
      expect(agree({ heard, recipient: 'staffordshire' }, ASKED)).to.equal(undefined)
    expect(agree({ heard: 'agree', recipient: 'essex' }, ASKED)).to.equal(undefined)
  })
})
