import { expect } from 'chai'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { findingsOf } from '../../src/directory/quality.ts'
import type { Service } from '../../src/domain/service.ts'
import { service } from '../domain/services.ts'

const TODAY = '2026-11-28'
const found = (services: readonly Service[], sample = false) =>
  findingsOf(
    services.map((one) => ({ service: one, sample })),
    TODAY,
  ).map(({ id, grade, rule }) => `${id} ${grade} ${rule}`)
const fresh = (id: string, change: Partial<Service> = {}) =>
  service(id, { info_checked_on: '2026-11-01', ...change })

describe('what an editor of the directory is told', () => {
  const cases: readonly (readonly [string, Partial<Service>, readonly string[]])[] = [
    ['nothing of a record that was checked this month', {}, []],
    ['a record of seven months', { info_checked_on: '2026-04-28' }, ['one look stale']],
    ['a record of thirteen months', { info_checked_on: '2025-10-28' }, ['one hidden too-old']],
    ['a record that nobody checked, in a live area', { info_checked_on: null }, ['one hidden too-old']],
    [
      'a waiting time of last month',
      { capacity: { state: 'open', as_of: '2026-10-28' } },
      ['one look capacity-old'],
    ],
    [
      'a mark that ended',
      { accreditations: [{ scheme: 'A', expires: '2026-11-27' }] },
      ['one look mark-ended'],
    ],
    [
      'a mark that ends in three months',
      { accreditations: [{ scheme: 'A', expires: '2027-02-26' }] },
      ['one look mark-ends'],
    ],
    ['a mark that holds for a year', { accreditations: [{ scheme: 'A', expires: '2027-11-28' }] }, []],
    ['a contract that ends', { commissioned: { by: 'A', until: '2027-01-01' } }, ['one look contract-ends']],
    ['no page to read again', { sources: [{ url: 'a leaflet', kind: 'note' }] }, ['one look no-source']],
    [
      'a number known to be wrong',
      { phones: [{ number: '0800 500 2222' }] },
      ['one wrong known-wrong-number'],
    ],
    [
      'the address of what may be a refuge',
      { description: 'A refuge.', address: { lines: ['1 Example Street'], postcode: 'ST16 3DR' } },
      ['one wrong refuge-address'],
    ],
    ['a closed service without a successor', { status: 'closed' }, ['one look no-successor']],
    ['a successor that is not there', { status: 'closed', successor: 'two' }, ['one look closed-successor']],
  ]
  for (const [title, change, expected] of cases) {
    it(title, () => expect(found([fresh('one', change)])).to.deep.equal(expected))
  }

  it('one number in two records with other hours, and not where one names the other', () => {
    const always: Partial<Service> = { hours: [{ always: true }] }
    expect(found([fresh('one'), fresh('two', always)])).to.deep.equal(['one look other-hours'])
    expect(found([fresh('one'), fresh('two', { ...always, same_as: 'one' })])).to.deep.equal([])
    expect(
      found([fresh('one'), fresh('two', { ...always, status: 'closed', successor: 'one' })]),
    ).to.deep.equal([])
  })

  it('two records of one name and body', () => {
    const name = { name: 'Anvil House', organization: 'Anvil' }
    expect(found([fresh('one', name), fresh('two', { ...name, name: 'anvil house ' })])).to.include(
      'one look doubled',
    )
  })

  it('nothing that must not stay as it is, of the shipped records', () => {
    const { records } = directoryFromFiles('deployment', { production: false })
    const shipped = records.all().map(({ service: one, area }) => ({ service: one, sample: area.sample }))
    expect(shipped.length).to.be.greaterThan(100)
    expect(findingsOf(shipped, TODAY).filter(({ grade }) => grade === 'wrong')).to.deep.equal([])
  })
})
