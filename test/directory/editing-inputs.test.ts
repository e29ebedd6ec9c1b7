import { expect } from 'chai'
import { EDITABLE, revise } from '../../src/domain/editing.ts'
import type { Service } from '../../src/domain/service.ts'
import { differences } from '../../src/directory/editing/differences.ts'
import { INPUTS } from '../../src/directory/editing/inputs/inputs.ts'
import { formOf, readTyped } from '../../src/directory/editing/read-form.ts'
import { daysIn } from '../../src/staff/say.ts'
import { service } from '../domain/services.ts'
import { CONTENT } from '../support/content.ts'
import { WORDS } from './an-editing.ts'
import { randomService } from './random-service.ts'

const TODAY = '2026-11-24'
const ENGLISH = { words: WORDS.get('en')!, day: daysIn('en-GB') }
const SHIPPED = CONTENT.records.all().map((record) => record.service)
const RANDOM = Array.from({ length: 300 }, (_, seed) => randomService(seed))

/** A form as a browser sends it: several chosen things under one name, lines ended its own way. */
function sentForm(one: Service, change: Readonly<Record<string, string>> = {}): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, text] of formOf(one)) {
    const typed = change[name] ?? text
    const isSeveral = INPUTS.find((input) => input.name === name)?.kind === 'several-of'
    for (const value of isSeveral ? typed.split('\n').filter(Boolean) : [typed.replaceAll('\n', '\r\n')])
      fields.append(name, value)
  }
  return fields
}

const read = (one: Service, change: Readonly<Record<string, string>> = {}) =>
  readTyped(sentForm(one, change), { now: one, seen: one }, TODAY)

describe('the form of a record', () => {
  it('has an input for every field that may be edited, and none for any other', () => {
    expect(new Set(INPUTS.map(({ field }) => field))).to.deep.equal(new Set(EDITABLE))
  })

  it('changes nothing when nothing was touched, for every shipped record', () => {
    for (const one of SHIPPED) expect(read(one), one.id).to.deep.include({ faults: [], change: {} })
  })

  it('changes nothing when nothing was touched, for 300 records made by chance', () => {
    for (const one of RANDOM) expect(read(one), one.id).to.deep.include({ faults: [], change: {} })
  })

  it('reads what it wrote, input by input, as the same value', () => {
    let compared = 0
    for (const one of [...SHIPPED, ...RANDOM]) {
      for (const input of INPUTS.filter(({ part }) => part === undefined)) {
        const value = input.read(input.write(one))
        const now = one[input.field]
        if (now === undefined || (Array.isArray(now) && now.length === 0)) continue
        expect('value' in value && value.value, `${one.id} ${input.name}`).to.deep.equal(now)
        compared += 1
      }
    }
    expect(compared).to.be.greaterThan(5_000)
  })

  it('puts the parts of one field together, and leaves its other parts alone', () => {
    const before = service('one', { where: { force: 'essex', text: 'Essex' } })
    expect(read(before, { 'where.councils': 'E07000071' }).change).to.deep.equal({
      where: { force: 'essex', text: 'Essex', councils: ['E07000071'] },
    })
    expect(read(before, { 'where.text': '' }).change).to.deep.equal({ where: { force: 'essex' } })
  })

  it('withholds an address, and gives one', () => {
    const withheld = service('one', { address: { withheld: true } })
    const open = service('one', { address: { lines: ['1 High Street'], postcode: 'ST16 3DR' } })
    expect(read(open, { 'address.lines': 'Withheld' }).change).to.deep.equal({ address: { withheld: true } })
    const given = { 'address.lines': '1 High Street\nThe Annexe', 'address.postcode': 'st163dr' }
    expect(read(withheld, given).change).to.deep.equal({
      address: { lines: ['1 High Street', 'The Annexe'], postcode: 'ST16 3DR' },
    })
    const emptied = { 'address.lines': '', 'address.postcode': '' }
    expect(read(open, emptied).change).to.deep.equal({ address: undefined })
  })

  it('takes a field with parts out when all of them are emptied', () => {
    const before = service('one', { commissioned: { by: 'A council' } })
    expect(read(before, { 'commissioned.by': '' }).change).to.deep.equal({ commissioned: undefined })
  })

  for (const [input, text, rule] of [
    ['phones', '0808 2000 247 (For adults)\n0300 303 778', 'wrong-number'],
    ['hours', 'Mon-Fri 9-5ish', 'wrong-hours'],
    ['email', 'nobody at all', 'wrong-email'],
    ['website', 'www.example.org', 'wrong-website'],
    ['quality_assured_on', '2027-01-01', 'future-date'],
    ['quality_assured_on', 'soon', 'not-a-date'],
    ['minimum_age', 'eighteen', 'not-a-number'],
    ['kind', '', 'missing'],
    ['kind', 'cult', 'unknown-word'],
    ['name', 'a\u0000b', 'strange-signs'],
    ['name', 'a\u202eb', 'strange-signs'],
    ['description', 'x'.repeat(5_001), 'too-long'],
    ['where.councils', 'Atlantis', 'unknown-council'],
  ] as const) {
    it(`tells ${rule} beside ${input}, and keeps what was typed`, () => {
      const { faults, typed, change } = read(service('one'), { [input]: text })
      expect(faults.map((fault) => [fault.input, fault.rule])).to.deep.equal([[input, rule]])
      expect(typed.get(input)).to.equal(text.replaceAll('\n', '\r\n').slice(0, 5_001))
      expect(change[input as keyof typeof change]).to.equal(undefined)
    })
  }

  it('keeps what somebody else wrote since, where this editor typed nothing', () => {
    const [seen, now] = [service('one'), service('one', { name: 'Their name', description: 'Theirs.' })]
    const fields = sentForm(seen, { description: 'Mine.' })
    const { change, typed } = readTyped(fields, { now, seen }, TODAY)
    expect(change).to.deep.equal({ description: 'Mine.' })
    expect(typed.get('name')).to.equal('Their name')
    expect(typed.get('description')).to.equal('Mine.')
  })
})

describe('what differs between two records', () => {
  it('is told for every field that an editor can change', () => {
    const [one, other] = [service('one'), { ...randomService(3), id: 'one' }]
    for (const field of EDITABLE) {
      const change = { [field]: other[field] }
      const revision = revise(one, 'edited', change, { today: TODAY, checkedToday: false })
      if (revision.result !== 'revised' || !revision.changed.includes(field)) continue
      expect(differences(one, revision.service, ENGLISH), field).to.not.deep.equal([])
    }
  })

  it('is told of checking, ending, taking over and waiting, in words', () => {
    const before = service('one')
    const after = service('one', {
      status: 'closed',
      successor: 'two',
      info_checked_on: TODAY,
      capacity: { state: 'waiting', wait_weeks: 6, as_of: TODAY },
    })
    expect(differences(before, after, ENGLISH)).to.deep.equal([
      { label: 'Running or ended', before: 'Running', after: 'Ended' },
      { label: 'Who took over', before: '', after: 'two' },
      { label: 'Waiting time', before: '', after: 'People wait about 6 weeks (24 November 2026)' },
      { label: 'Checked on', before: '', after: '24 November 2026' },
    ])
  })
})
