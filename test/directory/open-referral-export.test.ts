import { expect } from 'chai'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { exportAll, exported, DEMONSTRATION } from '../../src/directory/open-referral/export-all.ts'
import { namesFrom } from '../../src/directory/open-referral/names.ts'
import { toOpenReferral } from '../../src/directory/open-referral/to-open-referral.ts'
import { mayBeShown } from '../../src/domain/service/clocks.ts'
import type { Service } from '../../src/domain/service.ts'
import { service } from '../domain/services.ts'
import { CONTENT } from '../support/content.ts'
import { judge, needSchemas, type Verdict } from './oruk-schemas.ts'
import { randomService } from './random-service.ts'

const clock = { now: () => new Date('2026-11-24T22:00Z') }
const { directory } = directoryFromFiles('deployment', { production: false, clock })
const names = namesFrom(CONTENT.geography, CONTENT.words)
const open = (record: Service) => toOpenReferral(record, { names })
const random = Array.from({ length: 300 }, (_, seed) => randomService(seed + 1))

describe('an export as Open Referral', () => {
  describe('by the published schemas', () => {
    let uk: Verdict
    let international: Verdict
    before(function (this: Mocha.Context) {
      needSchemas.call(this)
      uk = judge('3.0/schemata', 'service')
      international = judge('hsds-3.0', 'service')
    })

    it('is valid for every shipped service that may be shown', () => {
      const all = exported(directory, names)
      expect(all.length).to.be.greaterThan(70)
      for (const { record, service: from } of all)
        expect([uk(record), international(record)], from.id).to.deep.equal([[], []])
    })

    it('is valid for 300 services made by chance', () => {
      for (const from of random) {
        const record = open(from)
        expect([uk(record), international(record)], JSON.stringify(from)).to.deep.equal([[], []])
      }
    })

    it('would be caught with a status that is none, without a name, and with a null', () => {
      const record = open(service('one'))
      for (const bad of [{ status: 'open' }, { name: undefined }, { url: null }]) {
        const wrong = JSON.parse(JSON.stringify({ ...record, ...bad })) as unknown
        expect(uk(wrong), JSON.stringify(bad)).not.to.deep.equal([])
        expect(international(wrong), JSON.stringify(bad)).not.to.deep.equal([])
      }
    })
  })

  it('has no null, no empty text and no empty list anywhere', () => {
    for (const value of random.flatMap((one) => everythingIn(open(one))))
      expect(value === null || value === '' || (Array.isArray(value) && value.length === 0)).to.equal(false)
  })

  it('has nothing of an address that is withheld, nor that it is', () => {
    const withheld = random.filter(({ address }) => address !== undefined && 'withheld' in address)
    expect(withheld.length).to.be.greaterThan(50)
    for (const one of withheld) {
      const record = open(one)
      expect(JSON.stringify(record)).not.to.contain('withheld')
      expect(record).not.to.have.property('service_at_locations')
      expect(record['haven']).not.to.have.property('address')
    }
  })

  it('withholds the address of whatever may be a refuge, whatever its record says', () => {
    const address = { lines: ['1 Canary Row'], town: 'Canarytown', postcode: 'ST16 3DR' }
    expect(JSON.stringify(open(service('one', { address })))).to.contain('Canary')
    for (const change of [
      { name: 'A women’s refuge' },
      { description: 'Safe accommodation.' },
      { who_for: 'Lloches' },
    ])
      expect(JSON.stringify(open(service('one', { address, ...change })))).not.to.match(/Canary|ST16/)
  })

  it('has no number that is not in the record', () => {
    for (const from of [...directory.services(), ...random]) {
      const own = [...from.phones.map(({ number }) => number), from.text_number]
      const said = everythingIn(open(from)).filter((value) => typeof value === 'string')
      const numbers = said.flatMap((value) =>
        isUuid(value) ? [] : (value.match(/\b0\d[\d ]{7,}\d\b/g) ?? []),
      )
      for (const number of numbers) expect(own, from.id).to.include(number)
    }
  })

  it('has nothing that only editors see', () => {
    expect(JSON.stringify(random.map(open))).not.to.match(/canary|assurer|recheck|sources|show_in_demo/)
  })

  it('has only what may be shown', () => {
    const today = '2026-11-24'
    const all = exported(directory, names).map(({ service: one }) => one)
    expect(all.every((one) => mayBeShown(one, true, today))).to.equal(true)
    const hidden = directoryFromFiles('deployment', { production: true, clock })
    expect(exported(hidden.directory, names)).to.deep.equal([])
  })

  it('says of every record of a demonstration that it is one, and of no other', () => {
    const page = exportAll(directory, names)
    expect(page.contents.every((record) => record['alert'] === DEMONSTRATION)).to.equal(true)
    const live = {
      ...directory,
      area: (id: string) => ({ ...directory.area(id)!, sample: false }),
      areaOfForce: () => undefined,
    }
    const alerts = exported(live, names).map(({ service: one, record }) => [
      one.where.force === undefined,
      record['alert'],
    ])
    expect(
      alerts.every(([isNational, alert]) => (isNational ? alert === undefined : alert === DEMONSTRATION)),
    ).to.equal(true)
  })

  it('keeps its ids for ever', () => {
    const record = open(service('nat-example', { organization: 'Example', phones: [{ number: '999' }] }))
    expect(record.id).to.equal('ea8f03bd-ad14-527f-bf0e-b1815e4b393a')
    expect(open(service('x', { oruk_id: '33d65901-1892-51c1-8c06-39c8d4177dcc' })).id).to.equal(
      '33d65901-1892-51c1-8c06-39c8d4177dcc',
    )
  })

  it('gives one id to one thing', () => {
    const ids = everythingIn(exportAll(directory, names))
      .filter((value) => typeof value === 'object' && value !== null && 'id' in value && 'number' in value)
      .map((phone) => JSON.stringify(phone))
    const byId = new Map(ids.map((phone) => [(JSON.parse(phone) as { id: string }).id, phone]))
    expect(new Set(ids).size).to.equal(byId.size)
  })

  const hours: readonly (readonly [Service['hours'], readonly object[] | undefined])[] = [
    [null, undefined],
    [
      [{ always: true }],
      [
        {
          freq: 'WEEKLY',
          interval: 1,
          byday: 'MO,TU,WE,TH,FR,SA,SU',
          opens_at: '00:00',
          closes_at: '23:59',
          description: '24 hours a day, 7 days a week',
        },
      ],
    ],
    [
      [{ byday: ['MO', 'FR'], opens_at: '09:30', closes_at: '24:00', bank_holidays: 'closed' }],
      [
        {
          freq: 'WEEKLY',
          interval: 1,
          byday: 'MO,FR',
          opens_at: '09:30',
          closes_at: '23:59',
          notes: 'Closed on bank holidays.',
        },
      ],
    ],
    [
      [{ date: '2026-12-24', opens_at: '09:00', closes_at: '12:00' }],
      [
        {
          valid_from: '2026-12-24',
          valid_to: '2026-12-24',
          opens_at: '09:00',
          closes_at: '12:00',
          description: 'Other hours than usual on this day',
        },
      ],
    ],
    [
      [{ date: '2026-12-25', closed: true }],
      [{ valid_from: '2026-12-25', valid_to: '2026-12-25', description: 'Closed on this day' }],
    ],
    [[{ unknown: true, text: 'Weekdays' }], [{ description: 'Weekdays' }]],
  ]
  for (const [given, expected] of hours) {
    it(`tells the hours ${JSON.stringify(given)}`, () => {
      const schedules = open(service('one', { hours: given }))['schedules'] as readonly object[] | undefined
      expect(schedules?.map((one) => ({ ...one, id: undefined }))).to.deep.equal(
        expected?.map((one) => ({ ...one, id: undefined })),
      )
    })
  }

  it('names councils, police areas and countries, with codes where there are any', () => {
    const areas = (where: Service['where']) =>
      (open(service('one', { where }))['service_areas'] as readonly { name: string; extent?: string }[]).map(
        ({ name, extent }) => [name, extent],
      )
    expect(areas({ force: 'staffordshire', councils: ['E07000197'] })).to.deep.equal([
      ['Stafford', 'E07000197'],
    ])
    expect(areas({ force: 'dyfed-powys', districts: ['SY16'] })).to.deep.equal([
      ['Postcode district SY16', undefined],
      ['Police area of Dyfed-Powys Police', undefined],
    ])
    expect(areas({ countries: ['Wales'] })).to.deep.equal([['Wales', 'W92000004']])
  })
})

const isUuid = (value: string): boolean => /^[0-9a-f]{8}-/.test(value)

/** Every value at any depth. */
function everythingIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  return [value, ...Object.values(value).flatMap(everythingIn)]
}
