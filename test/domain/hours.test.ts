import { expect } from 'chai'
import { openState, type OpenState } from '../../src/domain/hours.ts'
import { inLondon, londonMoment } from '../../src/domain/london-time.ts'
import type { Hours } from '../../src/domain/service.ts'

const holidays = new Set(['2026-12-25', '2026-12-28'])
type Span = Extract<Hours, { byday: unknown }>
const span = (
  days: string,
  opens_at: string,
  closes_at: string,
  bank_holidays: Span['bank_holidays'],
): Hours => ({
  byday: days.split(',') as Span['byday'],
  opens_at,
  closes_at,
  bank_holidays,
})
const weekdays = (bank: Span['bank_holidays']) => [span('MO,TU,WE,TH,FR', '09:00', '17:00', bank)]
const nights = (bank: Span['bank_holidays']) => [span('SA,SU,MO', '20:00', '03:00', bank)]
const everyDay = [
  span('MO,TU,WE,TH,FR,SA,SU', '09:00', '00:00', 'open'),
  span('MO,TU,WE,TH,FR,SA,SU', '00:00', '02:00', 'open'),
]

const ownDays = [...weekdays('closed'), { date: '2026-11-25', closed: true as const }]
const lateDay: readonly Hours[] = [
  ...weekdays('closed'),
  { date: '2026-12-25', opens_at: '10:00', closes_at: '12:00' },
]

type Case = readonly [title: string, hours: readonly Hours[] | null, utc: string, expected: OpenState]
const cases: readonly Case[] = [
  ['hours that nobody knows', null, '2026-11-24T12:00Z', { state: 'unknown' }],
  ['an empty list', [], '2026-11-24T12:00Z', { state: 'unknown' }],
  ['always', [{ always: true }], '2026-12-25T03:00Z', { state: 'open' }],
  ['hours marked unknown', [{ unknown: true, text: 'Weekdays' }], '2026-11-24T12:00Z', { state: 'unknown' }],
  [
    'a span that is open beside an unknown one',
    [...weekdays('closed'), { unknown: true }],
    '2026-11-24T12:00Z',
    { state: 'open', until: '17:00' },
  ],
  [
    'a span that is over beside an unknown one',
    [...weekdays('closed'), { unknown: true }],
    '2026-11-24T20:00Z',
    { state: 'unknown' },
  ],
  [
    'a date on which it is closed, though its weekday is open',
    ownDays,
    '2026-11-25T12:00Z',
    { state: 'closed', next: { date: '2026-11-26', weekday: 'TH', at: '09:00' } },
  ],
  [
    'the evening before that date',
    ownDays,
    '2026-11-24T20:00Z',
    { state: 'closed', next: { date: '2026-11-26', weekday: 'TH', at: '09:00' } },
  ],
  ['a bank holiday with hours of its own', lateDay, '2026-12-25T11:00Z', { state: 'open', until: '12:00' }],
  [
    'a line that never closes, but for one day',
    [{ always: true }, { date: '2026-11-25', closed: true }],
    '2026-11-25T12:00Z',
    { state: 'closed', next: { date: '2026-11-26', weekday: 'TH', at: '00:00' } },
  ],
  ['the first minute', weekdays('closed'), '2026-11-24T09:00Z', { state: 'open', until: '17:00' }],
  [
    'the minute of closing',
    weekdays('closed'),
    '2026-11-24T17:00Z',
    { state: 'closed', next: { date: '2026-11-25', weekday: 'WE', at: '09:00' } },
  ],
  [
    'early the same day',
    weekdays('closed'),
    '2026-11-24T08:59Z',
    { state: 'closed', next: { date: '2026-11-24', weekday: 'TU', at: '09:00' } },
  ],
  [
    'a summer day, when UTC is an hour behind',
    weekdays('closed'),
    '2026-07-01T08:00Z',
    { state: 'open', until: '17:00' },
  ],
  [
    'a Friday evening',
    weekdays('closed'),
    '2026-11-27T18:00Z',
    { state: 'closed', next: { date: '2026-11-30', weekday: 'MO', at: '09:00' } },
  ],
  [
    '28 Dec 2026, the substitute day, when closed on bank holidays',
    weekdays('closed'),
    '2026-12-28T12:00Z',
    { state: 'closed', next: { date: '2026-12-29', weekday: 'TU', at: '09:00' } },
  ],
  [
    '28 Dec 2026 when open on bank holidays',
    weekdays('open'),
    '2026-12-28T12:00Z',
    { state: 'open', until: '17:00' },
  ],
  ['28 Dec 2026 when nobody said', weekdays('unknown'), '2026-12-28T12:00Z', { state: 'unknown' }],
  ['28 Dec 2026 at night when nobody said', weekdays('unknown'), '2026-12-28T22:00Z', { state: 'unknown' }],
  [
    'Saturday 26 Dec 2026, which is no bank holiday in law',
    [span('SA', '09:00', '17:00', 'closed')],
    '2026-12-26T12:00Z',
    { state: 'open', until: '17:00' },
  ],
  [
    'the evening before Christmas: the next certain opening skips what nobody said',
    weekdays('unknown'),
    '2026-12-24T20:00Z',
    { state: 'closed', next: { date: '2026-12-29', weekday: 'TU', at: '09:00' } },
  ],
  [
    'before midnight of a night line',
    nights('closed'),
    '2026-11-22T23:30Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'after midnight of a night line',
    nights('closed'),
    '2026-11-24T02:59Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'the end of a night line',
    nights('closed'),
    '2026-11-24T03:00Z',
    { state: 'closed', next: { date: '2026-11-28', weekday: 'SA', at: '20:00' } },
  ],
  [
    'a night that began before a bank holiday runs on into it',
    nights('closed'),
    '2026-12-28T02:00Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'a night that would begin on a bank holiday does not',
    nights('closed'),
    '2026-12-28T21:00Z',
    { state: 'closed', next: { date: '2027-01-02', weekday: 'SA', at: '20:00' } },
  ],
  [
    'the small hours after a bank holiday when nobody said',
    nights('unknown'),
    '2026-12-29T01:00Z',
    { state: 'unknown' },
  ],
  ['spans that touch at midnight', everyDay, '2026-11-24T22:00Z', { state: 'open', until: '02:00' }],
  [
    'hours around the clock in spans',
    [span('MO,TU,WE,TH,FR,SA,SU', '00:00', '24:00', 'open')],
    '2026-11-24T00:10Z',
    { state: 'open' },
  ],
  [
    'the night when clocks go forward, inside',
    nights('closed'),
    '2026-03-29T01:30Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'the night when clocks go forward, 03:00 British Summer Time',
    nights('closed'),
    '2026-03-29T02:00Z',
    { state: 'closed', next: { date: '2026-03-29', weekday: 'SU', at: '20:00' } },
  ],
  [
    'the night when clocks go back, 01:30 for the second time',
    nights('closed'),
    '2026-10-25T01:30Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'the night when clocks go back, one hour longer',
    nights('closed'),
    '2026-10-25T02:59Z',
    { state: 'open', until: '03:00' },
  ],
  [
    'the hour that comes twice is open only once',
    [span('SA', '20:00', '01:30', 'closed')],
    '2026-10-25T01:15Z',
    { state: 'closed', next: { date: '2026-10-31', weekday: 'SA', at: '20:00' } },
  ],
  [
    'a service that opens on no day soon',
    [span('FR', '09:00', '10:00', 'closed')],
    '2026-12-24T12:00Z',
    { state: 'closed', next: { date: '2027-01-01', weekday: 'FR', at: '09:00' } },
  ],
]

describe('whether a service is open', () => {
  for (const [title, hours, utc, expected] of cases) {
    it(`is ${expected.state} for ${title}`, () => {
      expect(openState(hours, new Date(utc), holidays)).to.deep.equal(expected)
    })
  }

  it('says closed, and no more, when nothing certain comes within two weeks', () => {
    const all = new Set(Array.from({ length: 31 }, (_, day) => `2026-12-${String(day + 1).padStart(2, '0')}`))
    expect(openState(weekdays('closed'), new Date('2026-12-05T12:00Z'), all)).to.deep.equal({
      state: 'closed',
    })
  })
})

describe('London time', () => {
  it('reads back every quarter of an hour of a year that it names', () => {
    for (let moment = Date.UTC(2026, 0, 1); moment < Date.UTC(2027, 0, 1); moment += 900_000 * 7) {
      const { date, time } = inLondon(new Date(moment))
      const back = londonMoment(date, time).getTime()
      // The repeated hour has two moments; the first is meant.
      expect([moment, moment - 3_600_000]).to.include(back)
      expect(inLondon(new Date(back))).to.deep.equal({ date, time })
    }
  })
})
