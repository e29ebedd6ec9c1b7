import { expect } from 'chai'
import { looksLikeRefuge } from '../../src/directory/refuge.ts'
import { refusalsOf } from '../../src/directory/refusals.ts'
import { toOpenReferral } from '../../src/directory/open-referral/to-open-referral.ts'
import { mayBeShown } from '../../src/domain/service/clocks.ts'
import type { Service } from '../../src/domain/service.ts'
import { directory, inStaffordshire, names, one, options, PERSONAL, read, row, SHELTER } from './a-reading.ts'
import { randomService } from './random-service.ts'

/** What JSON makes of it, as it goes over a wire. */
const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** What an import takes from nobody: who shows it, how sure we are, when and where it was found. */
const OURS_TO_SAY = [
  'confidence',
  'show_in_demo',
  'info_checked_on',
  'collected_on',
  'sources',
  'recheck_reason',
]

/** A record without that, and without what an export leaves out on purpose. */
function mapped(service: Service): object {
  const isHidden =
    service.address !== undefined && ('withheld' in service.address || looksLikeRefuge(service))
  const left = isHidden ? [...OURS_TO_SAY, 'address'] : OURS_TO_SAY
  return Object.fromEntries(Object.entries(service).filter(([field]) => !left.includes(field)))
}

describe('our own export, read again', () => {
  const check = (services: readonly Service[]): void => {
    const bodies = services.map((service) => wired(toOpenReferral(service, { names })))
    const { services: back, troubles } = read(bodies)
    expect(troubles.filter(({ rule }) => rule !== 'nothing-to-match')).to.deep.equal([])
    expect(back).to.have.length(services.length)
    for (const [index, service] of services.entries())
      expect(mapped(back[index]!.service), service.id).to.deep.equal(mapped(service))
  }

  it('has lost nothing of any shipped service', () => check(directory.services()))

  it('has lost nothing of 300 services made by chance', () =>
    check(Array.from({ length: 300 }, (_, seed) => randomService(seed + 1))))

  it('is read for one area without the services of others', () => {
    const bodies = directory.services().map((service) => wired(toOpenReferral(service, { names })))
    const { services, troubles } = read(bodies, inStaffordshire)
    const own = directory.services().filter(({ where }) => where.force === 'staffordshire')
    expect(services.map(({ service }) => service.id)).to.deep.equal(own.map(({ id }) => id))
    const left = bodies.length - own.length
    expect(troubles.find(({ rule }) => rule === 'elsewhere')?.what).to.contain(`${left} of ${bodies.length}`)
    const national = read(bodies, { ...options, area: {} }).services.map(({ service }) => service.where.force)
    expect(new Set(national)).to.deep.equal(new Set([undefined]))
  })

  it('is told of as a demonstration where it says so', () => {
    const bodies = [1, 2].map((seed) =>
      toOpenReferral(randomService(seed), { names, alert: 'Demonstration. No.' }),
    )
    expect(read(bodies).troubles.find(({ rule }) => rule === 'demonstration')?.what).to.contain('2 records')
  })
})

describe('any feed', () => {
  it('brings nothing that anybody could be shown', () => {
    const bodies = Array.from({ length: 50 }, (_, seed) => toOpenReferral(randomService(seed + 1), { names }))
    for (const { service } of read([...bodies, row()]).services) {
      expect(service).to.include({ show_in_demo: false, info_checked_on: null, confidence: 'low' })
      expect([true, false].some((sample) => mayBeShown(service, sample, options.day))).to.equal(false)
      expect(service.sources).to.deep.equal([
        {
          url: 'https://feed.test/services',
          kind: 'feed',
          page_date: '2026-11-28',
          fields: 'everything, from the feed here; licence: OGL v3',
        },
      ])
    }
  })

  it('is not read without a licence', () =>
    expect(() => read([row()], { ...options, licence: ' ' })).to.throw('licence'))

  it('brings only what the rules on a whole record let in', () => {
    const bodies = Array.from({ length: 300 }, (_, seed) =>
      toOpenReferral(randomService(seed + 1), { names }),
    )
    for (const { service } of read([...bodies, SHELTER, PERSONAL]).services)
      expect(refusalsOf(service), service.id).to.deep.equal([])
  })

  it('gives a record the same id at every reading, whatever its own id is like', () => {
    expect(one({}).id).to.equal('here-2fe5093b-3aa7-5b73-95c0-0092617e87cd')
    expect(one({}).oruk_id).to.equal('2fe5093b-3aa7-5b73-95c0-0092617e87cd')
    expect([one({ id: 1234 }).id, one({ id: 1234 }).oruk_id]).to.deep.equal(['here-1234', undefined])
    expect(one({ id: 'https://feed.test/1?x=é' }).id).to.match(/^here-[0-9a-f-]{36}$/)
  })

  it('may give one id twice, and the first counts', () => {
    const { services, troubles } = read([row(), row({ name: 'Two' })], inStaffordshire)
    expect(services.map(({ service }) => service.name)).to.deep.equal(['One'])
    expect(troubles.map(({ at, rule }) => [at, rule])).to.deep.equal([['service 2', 'duplicate-id']])
  })

  for (const bad of [
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { id: 'x' },
    { name: 'x' },
    { id: null, name: null },
  ]) {
    it(`may hold ${JSON.stringify(bad)}, which is no service`, () => {
      const { services, troubles } = read([bad, row()], inStaffordshire)
      expect(services).to.have.length(1)
      expect(troubles.map(({ at, rule }) => [at, rule])).to.deep.equal([['service 1', 'not-a-service']])
    })
  }

  it('may hold null for everything, and lists of anything', () => {
    const empty = [
      'description',
      'url',
      'email',
      'minimum_age',
      'organization',
      'contacts',
      'phones',
      'schedules',
      'haven',
    ]
    const nothing = Object.fromEntries(empty.map((field) => [field, null]))
    expect(one(nothing)).to.include({ name: 'One', kind: 'support' })
    const odd = {
      contacts: [null, 7, { phones: [null, {}, { number: null }, 'x'] }],
      languages: 'en',
      schedules: [[]],
    }
    expect(one(odd)).to.deep.include({ phones: [], languages: ['en'] })
  })
})
