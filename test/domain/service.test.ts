import { expect } from 'chai'
import { mayBeShown, serviceSchema } from '../../src/domain/service.ts'
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
    ['is shown in a live area when assured', { assured_date: '2026-11-01' }, false, true],
    [
      'is shown in a live area when assured, mark or no mark',
      { assured_date: '2026-11-01', show_in_demo: false },
      false,
      true,
    ],
    ['is hidden in a live area when assured too long ago', { assured_date: '2025-11-21' }, false, false],
    ['is hidden everywhere when closed', { status: 'closed', assured_date: '2026-11-01' }, false, false],
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
