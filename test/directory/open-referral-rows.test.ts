import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../../src/domain/service.ts'
import { inStaffordshire, one, PERSONAL, read, row, rules, SHELTER } from './a-reading.ts'

describe('a row of a feed', () => {
  const statuses = [
    ['active', 'active'],
    ['Active', 'active'],
    ['inactive', 'closed'],
    ['defunct', 'closed'],
    ['temporarily closed', 'closed'],
    [undefined, 'active'],
    ['open', undefined],
  ] as const
  for (const [given, expected] of statuses)
    it(`with the status ${given} is ${expected ?? 'refused'}`, () => {
      expect(one({ status: given }).status).to.equal(expected)
      expect(rules({ status: given })).to.deep.equal(expected ? [] : ['wrong-status'])
    })

  const ages = [
    [-1, -1, undefined, undefined],
    [0, 120, undefined, undefined],
    [null, 999, undefined, undefined],
    ['16', '18', 16, 18],
    [12.5, 60, undefined, 60],
    [60, 18, undefined, undefined],
  ] as const
  for (const [low, high, minimum, maximum] of ages)
    it(`for ages ${low} to ${high} is for ${minimum ?? 'any'} to ${maximum ?? 'any'}`, () => {
      const { minimum_age, maximum_age } = one({ minimum_age: low, maximum_age: high })
      expect([minimum_age, maximum_age]).to.deep.equal([minimum, maximum])
    })

  it('keeps numbers in four places, and each is found once', () => {
    const { phones } = one({
      phones: [{ id: '1', number: '0300 123 4561', description: 'Day' }],
      contacts: [
        { phones: [{ id: '1', number: '03001234561', description: 'By day' }, { number: '03001234562' }] },
      ],
      service_at_locations: [{ location: { phones: [{ number: '+44 300 123 4563' }] } }],
      organization: { name: 'O', phones: [{ number: '0300 123 4561' }, { number: '(01785) 234564' }] },
    })
    expect(phones).to.deep.equal([
      { number: '0300 123 4561', label: 'Day' },
      { number: '03001234562' },
      { number: '0300 123 4563' },
      { number: '01785 234564' },
    ])
  })

  const numbers = [
    ['0300 303 778', 'wrong-number', 'not a UK number'],
    ['01785 234567 ext 9', 'wrong-number', 'not a UK number'],
    ['see website', 'wrong-number', 'not a UK number'],
    ['0800 500 2222', 'known-wrong-number', 'misprint'],
    ['0845 0896262', 'known-wrong-number', 'replaced'],
    ['+44 808 802 9999', 'known-wrong-number', 'former'],
  ] as const
  for (const [number, rule, why] of numbers)
    it(`with the number ${number} comes without it, and that is told`, () => {
      const { services, troubles } = read([row({ phones: [{ number }] })], inStaffordshire)
      expect(services[0]?.service.phones).to.deep.equal([])
      expect(troubles.map((trouble) => trouble.rule)).to.deep.equal([rule])
      expect(troubles[0]?.what).to.contain(why)
    })

  it('brings nothing of members of staff: no name, no own e-mail, no own mobile', () => {
    const { services, troubles } = read([PERSONAL], inStaffordshire)
    expect(services[0]?.service).to.deep.include({
      phones: [{ number: '0300 123 4568' }, { number: '0300 123 4567' }],
      email: 'info@here.test',
      description: 'Write to (e-mail left out).',
    })
    expect(JSON.stringify(services)).not.to.match(/jane|canary|07700/i)
    expect(troubles.map(({ rule }) => rule)).to.deep.equal(Array<string>(4).fill('personal-contact'))
    expect(JSON.stringify(troubles)).not.to.match(/jane|canary|07700/i)
  })

  it('brings no address of what may be a refuge, neither as an address nor in words', () => {
    for (const body of [
      SHELTER,
      { ...SHELTER, name: 'One', description: 'Safe accommodation at ST16 3DR' },
      { ...SHELTER, name: 'Lloches', haven: { address: { lines: ['1 Canary Row'], postcode: 'ST16 3DR' } } },
    ]) {
      const { services, troubles } = read([body], inStaffordshire)
      expect(services[0]?.service.address).to.deep.equal({ withheld: true })
      expect(JSON.stringify([services, troubles])).not.to.match(/canary|ST16|52\.8/i)
      expect(troubles.map(({ rule }) => rule)).to.include('refuge-address')
    }
  })

  it('brings the address of anything else, without whose attention letters are for', () => {
    const addresses = [
      { attention: 'Jane Canary', address_1: '1 High Street', city: 'Stafford', postal_code: 'st163dr' },
    ]
    const { address } = one({ service_at_locations: [{ location: { addresses } }] })
    expect(address).to.deep.equal({ lines: ['1 High Street'], town: 'Stafford', postcode: 'ST16 3DR' })
    const without = {
      service_at_locations: [{ location: { addresses: [{ address_1: 'x', postal_code: 'ABC 1234' }] } }],
    }
    expect([one(without).address, rules(without)]).to.deep.equal([undefined, ['wrong-address']])
  })

  it('has the standard’s own examples for addresses, and they are not taken', () => {
    const { website, email } = one({ url: 'http://example.com/counselling', email: 'email@example.com' })
    expect([website, email]).to.deep.equal([undefined, undefined])
    for (const url of [
      'javascript:alert(1)',
      'ftp://here.test',
      'http://a:b@here.test',
      'https://localhost',
      'no',
    ])
      expect([one({ url }).website, rules({ url })], url).to.deep.equal([undefined, ['wrong-website']])
  })

  it('names its crimes and needs in words of others, and nobody guesses', () => {
    const attributes = [
      { taxonomy_term_id: '1', taxonomy_term: { id: '1', name: 'burglary', term: 'burglary' } },
    ]
    const { services, troubles } = read([row({ attributes })], inStaffordshire)
    expect(services[0]?.service).to.deep.include({ crimes: [], needs: [] })
    expect(troubles.map(({ rule, what }) => [rule, what.includes('words of others')])).to.deep.equal([
      ['nothing-to-match', true],
    ])
  })

  const places: readonly (readonly [
    string,
    readonly string[],
    Service['where'] | 'elsewhere' | undefined,
    string?,
  ])[] = [
    ['a council', ['Stafford'], { force: 'staffordshire', councils: ['E07000197'], text: 'Stafford' }],
    ['a code', ['E07000197'], { force: 'staffordshire', councils: ['E07000197'], text: 'E07000197' }],
    ['a county', ['Staffordshire'], { force: 'staffordshire', text: 'Staffordshire' }],
    ['a force', ['Staffordshire Police'], { force: 'staffordshire', text: 'Staffordshire Police' }],
    ['a country', ['England'], { force: 'staffordshire', text: 'England' }],
    [
      'here and there',
      ['Stafford', 'Crewe'],
      { force: 'staffordshire', also_forces: ['cheshire'], text: 'Stafford, Crewe' },
    ],
    ['elsewhere', ['Bristol'], undefined, 'elsewhere'],
    [
      'prose',
      ['All residents of the MyCity area'],
      { force: 'staffordshire', text: 'All residents of the MyCity area' },
      'unknown-area',
    ],
    ['many places of that name', ['Newport'], { force: 'staffordshire', text: 'Newport' }, 'unknown-area'],
    ['nothing', [], { force: 'staffordshire' }, 'unknown-area'],
  ]
  for (const [title, given, expected, rule] of places)
    it(`works in ${title}`, () => {
      const service_areas = given.map((service_area) => ({ service_area, uri: 'http://example.com/area' }))
      const { services, troubles } = read([row({ service_areas })], inStaffordshire)
      expect(services[0]?.service.where).to.deep.equal(expected)
      expect(troubles.map((trouble) => trouble.rule)).to.deep.equal(rule === undefined ? [] : [rule])
    })

  it('works in one area, and so is nothing for the national one', () => {
    const national = { ...inStaffordshire, area: {} }
    expect(read([row()], national).services).to.deep.equal([])
    const england = row({ service_areas: [{ service_area: 'England' }] })
    expect(read([england], national).services[0]?.service.where).to.deep.equal({
      countries: ['England'],
      text: 'England',
    })
  })

  const schedules: readonly (readonly [object, Service['hours']])[] = [
    [
      { freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00:00', closes_at: '17:00Z' },
      [{ byday: ['MO', 'TU'], opens_at: '09:00', closes_at: '17:00', bank_holidays: 'unknown' }],
    ],
    [
      { byday: 'Monday, Thurs', opens_at: '9:00', closes_at: '23:59', notes: 'Closed on bank holidays.' },
      [{ byday: ['MO', 'TH'], opens_at: '09:00', closes_at: '24:00', bank_holidays: 'closed' }],
    ],
    [{ byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '00:00', closes_at: '23:59:59' }, [{ always: true }]],
    [
      { byday: 'MO', opens_at: '00:00', closes_at: '00:00', description: 'Ring' },
      [{ unknown: true, text: 'Ring' }],
    ],
    [{ freq: 'MONTHLY', byday: 'MO', opens_at: '09:00', closes_at: '10:00' }, [{ unknown: true }]],
    [{ interval: 2, byday: 'MO', opens_at: '09:00', closes_at: '10:00' }, [{ unknown: true }]],
    [{ byday: '1MO', opens_at: '09:00', closes_at: '10:00' }, [{ unknown: true }]],
    [{ byday: 'MO', opens_at: '25:00', closes_at: 'late' }, [{ unknown: true }]],
    [
      { valid_from: '2026-12-24', valid_to: '2026-12-24', opens_at: '09:00', closes_at: '12:00' },
      [{ date: '2026-12-24', opens_at: '09:00', closes_at: '12:00' }],
    ],
    [
      { valid_from: '2026-12-25', valid_to: '2026-12-25', description: 'Closed on this day' },
      [{ date: '2026-12-25', closed: true }],
    ],
    [{ valid_to: '2025-01-01', byday: 'MO', opens_at: '09:00', closes_at: '10:00' }, null],
  ]
  for (const [given, expected] of schedules)
    it(`reads the schedule ${JSON.stringify(given)}`, () =>
      expect(one({ schedules: [given] }).hours).to.deep.equal(expected))

  it('may put numbers and HTML into its prose, and both are taken out', () => {
    const { description } = one({
      description: '<p>Ring <b>01785 234567</b> &amp; ask.</p><script>x()</script>',
    })
    expect(description).to.equal('Ring (number left out) & ask.')
    expect(rules({ description: 'Ring 01785 234567' })).to.deep.equal(['number-in-text'])
    expect(one({ description: 'Since 2004-05, 24/7, for a < b' }).description).to.equal(
      'Since 2004-05, 24/7, for a < b',
    )
  })

  it('may carry fields of ours that are not what they should be, and each costs only itself', () => {
    const haven = {
      id: 'own-id',
      gender: 'women',
      kind: 'nonsense',
      where: { force: 'staffordshire' },
      confidence: 'high',
    }
    expect(one({ haven })).to.include({ id: 'own-id', gender: 'women', kind: 'support', confidence: 'low' })
    expect(rules({ haven })).to.deep.equal(['wrong-own-field'])
  })

  it('may be of the profile of 2021', () => {
    const body = JSON.parse(
      readFileSync(join(import.meta.dirname, 'fixtures', 'oruk-1.0-service.json'), 'utf8'),
    ) as unknown
    const { services, troubles } = read([body], inStaffordshire)
    expect(services[0]?.service).to.deep.include({
      id: 'here-b1c1a7e0-52f5-4f0e-9a6e-6f1f4d5f0a11',
      name: 'Listening line',
      organization: 'Listening Trust',
      status: 'active',
      description: 'We listen to people who were hurt. Ring (number left out) or write to (e-mail left out).',
      who_for: 'Adults',
      minimum_age: 18,
      where: { force: 'staffordshire', councils: ['E07000197'], text: 'Stafford' },
      address: { lines: ['1 High Street'], town: 'Stafford', postcode: 'ST16 3DR' },
      phones: [{ number: '0300 123 4567' }],
      website: 'https://listening.test/help',
      hours: [
        { byday: ['MO', 'TU'], opens_at: '09:00', closes_at: '17:30', bank_holidays: 'unknown' },
        { unknown: true },
        { date: '2026-12-25', closed: true },
      ],
      languages: ['en', 'cy', 'bfi'],
    })
    expect(services[0]?.service).not.to.have.any.keys('maximum_age', 'email')
    expect(JSON.stringify([services, troubles])).not.to.match(/canary|jane/i)
    expect(troubles.map(({ rule }) => rule).toSorted()).to.deep.equal([
      'nothing-to-match',
      'number-in-text',
      'personal-contact',
      'personal-contact',
      'personal-contact',
    ])
  })
})
