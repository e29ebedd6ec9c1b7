import { expect } from 'chai'
import { areaName } from '../../src/directory/editing/say.ts'
import { daysIn, timesIn } from '../../src/staff/say.ts'

describe('what pages for staff say by themselves', () => {
  const SUMMER = '2026-07-01T23:30:00.000Z'

  it('is the time of London, in the language of the page', () => {
    expect(timesIn('cy', 'long')(SUMMER)).to.match(/^2 Gorffennaf 2026.{1,6}00:30$/)
    expect(timesIn('en-GB', 'long')(new Date(SUMMER))).to.match(/^2 July 2026.{1,6}00:30$/)
    expect(timesIn('en-GB', 'short')(SUMMER)).to.equal('Thu, 2 Jul 2026, 00:30')
  })

  it('is a day as it stands, whatever the time of year', () => {
    expect(daysIn('cy')('2026-07-01')).to.equal('1 Gorffennaf 2026')
    expect(daysIn('en-GB')('2026-12-31')).to.equal('31 December 2026')
  })

  it('is the name of an area in that language, else in English, else its id', () => {
    const name = { en: 'Wales', cy: 'Cymru' }
    expect(areaName({ id: 'wales', name }, { code: 'cy' })).to.equal('Cymru')
    expect(areaName({ id: 'wales', name }, { code: 'pl' })).to.equal('Wales')
    expect(areaName({ id: 'wales', name: {} }, { code: 'cy' })).to.equal('wales')
  })
})
