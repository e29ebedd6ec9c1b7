import { expect } from 'chai'
import { daysBefore, deskEnding, endings, SAMPLE_DAYS, unsentWarnings } from '../../src/domain/retention.ts'

const NOON = new Date('2026-11-23T12:00:00.000Z')
const governance = {
  controller: 'c',
  lawful_basis: 'l',
  privacy_notice: 'https://example.org',
  data_requests: { web: 'https://example.org/data' },
  complaints: { name: { en: 'The regulator' }, web: 'https://example.org/complain' },
  retention_days: 100,
  dpia_signed_on: '2026-01-01',
}
const SAMPLE = { id: 'sample' }
const LIVE = { id: 'live', governance }
const daysAgo = (days: number): Date => daysBefore(NOON, days)

describe('how long things are kept', () => {
  it('is what the area decided, and a month in a demonstration', () => {
    const [sample, live] = endings([SAMPLE, LIVE], NOON)
    expect(sample?.ended).to.deep.equal(daysAgo(SAMPLE_DAYS))
    expect(live).to.deep.equal({
      area: 'live',
      unsent: daysAgo(100),
      ended: daysAgo(100),
      warned: daysAgo(93),
    })
  })

  it('warns of unsent referrals a week before, or half of a short time before', () => {
    const ends = endings([LIVE, { id: 'brief', governance: { ...governance, retention_days: 4 } }], NOON)
    const backlog = (area: string, days: number) => [{ area, waiting: 2, stuck: 1, oldest: daysAgo(days) }]
    expect(unsentWarnings(backlog('live', 92.9), ends, NOON)).to.deep.equal([])
    expect(unsentWarnings(backlog('live', 94), ends, NOON)).to.deep.equal([
      { area: 'live', unsent: 3, oldest: daysAgo(94), goes: daysAgo(-6) },
    ])
    expect(unsentWarnings(backlog('brief', 1.9), ends, NOON)).to.deep.equal([])
    expect(unsentWarnings(backlog('brief', 2), ends, NOON)).to.have.length(1)
    expect(unsentWarnings(backlog('an area that went', 400), ends, NOON)).to.deep.equal([])
  })

  it('at a desk goes by the area, and by the shortest time where no area is known', () => {
    expect(deskEnding([SAMPLE, LIVE], 'live', NOON)).to.deep.equal(daysAgo(100))
    expect(deskEnding([LIVE, SAMPLE], undefined, NOON)).to.deep.equal(daysAgo(SAMPLE_DAYS))
    expect(deskEnding([LIVE], 'an area that went', NOON)).to.deep.equal(daysAgo(100))
    expect(deskEnding([], undefined, NOON)).to.deep.equal(daysAgo(SAMPLE_DAYS))
  })
})
