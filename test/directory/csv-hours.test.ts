import { expect } from 'chai'
import { asHours, readHours } from '../../src/directory/csv/hours.ts'

const span = (byday: readonly string[], opens_at: string, closes_at: string, bank_holidays = 'unknown') => ({
  byday,
  opens_at,
  closes_at,
  bank_holidays,
})
const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR']

describe('Hours in a spreadsheet', () => {
  const readings: readonly (readonly [text: string, hours: readonly unknown[]])[] = [
    ['always', [{ always: true }]],
    ['24/7', [{ always: true }]],
    ['not known "Office hours"', [{ unknown: true, text: 'Office hours' }]],
    [
      'Mon-Fri 09:00-17:00; Sat 10:00-12:00; bank holidays closed',
      [span(WEEK, '09:00', '17:00', 'closed'), span(['SA'], '10:00', '12:00', 'closed')],
    ],
    ['Mon-Fri 09:00-17:00', [span(WEEK, '09:00', '17:00')]],
    ['Monday to Friday 9am to 5.30pm', [span(WEEK, '09:00', '17:30')]],
    ['Mon, Weds & Fri, 9.30am–12pm', [span(['MO', 'WE', 'FR'], '09:30', '12:00')]],
    ['Fri-Mon 20:00-02:00', [span(['FR', 'SA', 'SU', 'MO'], '20:00', '02:00')]],
    ['every day 00:00-24:00', [span([...WEEK, 'SA', 'SU'], '00:00', '24:00')]],
    ['weekdays 12am-12pm', [span(WEEK, '00:00', '12:00')]],
    [
      'Mon 09:00-17:00 bank holidays open; Sat 09:00-12:00; bank holidays closed',
      [span(['MO'], '09:00', '17:00', 'open'), span(['SA'], '09:00', '12:00', 'closed')],
    ],
    ['2026-12-25 closed; always', [{ date: '2026-12-25', closed: true }, { always: true }]],
    ['24/12/2026 09:00-12:00', [{ date: '2026-12-24', opens_at: '09:00', closes_at: '12:00' }]],
    ['', []],
  ]
  for (const [text, hours] of readings) {
    it(`are read: ${JSON.stringify(text)}`, () => {
      expect(readHours(text)).to.deep.equal({ value: hours })
    })
  }

  const unreadable = [
    'Mon-Fri 9-5',
    'Mon-Fri',
    '09:00-17:00',
    'Mon-Fri 09:00-25:00',
    'Mon-Fri 09:61-17:00',
    'Mon-Wed-Fri 09:00-17:00',
    'Funday 09:00-17:00',
    'Mon 13pm-2pm',
    'office hours',
    'bank holidays closed',
    'always; bank holidays closed',
    'Tuesday closed',
    '25/12 closed',
  ]
  for (const text of unreadable) {
    it(`are refused and never guessed: ${JSON.stringify(text)}`, () => {
      const read = readHours(text)
      expect('refused' in read && read.refused.rule).to.equal('wrong-hours')
    })
  }

  it('are written as people would write them', () => {
    expect(
      asHours([
        { byday: ['MO', 'TU', 'WE', 'FR'], opens_at: '09:00', closes_at: '17:00', bank_holidays: 'closed' },
        {
          byday: ['SA', 'SU'],
          opens_at: '10:00',
          closes_at: '12:00',
          bank_holidays: 'closed',
          text: 'At 10',
        },
      ]),
    ).to.equal('Mon-Wed, Fri 09:00-17:00; Sat, Sun 10:00-12:00 "At 10"; bank holidays closed')
    expect(asHours(null)).to.equal('')
  })
})
