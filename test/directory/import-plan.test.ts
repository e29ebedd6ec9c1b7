import { expect } from 'chai'
import type { Arrival } from '../../src/directory/arrival.ts'
import { readCsv } from '../../src/directory/csv/read.ts'
import { asCsv } from '../../src/directory/csv/write.ts'
import { planOf, recordsToWrite, type PlannedArrival } from '../../src/directory/import-plan.ts'
import type { Area } from '../../src/domain/area.ts'
import { serviceSchema, type Service } from '../../src/domain/service.ts'
import { chance } from '../support/chance.ts'
import { service } from '../domain/services.ts'
import { randomService } from './csv-random.ts'

const area = (id: string, change: Partial<Area> = {}): Area => ({
  id,
  force: id,
  name: { en: id },
  country: 'England',
  sample: false,
  exit: 'https://example.org',
  languages: ['en'],
  lines: [{ service: 'nat-line' }],
  idle: { web_minutes: 60, directline_minutes: 60, teams_minutes: 60, sms_minutes: 60 },
  processors: { clu: false, sms: false, teams: false },
  ...change,
})
const { force: _, ...withoutForce } = area('national')
const NATIONAL: Area = withoutForce
const ESSEX = area('essex')

const local = (id: string, change: Partial<Service> = {}): Service =>
  serviceSchema.parse(service(id, { where: { force: 'essex' }, info_checked_on: '2026-06-01', ...change }))

const elsewhere = [
  service('nat-line', { info_checked_on: '2026-06-01' }),
  service('sts-other', { where: { force: 'staffordshire' } }),
]

function plan(current: readonly Service[], arrival: PlannedArrival, home: Area = ESSEX) {
  const records = new Map([...elsewhere, ...current].map((one) => [one.id, one]))
  return planOf(current, arrival, { home, areas: [ESSEX, NATIONAL], record: (id) => records.get(id) })
}

/** A feed's records: nothing said about which fields they speak of. */
const feed = (...services: readonly Service[]): Arrival => ({
  services: services.map((one, at) => ({ at: `service ${at + 1}`, service: one })),
  troubles: [],
})
const csv = (...rows: readonly string[]) =>
  readCsv(Buffer.from(rows.join('\n')), { file: 'x.csv', today: '2026-11-28', force: 'essex' })

const results = ({ steps, refused }: ReturnType<typeof plan>) => [
  ...steps.map(({ result, service: { id } }) => `${id} ${result}`),
  ...refused.map(({ at, rule }) => `${at} ${rule}`),
]
const only = (one: ReturnType<typeof plan>) => {
  expect(results(one)).to.have.length(1)
  return one.steps[0]!
}

describe('The plan of an import', () => {
  it('tells new, changed, the same, refused, and what did not come in', () => {
    const current = ['esx-a', 'esx-b', 'esx-c', 'esx-d'].map((id) => local(id))
    const made = plan(
      current,
      csv(
        'Id,Name,Kind,Crimes,Needs',
        'esx-a,esx-a,support,all,',
        'esx-b,New name,support,all,',
        'esx-c,esx-c,nonsense,all,',
        'esx-e,E,support,fraud,',
      ),
    )
    expect(results(made)).to.deep.equal(['esx-a same', 'esx-b changed', 'esx-e new', 'row 4 unknown-word'])
    expect(made.notIn.map(({ id }) => id)).to.deep.equal(['esx-d'])
    expect(recordsToWrite(made).map(({ id }) => id)).to.deep.equal(['esx-b', 'esx-e'])
  })

  it('says each change with the old and the new value', () => {
    const made = plan([local('esx-a')], csv('Id,Name,Description,Gender', 'esx-a,A,Listens,women'))
    const step = only(made)
    expect(step.result === 'changed' && step.changes).to.deep.equal([
      { field: 'Name', from: 'esx-a', to: 'A' },
      { field: 'Description', from: '', to: 'Listens' },
      { field: 'Gender', from: 'any', to: 'women' },
    ])
  })

  it('keeps every field that the file does not speak of, and those without a column', () => {
    const before = local('esx-a', {
      speaks_to: 'worried-adults',
      only_if_asked: true,
      recheck_reason: 'Ring again',
      translations: { pl: { description: 'Kept' }, cy: { name: 'Kept' } },
      organization: 'Kept',
      where: { force: 'essex', districts: ['CM1'], text: 'Kept' },
      commissioned: { by: 'Kept' },
    })
    const after = only(plan([before], csv('Id,Name,Councils', 'esx-a,Other,E07000070'))).service
    expect(after).to.deep.equal({
      ...before,
      name: 'Other',
      where: { ...before.where, councils: ['E07000070'] },
    })
  })

  it('finds nothing to change in any export of its own', () => {
    const next = chance(99)
    const current = Array.from({ length: 300 }, (_, at) =>
      serviceSchema.parse({ ...randomService(next, `esx-${at}`), info_checked_on: '2026-06-01' }),
    ).map((one) => ({ ...one, where: { ...one.where, force: 'essex' }, oruk_id: undefined }))
    const made = plan(
      current,
      readCsv(Buffer.from(asCsv(current)), { file: 'x.csv', today: '2026-11-28', force: 'essex' }),
    )
    expect(made.refused).to.deep.equal([])
    expect(new Set(made.steps.map(({ result }) => result))).to.deep.equal(new Set(['same']))
    expect(made.steps).to.have.length(300)
  })

  it('clears a field whose cell is blank, and says so', () => {
    const step = only(
      plan([local('esx-a', { organization: 'Old' })], csv('Id,Name,Organization', 'esx-a,esx-a,')),
    )
    expect(step.result === 'changed' && step.changes).to.deep.equal([
      { field: 'Organization', from: 'Old', to: '' },
    ])
    expect('organization' in step.service).to.equal(false)
  })

  it('keeps the sources of a record whose row names none', () => {
    expect(results(plan([local('esx-a')], csv('Id,Name,Sources', 'esx-a,esx-a,')))).to.deep.equal([
      'esx-a same',
    ])
  })

  it('refuses a new record of which too little is said', () => {
    expect(results(plan([], csv('Id,Name', 'esx-a,A')))).to.deep.equal(['row 2 too-little'])
  })
})

describe('Who an incoming record is', () => {
  const oruk_id = '2fe5093b-3aa7-4b73-95c0-0092617e87cd'
  const other_id = '0f55f6f8-eba7-4f18-9046-fce9b8e9049b'

  it('is told by its Open Referral id where the id is another, and the record keeps its id', () => {
    const step = only(plan([local('esx-a', { oruk_id })], feed(local('feed-1', { oruk_id, name: 'New' }))))
    expect(step.service).to.deep.include({ id: 'esx-a', name: 'New' })
  })

  it('is only proposed by its names', () => {
    const current = [local('esx-a', { name: 'Help (Essex)', organization: 'The Trust' })]
    const made = plan(
      current,
      feed(local('feed-1', { name: 'Help, Essex', organization: 'the trust', oruk_id })),
    )
    expect(results(made)).to.deep.equal(['service 1 looks-like'])
    expect(made.refused[0]?.what).to.include('"esx-a"')
    expect(made.refused[0]?.cure).to.include(oruk_id)
  })

  it('is refused where two ids disagree, or where the record is another area’s', () => {
    const current = [local('esx-a', { oruk_id }), local('esx-b', { oruk_id: other_id })]
    expect(results(plan(current, feed(local('esx-a', { oruk_id: other_id }))))).to.deep.equal([
      'service 1 two-records',
    ])
    expect(results(plan([current[0]!], feed(local('esx-a', { oruk_id: other_id }))))).to.deep.equal([
      'service 1 other-service',
    ])
    expect(results(plan([], feed(local('sts-other'))))).to.deep.equal(['service 1 id-elsewhere'])
  })

  it('is refused when it comes twice', () => {
    const made = plan(
      [local('esx-a', { oruk_id })],
      feed(local('feed-1', { oruk_id }), local('esx-a', { name: 'X' })),
    )
    expect(results(made)).to.deep.equal(['service 1 doubled-id', 'service 2 doubled-id'])
  })
})

describe('A changed contact', () => {
  const HEAD = 'Id,Name,Phones,Info checked on'
  const step = (row: string, change: Partial<Service> = {}) =>
    only(
      plan(
        [local('esx-a', { phones: [{ number: '01245 291621', label: 'Office' }], ...change })],
        csv(HEAD, row),
      ),
    )

  it('that nobody has checked empties the day of checking, and says so', () => {
    const made = step('esx-a,esx-a,01245 291622 (Office),2026-06-01')
    expect(made.service.info_checked_on).to.equal(null)
    expect(made.result === 'changed' && made.warnings.join()).to.match(/live area hides it/)
    expect(made.result === 'changed' && made.changes.map(({ field }) => field)).to.deep.equal([
      'Phones',
      'Info checked on',
    ])
  })

  it('with a newer day of checking takes that day', () => {
    const made = step('esx-a,esx-a,01245 291622 (Office),2026-11-20')
    expect(made.service.info_checked_on).to.equal('2026-11-20')
    expect(made.result === 'changed' && made.warnings).to.deep.equal([])
  })

  it('is not one whose spaces alone are others', () => {
    const made = step('esx-a,esx-a,01245291621 (Office),2026-06-01')
    expect(made.service.info_checked_on).to.equal('2026-06-01')
  })

  for (const [header, value] of [
    ['Email', 'help@example.org'],
    ['Website', 'https://example.org/new'],
    ['Text number', '07860 077333'],
    ['Hours', 'always'],
  ]) {
    it(`can be: ${header}`, () => {
      const made = only(plan([local('esx-a')], csv(`Id,Name,${header}`, `esx-a,esx-a,${value}`)))
      expect(made.service.info_checked_on).to.equal(null)
    })
  }
})

describe('The day of checking', () => {
  const after = (day: string) =>
    only(plan([local('esx-a')], csv('Id,Name,Info checked on', `esx-a,Other,${day}`))).service.info_checked_on

  it('is changed only by a newer one', () => {
    expect(after('')).to.equal('2026-06-01')
    expect(after('2026-05-01')).to.equal('2026-06-01')
    expect(after('2026-07-01')).to.equal('2026-07-01')
  })
})

describe('What no import does alone', () => {
  it('is an emergency line, a national record, or a line that an area names', () => {
    const made = plan(
      [local('esx-a', { kind: 'emergency' }), local('esx-b')],
      csv('Id,Name,Kind', 'esx-a,A,support', 'esx-b,B,emergency'),
    )
    expect(made.steps.map((step) => step.result !== 'same' && step.needsTwo)).to.deep.equal([
      'emergency',
      'emergency',
    ])
    expect(recordsToWrite(made)).to.deep.equal([])
    const national = plan([elsewhere[0]!], feed({ ...elsewhere[0]!, name: 'Changed' }), NATIONAL)
    expect(national.steps.map((step) => step.result !== 'same' && step.needsTwo)).to.deep.equal(['national'])
    expect(recordsToWrite(national)).to.deep.equal([])
  })

  it('is to open an address that is withheld', () => {
    const before = local('esx-a', { address: { withheld: true } })
    const opened = only(
      plan([before], csv('Id,Name,Address,Town,Postcode', 'esx-a,New,1 High Street,,CM1 1AA')),
    )
    expect(opened.service.address).to.deep.equal({ withheld: true })
    expect(opened.result === 'changed' && opened.warnings.join()).to.include('withheld')
    const emptied = only(plan([before], csv('Id,Name,Address,Town,Postcode', 'esx-a,New,,,')))
    expect(emptied.service.address).to.deep.equal({ withheld: true })
  })

  it('is what would hurt somebody, in what the record would become', () => {
    const before = local('esx-a', { address: { lines: ['1 High Street'], postcode: 'CM1 1AA' } })
    expect(results(plan([before], csv('Id,Name', 'esx-a,Refuge')))).to.deep.equal(['row 2 refuge-address'])
  })

  it('is to move a record out of its area', () => {
    expect(results(plan([local('esx-a')], csv('Id,Name,Force', 'esx-a,A,cheshire')))).to.deep.equal([
      'row 2 wrong-area',
    ])
  })
})

describe('A feed beside a record', () => {
  const sources = [{ url: 'https://feed.example', kind: 'feed', page_date: '2026-11-28' }]
  const low = { confidence: 'low', show_in_demo: false, info_checked_on: null, sources } as const

  it('clears nothing, and decides nothing that is decided here', () => {
    const before = local('esx-a', { kind: 'hub', needs: ['safety'], description: 'Ours', gender: 'women' })
    const incoming = local('esx-a', { ...low, name: 'Theirs', needs: [], description: undefined })
    expect(only(plan([before], feed(incoming))).service).to.deep.equal({
      ...before,
      name: 'Theirs',
      sources: [...before.sources, ...sources],
    })
  })

  it('is no new source where it says what is known', () => {
    expect(results(plan([local('esx-a')], feed(local('esx-a', low))))).to.deep.equal(['esx-a same'])
  })
})
