import { expect } from 'chai'
import { cannotWait, isStaleNote, urgentRecordSchema, type UrgentRecord } from '../../src/domain/urgent.ts'

const record = (id: string, more: Partial<UrgentRecord> = {}): UrgentRecord => ({
  id,
  crimes: ['assault'],
  weight: 1,
  numbers: [],
  sources: [{ url: 'https://example.org/page', kind: 'owner', page_date: null, supports: 'all of it' }],
  checked_on: '2026-11-22',
  stale_after_months: 12,
  ...more,
})

const NOW = new Date('2026-12-01T12:00:00Z')
const asked = { crimes: ['assault'], ongoing: undefined, ageBand: undefined, now: NOW } as const

describe('what cannot wait', () => {
  it('puts the lightest weight first, and keeps the order of the file where weights are equal', () => {
    const records = [record('c', { weight: 2 }), record('a'), record('b')]
    expect(cannotWait(records, asked)).to.deep.equal(['a', 'b', 'c'])
  })

  it('is never more than three notes', () => {
    const records = ['a', 'b', 'c', 'd'].map((id) => record(id))
    expect(cannotWait(records, asked)).to.deep.equal(['a', 'b', 'c'])
  })

  it('says a note once for several crimes, and nothing for a crime that no note names', () => {
    const records = [record('a', { crimes: ['assault', 'robbery'] })]
    expect(cannotWait(records, { ...asked, crimes: ['assault', 'robbery'] })).to.deep.equal(['a'])
    expect(cannotWait(records, { ...asked, crimes: ['bicycle_theft'] })).to.deep.equal([])
    expect(cannotWait(records, { ...asked, crimes: [] })).to.deep.equal([])
  })

  const answers: readonly [UrgentRecord['when'], string | undefined, string | undefined, boolean][] = [
    [{ ongoing: 'no' }, 'no', undefined, true],
    [{ ongoing: 'no' }, 'yes', undefined, false],
    [{ ongoing: 'no' }, 'not-sure', undefined, true],
    [{ ongoing: 'yes' }, 'no', undefined, false],
    [{ ongoing: 'yes' }, undefined, undefined, true],
    [{ age_band: ['18-plus'] }, undefined, '18-plus', true],
    [{ age_band: ['18-plus'] }, undefined, '13-15', false],
    [{ age_band: ['13-15', '16-17'] }, undefined, '16-17', true],
    [{ age_band: ['13-15', '16-17'] }, undefined, '18-plus', false],
    [{ age_band: ['18-plus'] }, undefined, 'rather-not-say', true],
    [{ age_band: ['18-plus'] }, undefined, undefined, true],
    [{ age_band: ['18-plus'], ongoing: 'no' }, 'yes', '18-plus', false],
    [undefined, 'yes', '13-15', true],
  ]
  for (const [when, ongoing, ageBand, isShown] of answers) {
    const told = `${ongoing ?? 'nothing'} and ${ageBand ?? 'no age'}`
    it(`${isShown ? 'shows' : 'hides'} a note for ${JSON.stringify(when ?? 'anyone')} after ${told}`, () => {
      const records = [record('a', when ? { when } : {})]
      expect(cannotWait(records, { ...asked, ongoing, ageBand })).to.deep.equal(isShown ? ['a'] : [])
    })
  }

  const days: readonly [string, number, string, boolean][] = [
    ['2026-11-22', 12, '2027-11-22', false],
    ['2026-11-22', 12, '2027-11-23', true],
    ['2026-11-30', 3, '2027-02-28', false],
    ['2026-11-30', 3, '2027-03-01', true],
    ['2026-01-31', 11, '2026-12-31', false],
    ['2026-01-31', 11, '2027-01-01', true],
    ['2026-12-05', 1, '2027-01-05', false],
    ['2026-12-05', 1, '2027-01-06', true],
  ]
  for (const [checked_on, stale_after_months, today, isStale] of days) {
    it(`is ${isStale ? 'stale' : 'fresh'} on ${today} when checked on ${checked_on} for ${stale_after_months} months`, () => {
      expect(isStaleNote(record('a', { checked_on, stale_after_months }), today)).to.equal(isStale)
    })
  }

  it('hides a stale note and shows the next one in its place', () => {
    const records = [record('old', { checked_on: '2025-11-30' }), record('fresh', { weight: 2 })]
    expect(cannotWait(records, asked)).to.deep.equal(['fresh'])
  })

  it('counts the day by the London clock', () => {
    const records = [record('a', { checked_on: '2026-06-10', stale_after_months: 1 })]
    expect(cannotWait(records, { ...asked, now: new Date('2026-07-10T22:59:00Z') })).to.deep.equal(['a'])
    expect(cannotWait(records, { ...asked, now: new Date('2026-07-10T23:01:00Z') })).to.deep.equal([])
  })
})

describe('a record of what cannot wait', () => {
  const line = { number: '159', tel: '159', id: 'bank-159' }
  const wrong: readonly [string, object][] = [
    ['has no source', { sources: [] }],
    ['has a source without an address', { sources: [{ kind: 'owner', page_date: null, supports: 'x' }] }],
    ['names a crime that is none', { crimes: ['rudeness'] }],
    ['names no crime', { crimes: [] }],
    ['carries a sentence for people', { say: 'Ring your bank.' }],
    ['has a number that cannot be dialled', { numbers: [{ ...line, tel: '1599' }] }],
    ['has a number of nobody', { numbers: [{ number: '159', tel: '159' }] }],
    ['has a number with two owners', { numbers: [{ ...line, service: 'nat-bank' }] }],
    ['has a number that can be neither rung nor texted', { numbers: [{ ...line, tel: null }] }],
    ['has a link to nothing', { links: [{ id: 'a-page' }] }],
    ['has a link in the clear', { links: [{ id: 'a-page', web: 'http://example.org' }] }],
    ['was never checked', { checked_on: undefined }],
    ['never gets stale', { stale_after_months: undefined }],
  ]
  for (const [what, change] of wrong)
    it(`is refused when it ${what}`, () => {
      expect(urgentRecordSchema.safeParse({ ...record('a'), ...change }).success).to.equal(false)
    })

  it('may have a short code for texts, a page and an address to write to', () => {
    const numbers = [{ number: '7726', tel: null, sms: '7726', id: 'scam-texts' }]
    const links = [
      { id: 'a-page', web: 'https://example.org' },
      { id: 'an-address', email: 'a@example.org' },
    ]
    expect(urgentRecordSchema.safeParse({ ...record('a'), numbers, links }).success).to.equal(true)
  })
})
