import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { refusalsOf } from '../../src/directory/refusals.ts'
import { serviceSchema, type Service } from '../../src/domain/service.ts'
import { service } from '../domain/services.ts'

const rules = (change: Partial<Service>) => refusalsOf(service('test-one', change)).map(({ rule }) => rule)
const address = { lines: ['1 High Street'], postcode: 'ST16 3DR' }

describe('What may never come in on its own', () => {
  it('is the address of a refuge, whatever it calls itself', () => {
    for (const about of [
      { name: 'Stafford Refuge' },
      { description: 'A safe house for women' },
      { description: 'Safe accommodation and outreach' },
      { who_for: 'Women in our refuges' },
      { name: 'Lloches Powys' },
      { translations: { cy: { description: 'Lle mewn lloches' } } },
    ]) {
      expect(rules({ ...about, address })).to.deep.equal(['refuge-address'])
      expect(rules({ ...about, address: { withheld: true } })).to.deep.equal([])
      expect(rules(about)).to.deep.equal([])
    }
    expect(rules({ name: 'Advice centre', address })).to.deep.equal([])
  })

  it('is the postcode of a refuge in its words', () => {
    expect(rules({ name: 'Refuge', description: 'At the corner of ST16 3DR' })).to.deep.equal([
      'refuge-address',
    ])
    expect(rules({ name: 'Refuge', where: { text: 'near st163dr' } })).to.deep.equal(['refuge-address'])
    expect(rules({ name: 'Refuge', where: { districts: ['ST16'], text: 'ST16 and ST17' } })).to.deep.equal([])
  })

  for (const email of [
    'jane.smith@example.org',
    'j.smith@example.org',
    'jane@example.org',
    'jane_smith-jones@x.org',
  ]) {
    it(`is the e-mail of one member of staff: ${email.split('@')[0]}`, () => {
      expect(rules({ email })).to.deep.equal(['personal-contact'])
    })
  }

  for (const email of [
    'help@example.org',
    'domestic.abuse@example.org',
    'restorativejustice@example.org',
    'north.team@example.org',
    'victim-support@example.org',
    'assist@example.org',
    'cheshire.cares@example.org',
  ]) {
    it(`is not the e-mail of a team: ${email.split('@')[0]}`, () => {
      expect(rules({ email })).to.deep.equal([])
    })
  }

  const labelled = (label: string) => rules({ phones: [{ number: '01785 601690', label }] })
  for (const label of [
    'Ask for Jane Smith',
    'ask for Jane',
    'PC Jones',
    'Dr Patel, Tuesdays',
    'Jane Smith',
    'Contact: Zofia Kowalska',
  ]) {
    it(`is a number whose label names a member of staff: ${label}`, () => {
      expect(labelled(label)).to.deep.equal(['personal-contact'])
    })
  }

  for (const label of [
    'Helpline',
    'Contact Centre',
    'Call Blocker Team',
    'Grace House',
    'Victoria Centre',
    'Bobby Scheme',
    'Karma Nirvana',
    'Road Victims Trust',
    'Ask for the duty team',
    'Via COMPASS, 24 hours',
  ]) {
    it(`is not a number whose label says what it is for: ${label}`, () => {
      expect(labelled(label)).to.deep.equal([])
    })
  }

  it('is a number that looks right and is known to be wrong, with what is right', () => {
    const [wrong] = refusalsOf(service('test-one', { phones: [{ number: '0800-500 2222' }] }))
    expect(wrong?.rule).to.equal('known-wrong-number')
    expect(wrong?.cure).to.include('0808 500 2222')
    expect(rules({ text_number: '0845 089 6262' })).to.deep.equal(['known-wrong-number'])
  })

  it('is a number that cannot be dialled', () => {
    expect(rules({ phones: [{ number: '0300 303 778' }] })).to.deep.equal(['wrong-number'])
  })

  it('is told without the personal contact that it is about', () => {
    const said = JSON.stringify(refusalsOf(service('test-one', { email: 'jane.smith@example.org' })))
    expect(said).to.not.include('jane')
  })

  it('is not what has merely expired', () => {
    expect(rules({ accreditations: [{ scheme: 'Mark', expires: '2020-01-01' }] })).to.deep.equal([])
  })

  it('is in none of the records that are shipped', () => {
    const areas = join(ROOT, 'deployment', 'areas')
    const refused = readdirSync(areas).flatMap((area) => {
      const { services } = JSON.parse(readFileSync(join(areas, area, 'services.json'), 'utf8'))
      return serviceSchema
        .array()
        .parse(services)
        .flatMap((one) => refusalsOf(one).map(({ rule }) => `${one.id} ${rule}`))
    })
    expect(refused).to.deep.equal([])
  })
})
