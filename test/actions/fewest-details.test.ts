import { expect } from 'chai'
import type { Asking } from '../../src/actions/action.ts'
import { chooseDetail } from '../../src/actions/choose-detail.ts'
import { chooseSafetyQuestions } from '../../src/actions/choose-safety-questions.ts'
import { linesOf, payloadOf } from '../../src/domain/payload.ts'
import { referralSchema } from '../../src/domain/referral.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory } from '../support/memory.ts'

type Answers = Asking['answers']

const asking = (answers: Answers): Asking => ({
  answers,
  found: {},
  language: 'en',
  channel: 'sms',
  asked: [],
  askedFirst: {},
  here: NOWHERE,
  agreed: {},
  wording: 'one',
})
const { setting } = inMemory()
const detail = (answers: Answers) => chooseDetail.run(asking(answers), setting)
const safety = (answers: Answers) => chooseSafetyQuestions.run(asking(answers), setting)

describe('Being passed on with the fewest details', () => {
  it('asks less only of whoever chose it, on any channel', () => {
    expect(detail({ 'passing-on': 'pass-on-brief' })).to.deep.equal({ outcome: 'brief' })
    expect(detail({ 'passing-on': 'pass-on' })).to.deep.equal({ outcome: 'whole' })
    expect(detail({})).to.deep.equal({ outcome: 'whole' })
  })

  it('never leaves out what keeps someone safe where someone close may be watching', () => {
    for (const crime of ['domestic_abuse', 'stalking', 'modern_slavery', 'older_person_abuse'])
      expect(safety({ 'passing-on': 'pass-on-brief', crimes: [crime] }), crime).to.deep.equal({
        outcome: 'sensitive',
      })
    expect(safety({ 'passing-on': 'pass-on-brief', 'adult-should-not-know': 'not-sure' })).to.deep.equal({
      outcome: 'sensitive',
    })
    expect(safety({ 'passing-on': 'pass-on-brief', crimes: ['fraud'] })).to.deep.equal({ outcome: 'brief' })
    expect(safety({ 'passing-on': 'pass-on', crimes: ['fraud'] })).to.deep.equal({ outcome: 'ordinary' })
  })

  it('sends what was asked and nothing else, and the safest where nothing was said', () => {
    const told = {
      answers: {
        'acting-as': 'me',
        age: '18-plus',
        crimes: ['fraud'],
        where: 'ST16',
        needs: ['money'],
        'passing-on': 'pass-on-brief',
        ways: ['phone'],
        phone: '01632 960333',
        'phone-safe': 'yes',
        'phone-message': 'not-sure',
        times: ['any-time'],
      },
      found: { places: [{ id: 'E07000197', council: 'E07000197', postcode: 'ST16' }] },
    }
    const payload = payloadOf(told, {
      area: 'staffordshire',
      recipient: { id: 'r', name: 'R' },
      sample: true,
      language: 'en',
      councilName: 'Stafford',
    })
    const shape = referralSchema.omit({ consent: true, reference: true, made_at: true })
    expect(shape.safeParse(payload).error?.issues ?? []).to.deep.equal([])
    expect(payload.contact).to.deep.equal({
      phone: { number: '01632 960333', safe: 'yes', message_may: 'leave-nothing' },
      if_unreachable: 'stop',
    })
    expect(payload).to.not.have.any.keys('reported', 'happened_in', 'account', 'keep_from', 'crime_reference')
    expect(linesOf(told).map(({ field }) => field)).to.not.include.members(['reported', 'lives-there'])
  })
})
