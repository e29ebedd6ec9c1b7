import { expect } from 'chai'
import {
  changedFields,
  EDITABLE,
  guardOf,
  mayDecide,
  placedFaults,
  revise,
  type Change,
} from '../../src/domain/editing.ts'
import { serviceSchema, type Service } from '../../src/domain/service.ts'
import { CONTENT } from '../support/content.ts'
import { service } from './services.ts'

const TODAY = '2026-11-24'
const checked = (id: string, change: Partial<Service> = {}): Service =>
  service(id, { info_checked_on: '2026-10-01', ...change })
const edit = (before: Service, change: Change, checkedToday = false) =>
  revise(before, 'edited', change, { today: TODAY, checkedToday })

function revised(revision: ReturnType<typeof revise>): Extract<typeof revision, { result: 'revised' }> {
  if (revision.result !== 'revised') throw new Error(`it was ${revision.result}`)
  return revision
}

describe('changing a record', () => {
  it('changes what was asked for and nothing else', () => {
    const { service: after, changed } = revised(edit(checked('one'), { name: 'Another name' }))
    expect(after).to.deep.equal({ ...checked('one'), name: 'Another name' })
    expect(changed).to.deep.equal(['name'])
  })

  it('takes a field out that is emptied', () => {
    const before = checked('one', { description: 'What it does.' })
    expect(revised(edit(before, { description: undefined })).service).to.deep.equal(checked('one'))
  })

  it('says so when nothing would be different', () => {
    expect(edit(checked('one'), { name: 'one' })).to.deep.equal({ result: 'same' })
  })

  for (const [field, value] of [
    ['id', 'two'],
    ['oruk_id', '5a1cc55d-38a0-5e5a-9cbc-0c46a99fd89a'],
    ['collected_on', '2020-01-01'],
    ['info_checked_on', TODAY],
    ['status', 'closed'],
    ['successor', 'two'],
    ['capacity', { state: 'open', as_of: TODAY }],
    ['fax', '1'],
  ] as const) {
    it(`lets no form of facts touch ${field}`, () => {
      const change = { [field]: value, name: 'Another name' }
      expect(revised(edit(checked('one'), change)).service).to.deep.equal({
        ...checked('one'),
        name: 'Another name',
      })
    })
  }

  for (const [field, value, rule] of [
    ['name', '', 'missing'],
    ['phones', [{ number: '0300 303 778' }], 'wrong-number'],
    ['text_number', '12', 'wrong-number'],
    ['email', 'nobody', 'wrong-email'],
    ['website', 'javascript:alert(1)', 'wrong-address'],
    ['hours', ['at night'], 'wrong-hours'],
    ['crimes', ['loud_music'], 'unknown-crime'],
    ['needs', ['revenge'], 'unknown-need'],
    ['minimum_age', Number.NaN, 'wrong-age'],
    ['sources', [], 'no-source'],
    ['address', { lines: [], postcode: 'here' }, 'wrong-address'],
    ['where', { councils: ['Stafford'] }, 'wrong-place'],
    ['kind', 'cult', 'wrong-shape'],
  ] as const) {
    it(`refuses ${field} that is none, as ${rule}, beside its field`, () => {
      const revision = edit(checked('one'), { [field]: value })
      expect(revision.result).to.equal('refused')
      if (revision.result !== 'refused') return
      expect(revision.faults.map((fault) => [fault.field, fault.rule])).to.deep.equal([[field, rule]])
      expect(revision.faults[0]?.cure).to.match(/\S/)
    })
  }

  it('tells every field that is wrong, each once', () => {
    const revision = edit(checked('one'), { phones: [{ number: '1' }, { number: '2' }], email: 'x' })
    expect(revision.result === 'refused' && revision.faults.map(({ field }) => field)).to.have.members([
      'phones',
      'email',
    ])
  })
})

it('every field of a record is for the form of facts, or is changed in a way of its own', () => {
  const own = ['id', 'oruk_id', 'status', 'capacity', 'info_checked_on', 'collected_on', 'successor']
  expect([...EDITABLE, ...own].sort()).to.deep.equal([...serviceSchema.keyof().options].sort())
})

describe('the day of checking', () => {
  for (const [field, value] of [
    ['phones', [{ number: '0300 303 3778' }]],
    ['text_number', '07700900123'],
    ['email', 'help@example.org'],
    ['website', 'https://example.org'],
    ['hours', [{ always: true }]],
  ] as const) {
    it(`goes when ${field} is changed and nobody has checked`, () => {
      const { service: after, losesCheck } = revised(edit(checked('one'), { [field]: value }))
      expect(after.info_checked_on).to.equal(null)
      expect(losesCheck).to.equal(true)
    })

    it(`is today when ${field} is changed and somebody has checked`, () => {
      const { service: after, losesCheck } = revised(edit(checked('one'), { [field]: value }, true))
      expect(after.info_checked_on).to.equal(TODAY)
      expect(losesCheck).to.equal(false)
    })
  }

  it('stays when something else is changed', () => {
    expect(revised(edit(checked('one'), { name: 'Another name' })).service.info_checked_on).to.equal(
      '2026-10-01',
    )
  })

  it('is not lost where there is none', () => {
    const { losesCheck } = revised(edit(service('one'), { phones: [] }))
    expect(losesCheck).to.equal(false)
  })

  it('is set by "I checked this today", which changes nothing else, whatever comes with it', () => {
    const revision = revise(
      checked('one'),
      'checked',
      { name: 'Another name' },
      { today: TODAY, checkedToday: false },
    )
    expect(revised(revision).service).to.deep.equal(checked('one', { info_checked_on: TODAY }))
  })
})

describe('waiting time and ending', () => {
  const on = { today: TODAY, checkedToday: false }

  it('changes the waiting time alone', () => {
    const capacity = { state: 'waiting', wait_weeks: 6, as_of: TODAY }
    const revision = revise(checked('one'), 'capacity', { capacity, name: 'Another name' }, on)
    expect(revised(revision).service).to.deep.equal({ ...checked('one'), capacity })
  })

  it('refuses weeks without waiting, and waiting without weeks', () => {
    for (const capacity of [
      { state: 'open', wait_weeks: 6, as_of: TODAY },
      { state: 'waiting', as_of: TODAY },
    ]) {
      expect(revise(checked('one'), 'capacity', { capacity }, on).result).to.equal('refused')
    }
  })

  it('closes a record, names its successor, and deletes nothing', () => {
    const change = { status: 'closed', successor: 'two', show_in_demo: false, phones: [] }
    const { service: after } = revised(revise(checked('one'), 'closed', change, on))
    expect(after).to.deep.equal({
      ...checked('one'),
      status: 'closed',
      successor: 'two',
      show_in_demo: false,
    })
  })
})

describe('two people', () => {
  const areas = CONTENT.directory.areas()
  const record = (id: string, kind: Service['kind'] = 'support') => ({ id, kind })

  it('decide about national records, emergency lines, area lines and hubs, and about nothing else', () => {
    expect(guardOf('edited', [record('nat-x')], 'national', areas)).to.equal('national')
    expect(guardOf('edited', [record('x', 'emergency')], 'essex', areas)).to.equal('emergency')
    expect(guardOf('edited', [record('esx-victim-support', 'hub')], 'essex', areas)).to.equal('line')
    expect(guardOf('edited', [record('sts-glow')], 'staffordshire', areas)).to.equal(undefined)
  })

  it('decide about a line of any area, wherever its record stands', () => {
    const elsewhere = { lines: [{ service: 'sts-glow' }] }
    expect(guardOf('edited', [record('sts-glow')], 'staffordshire', [elsewhere])).to.equal('line')
  })

  it('decide about whatever took over from a line', () => {
    const over = { status: 'closed', successor: 'sts-glow' } as const
    const record = (id: string) => (id === 'nat-victim-support' ? service(id, over) : undefined)
    const about = [{ id: 'sts-glow', kind: 'support' as const }]
    expect(guardOf('edited', about, 'staffordshire', areas, record)).to.equal('line')
    expect(guardOf('edited', about, 'staffordshire', areas)).to.equal(undefined)
  })

  it('follow a ring of successors to no end', () => {
    const ring = (id: string) =>
      service(id, { status: 'closed', successor: id === 'a' ? 'b' : 'a', where: { force: 'essex' } })
    const named = [{ lines: [{ service: 'a' }] }]
    expect(guardOf('edited', [{ id: 'b', kind: 'support' }], 'essex', named, ring)).to.equal('line')
  })

  it('decide about a local record that would be listed in place of a guarded one', () => {
    const record = (id: string) => CONTENT.records.record(id)?.service
    const twin = (same_as: string) => [{ id: 'x', kind: 'support' as const, same_as }]
    expect(guardOf('edited', twin('nat-childline'), 'essex', areas, record)).to.equal('twin')
    expect(guardOf('edited', twin('esx-victim-support'), 'essex', areas, record)).to.equal('twin')
    expect(guardOf('edited', twin('sts-glow'), 'essex', areas, record)).to.equal(undefined)
  })

  it('cannot be got round by a change that takes the guard off, nor by one that puts it on', () => {
    const [guarded, plain] = [record('x', 'emergency'), record('x')]
    expect(guardOf('edited', [guarded, plain], 'essex', [])).to.equal('emergency')
    expect(guardOf('edited', [plain, guarded], 'essex', [])).to.equal('emergency')
  })

  it('are needed for waiting times, endings, undoing and taking the file too', () => {
    for (const kind of ['edited', 'capacity', 'closed', 'undone', 'took-file'] as const) {
      expect(guardOf(kind, [record('nat-x')], 'national', areas)).to.equal('national')
    }
  })

  it('are not needed to say that it was checked, nor to keep what is shown', () => {
    expect(guardOf('checked', [record('nat-x')], 'national', areas)).to.equal(undefined)
    expect(guardOf('kept-mine', [record('nat-x')], 'national', areas)).to.equal(undefined)
  })

  it('are never the same person', () => {
    expect(mayDecide({ by: { id: 1 } }, { id: 1 })).to.equal(false)
    expect(mayDecide({ by: { id: 1 } }, { id: 2 })).to.equal(true)
  })
})

describe('a record beside the others', () => {
  const { directory, records } = CONTENT
  const essex = directory.area('essex')!
  const national = directory.area('national')!
  const around = (home = essex) => ({
    home,
    areas: directory.areas(),
    record: (id: string) => records.record(id)?.service,
  })
  const local = (id: string, change: Partial<Service> = {}): Service =>
    service(id, { where: { force: 'essex' }, ...change })
  const rules = (one: Service, home = essex): readonly string[] =>
    placedFaults(one, around(home)).map(({ rule }) => rule)

  it('is sound as shipped, every one of them', () => {
    for (const { service: one, area } of records.all()) expect(rules(one, area), one.id).to.deep.equal([])
  })

  it('names only records that there are, and never itself', () => {
    expect(rules(local('one', { same_as: 'nowhere' }))).to.deep.equal(['unknown-service'])
    expect(rules(local('one', { same_as: 'one' }))).to.deep.equal(['itself'])
    expect(rules(local('one', { successor: 'sts-savana' }))).to.deep.equal(['closed-successor'])
  })

  it('stays in its area', () => {
    expect(rules(local('one', { where: { force: 'cheshire' } }))).to.deep.equal(['wrong-area'])
    expect(rules(local('one'), national)).to.deep.equal(['wrong-area'])
  })

  it('is not shown in a demonstration when it is closed or unsure', () => {
    expect(rules(local('one', { confidence: 'low' }))).to.deep.equal(['shown-unsure'])
    expect(rules(local('one', { status: 'closed' }))).to.deep.equal(['shown-unsure'])
  })

  it('has ages in their order', () => {
    expect(rules(local('one', { minimum_age: 18, maximum_age: 16 }))).to.deep.equal(['ages-crossed'])
  })

  const line = records.record('nat-victim-support')!.service
  const hub = records.record('esx-victim-support')!.service
  for (const [title, change, rule] of [
    ['its number', { phones: [] }, 'line-without-phone'],
    ['its place in the demonstration', { show_in_demo: false }, 'line-hidden'],
    ['its life', { status: 'closed', show_in_demo: false }, 'line-closed'],
    [
      'its life to one without a number',
      { status: 'closed', show_in_demo: false, successor: 'sts-glow' },
      'line-closed',
    ],
  ] as const) {
    it(`never loses ${title} when an area sends people to it`, () => {
      expect(
        rules({ ...line, ...change, phones: 'phones' in change ? [] : line.phones }, national),
      ).to.include(rule)
    })
  }

  it('may end as a line when another that can be rung took over', () => {
    const over = { ...line, status: 'closed' as const, show_in_demo: false, successor: 'nat-101' }
    expect(rules(over, national)).to.deep.equal([])
  })

  it('never ends as the hub of an area, whoever took over', () => {
    const over = { ...hub, status: 'closed' as const, show_in_demo: false, successor: 'nat-101' }
    expect(rules(over)).to.include('line-closed')
    expect(rules({ ...hub, kind: 'support' })).to.deep.equal(['not-a-hub'])
  })

  it('is not hidden as a line of a live area for want of checking', () => {
    const live = { ...national, sample: false }
    expect(rules({ ...line, info_checked_on: null }, live)).to.deep.equal(['line-unchecked'])
    expect(rules({ ...line, info_checked_on: '2026-11-01' }, live)).to.deep.equal([])
  })
})

it('two readings of one record differ in nothing', () => {
  for (const { service: one } of CONTENT.records.all()) {
    expect(changedFields(one, revisedBack(one))).to.deep.equal([])
  }
})

/** The record after a change there and back, so that its fields were put together anew. */
function revisedBack(one: Service): Service {
  const on = { today: TODAY, checkedToday: false }
  const there = revise({ ...one, info_checked_on: null }, 'edited', { name: 'x' }, on)
  const back = revise(revised(there).service, 'edited', { name: one.name }, on)
  return { ...revised(back).service, info_checked_on: one.info_checked_on }
}
