import { expect } from 'chai'
import { freshness, marksOn, mayBeShown, waitOn } from '../../src/domain/service/clocks.ts'
import { serviceSchema } from '../../src/domain/service.ts'
import { isSameNumber, isUkNumber } from '../../src/domain/uk-number.ts'
import { service } from './services.ts'

describe('a number that may be shown', () => {
  const right = [
    '0808 2000 247',
    '0808 80 10 800',
    '08000 121 700',
    '0800 40 50 40',
    '0800 1111',
    '0345 6000 459',
    '01606 366336',
    '020 7946 0018',
    '07860 077333',
    '116 123',
    '999',
    '101',
    '111',
    '159',
    '18000',
    '61016',
    '85258',
  ]
  for (const number of right) it(`takes ${number}`, () => expect(isUkNumber(number)).to.equal(true))

  const wrong = [
    '0300 303 778',
    '0808 8010 32',
    '0808 801 03277',
    '1234',
    '998',
    '+44 808 2000 247',
    'ring us',
    '0606 366336',
    '',
    '55',
  ]
  for (const number of wrong) it(`refuses "${number}"`, () => expect(isUkNumber(number)).to.equal(false))

  it('is the same however it is spaced', () => {
    expect(isSameNumber('0808 2000 247', '08082000247')).to.equal(true)
    expect(isSameNumber('0808 2000 247', '0808 2000 248')).to.equal(false)
  })
})

describe('a record', () => {
  const today = '2026-11-22'
  const cases = [
    ['is shown in a sample when marked', {}, true, true],
    ['is hidden in a sample when not marked', { show_in_demo: false }, true, false],
    ['is hidden in a sample a year after it was collected', { collected_on: '2025-11-21' }, true, false],
    ['is shown in a sample to the last day of the year', { collected_on: '2025-11-22' }, true, true],
    ['is hidden in a live area before a person assured it', {}, false, false],
    ['is shown in a live area when assured', { info_checked_on: '2026-11-01' }, false, true],
    [
      'is shown in a live area when assured, mark or no mark',
      { info_checked_on: '2026-11-01', show_in_demo: false },
      false,
      true,
    ],
    ['is hidden in a live area when assured too long ago', { info_checked_on: '2025-11-21' }, false, false],
    ['is hidden everywhere when closed', { status: 'closed', info_checked_on: '2026-11-01' }, false, false],
    ['is hidden in a sample when closed', { status: 'closed' }, true, false],
  ] as const
  for (const [title, change, sample, expected] of cases) {
    it(title, () => expect(mayBeShown(service('one', change), sample, today)).to.equal(expected))
  }

  it('cannot carry a number that cannot be dialled', () => {
    expect(
      serviceSchema.safeParse({ ...service('one'), phones: [{ number: '0300 303 778' }] }).success,
    ).to.equal(false)
  })

  it('cannot carry an address, a crime that is not ours, or a field nobody knows', () => {
    for (const change of [
      { address: '1 High Street' },
      { crimes: ['jaywalking'] },
      { unverified_phones: [] },
    ]) {
      expect(serviceSchema.safeParse({ ...service('one'), ...change }).success).to.equal(false)
    }
  })
})

describe('what time does to a record', () => {
  const checked = (day: string) => service('one', { info_checked_on: day })
  const ages = [
    ['of today', '2026-11-28', 'fresh'],
    ['of 182 days', '2026-05-30', 'fresh'],
    ['of 183 days', '2026-05-29', 'stale'],
    ['of 365 days', '2025-11-28', 'stale'],
    ['of 366 days', '2025-11-27', 'hidden'],
  ] as const
  for (const [title, day, expected] of ages) {
    it(`information ${title} is ${expected}`, () =>
      expect(freshness(checked(day), false, '2026-11-28')).to.equal(expected))
  }

  const waits = [
    [undefined, { state: 'not-known' }],
    [
      { state: 'waiting', wait_weeks: 9, as_of: '2026-11-14' },
      { state: 'waiting', weeks: 9 },
    ],
    [{ state: 'waiting', wait_weeks: 9, as_of: '2026-11-13' }, { state: 'ask' }],
    [{ state: 'closed', as_of: '2026-11-28' }, { state: 'closed' }],
    [{ state: 'open', as_of: '2026-11-01' }, { state: 'ask' }],
  ] as const
  for (const [capacity, expected] of waits) {
    it(`waiting, told as ${JSON.stringify(capacity)}, is ${JSON.stringify(expected)}`, () =>
      expect(waitOn(service('one', { ...(capacity && { capacity }) }), '2026-11-28')).to.deep.equal(expected))
  }

  it('shows a quality mark until its last day, and not after', () => {
    const accreditations = [{ scheme: 'Leading Lights', awarded: '2024-01-01', expires: '2026-11-28' }]
    expect(marksOn({ accreditations }, '2026-11-28')).to.have.length(1)
    expect(marksOn({ accreditations }, '2026-11-29')).to.have.length(0)
    expect(marksOn({ accreditations }, '2023-12-31')).to.have.length(0)
  })

  it('refuses weeks of waiting without waiting, and waiting without weeks', () => {
    const bad = [{ state: 'open', wait_weeks: 3 }, { state: 'waiting' }]
    for (const one of bad) {
      const read = serviceSchema.safeParse({ ...service('one'), capacity: { ...one, as_of: '2026-11-28' } })
      expect(read.error?.issues[0]?.message).to.contain('wait_weeks')
    }
  })

  it('has no place for the address of a refuge', () => {
    const address = { withheld: true, lines: ['1 Example Street'], postcode: 'ST16 3DR' }
    expect(serviceSchema.safeParse({ ...service('one'), address }).success).to.equal(false)
  })
})
