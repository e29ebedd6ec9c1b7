import { expect } from 'chai'
import { configFrom } from '../../src/config.ts'
import { areaSchema } from '../../src/domain/area.ts'
import { refusals } from '../../src/refusals.ts'
import { newCredentials, settingsFor } from '../../src/tools/handset/credentials.ts'
import { CONTENT } from '../support/content.ts'

const AREAS = CONTENT.directory.areas()
const NATIONAL = AREAS.find(({ id }) => id === 'national')!
const HERE = settingsFor(newCredentials(), 'http://127.0.0.1:4000')

const wrong: readonly (readonly [what: string, set: Readonly<Record<string, string>>, said: RegExp])[] = [
  ['an account that is none', { HAVEN_TWILIO_ACCOUNT: 'AC12' }, /HAVEN_TWILIO_ACCOUNT: must be AC and 32/],
  ['half a token', { HAVEN_TWILIO_TOKEN: 'short' }, /HAVEN_TWILIO_TOKEN: must be the whole auth token/],
  ['an API without TLS', { HAVEN_TWILIO_URL: 'http://api.example.org' }, /HAVEN_TWILIO_URL: must be https/],
  ['an API that is no address', { HAVEN_NOTIFY_URL: 'notify' }, /HAVEN_NOTIFY_URL: must be an address/],
  ['half a key', { HAVEN_NOTIFY_KEY: 'live-1234' }, /HAVEN_NOTIFY_KEY: must be a whole key/],
  ['the name of a template', { HAVEN_NOTIFY_TEMPLATE: 'answers' }, /HAVEN_NOTIFY_TEMPLATE: must be the id/],
  ['a token that is guessed', { HAVEN_NOTIFY_BEARER: 'secret' }, /HAVEN_NOTIFY_BEARER: must be 24 signs/],
  ['a number as the sender', { HAVEN_NOTIFY_SENDER: '07700 900000' }, /HAVEN_NOTIFY_SENDER: must be the id/],
  ['a wait of minutes', { HAVEN_TEXTS_GATHER_SECONDS: '120' }, /GATHER_SECONDS: must be 1 to 20 seconds/],
  ['a wait of words', { HAVEN_TEXTS_GATHER_SECONDS: 'soon' }, /GATHER_SECONDS: must be 1 to 20 seconds/],
]

describe('Settings of text messages', () => {
  for (const [what, set, said] of wrong)
    it(`are refused with ${what}, by name, with what to write, and without the value`, () => {
      const [value] = Object.values(set)
      expect(() => configFrom({ ...HERE, ...set }))
        .to.throw(said)
        .and.not.match(new RegExp(`: ${value}`))
    })

  for (const missing of ['HAVEN_TWILIO_TOKEN', 'HAVEN_NOTIFY_TEMPLATE', 'HAVEN_NOTIFY_BEARER'])
    it(`are refused where only ${missing} is missing`, () =>
      expect(() => configFrom({ ...HERE, [missing]: '' })).to.throw(`Set these too: ${missing}`))

  it('are taken whole, one provider without the other, or not at all', () => {
    expect(configFrom(HERE).texts).to.include.keys('twilio', 'notify')
    const one = configFrom({
      ...HERE,
      HAVEN_NOTIFY_KEY: '',
      HAVEN_NOTIFY_TEMPLATE: '',
      HAVEN_NOTIFY_BEARER: '',
    })
    expect(one.texts.twilio).to.not.equal(undefined)
    expect(one.texts.notify).to.equal(undefined)
    expect(refusals(configFrom(HERE), AREAS)).to.deep.equal([])
    expect(refusals(configFrom({}), AREAS)).to.deep.equal([])
  })

  it('may not carry the texts of a demonstration over a real company', () => {
    const set = {
      ...HERE,
      HAVEN_TWILIO_URL: 'https://api.twilio.com',
      HAVEN_PUBLIC_URL: 'https://haven.example',
    }
    const said = refusals(configFrom(set), AREAS)
    expect(said).to.have.length(AREAS.length)
    expect(said[0]).to.match(/npm run handset.*areas\/\w+\/area\.yaml/)
  })

  it('need the address that Twilio signs, where Twilio is elsewhere', () => {
    const live = { ...NATIONAL, sample: false, processors: { ...NATIONAL.processors, sms: true } }
    const elsewhere = { ...HERE, HAVEN_TWILIO_URL: 'https://api.twilio.com' }
    expect(refusals(configFrom(elsewhere), [live]).join()).to.match(
      /HAVEN_PUBLIC_URL is not set.*Twilio signs/,
    )
    const reached = { ...elsewhere, HAVEN_PUBLIC_URL: 'https://haven.example' }
    expect(refusals(configFrom(reached), [live]).join()).to.not.include('Twilio signs')
    expect(refusals(configFrom(HERE), [live]).join()).to.not.include('Twilio signs')
  })
})

describe('The number that an area names for texts', () => {
  for (const number of ['07700 900000', '01632 960000', '60777'])
    it(`may be ${number}`, () => {
      const named = areaSchema.safeParse({ ...NATIONAL, text_number: number })
      expect(named.success).to.equal(true)
      const said = refusals(configFrom({}), [{ ...NATIONAL, text_number: number }])
      expect(said.join(), 'nothing takes its texts').to.match(/area\.yaml.*HAVEN_TWILIO_ACCOUNT/)
      expect(refusals(configFrom(HERE), [{ ...NATIONAL, text_number: number }])).to.deep.equal([])
    })
  for (const number of ['999', '+48512345678', 'HAVEN', '0770'])
    it(`may not be ${number}`, () =>
      expect(areaSchema.safeParse({ ...NATIONAL, text_number: number }).success).to.equal(false))
})
