import { expect } from 'chai'
import { outboxWatch } from '../../src/actions/watch-outbox.ts'
import { countingTrace } from '../../src/adapters/trace-counters/index.ts'
import type { Alarm } from '../../src/ports/alarms.ts'
import type { Backlog } from '../../src/ports/referrals.ts'
import { CONTENT } from '../support/content.ts'

const AREA = 'staffordshire'
const DAYS = CONTENT.directory.area(AREA)?.gateway?.aims_to_contact_within_working_days
/** A Tuesday in London, where it is the same time. */
const KEPT = new Date('2026-11-24T10:00:00Z')
const HOUR = 60 * 60 * 1000

/** A watch over what waits, the time, and what was raised; all can be changed. */
function aWatch(waiting: readonly Backlog[]) {
  const raised: Alarm[] = []
  const trace = countingTrace()
  const at = { now: KEPT, backlog: waiting }
  const look = outboxWatch({
    referrals: { backlog: async () => at.backlog },
    directory: CONTENT.directory,
    clock: { now: () => at.now },
    trace,
    alarms: { raise: (alarm) => void raised.push(alarm) },
  })
  const lookAt = (now: Date): Promise<void> => ((at.now = now), look())
  return { raised, trace, at, lookAt }
}

const one = (parts: Partial<Backlog> = {}): Backlog => ({
  area: AREA,
  waiting: 1,
  stuck: 0,
  oldest: KEPT,
  ...parts,
})
const until = (hours: number): Date => new Date(KEPT.getTime() + hours * HOUR)

describe('The watch over the outbox', () => {
  // From Tuesday at 10 to the end of Thursday, two working days later, are 62 hours.
  const HALF = 31

  before(() => expect(DAYS, 'the sample area that this is about').to.equal(2))

  it('is silent until half of the promised window has passed, and long before it has lapsed raises an alarm', async () => {
    const { raised, lookAt } = aWatch([one()])
    await lookAt(until(0))
    await lookAt(new Date(until(HALF).getTime() - 1))
    expect(raised).to.deep.equal([])
    await lookAt(until(HALF))
    expect(raised).to.deep.equal([
      { alarm: 'waiting', state: 'raised', area: AREA, waiting: 1, stuck: 0, oldest: KEPT },
    ])
  })

  it('counts working days: what is kept on a Friday evening has the weekend', async () => {
    const friday = new Date('2026-11-27T18:00:00Z')
    const { raised, lookAt } = aWatch([one({ oldest: friday })])
    await lookAt(new Date(friday.getTime() + 38 * HOUR))
    expect(raised).to.deep.equal([])
    await lookAt(new Date(friday.getTime() + 52 * HOUR))
    expect(raised).to.have.length(1)
  })

  it('raises one for anything stuck, at once', async () => {
    const { raised, lookAt } = aWatch([one({ waiting: 0, stuck: 3 })])
    await lookAt(until(0))
    expect(raised.map(({ alarm, stuck }) => [alarm, stuck])).to.deep.equal([['stuck', 3]])
  })

  it('raises each once an hour an area, and says once when it is over', async () => {
    const { raised, at, lookAt } = aWatch([
      one({ stuck: 1 }),
      one({ area: 'cheshire', waiting: 0, stuck: 1 }),
    ])
    for (const minute of [0, 1, 30, 59, 60, 61]) await lookAt(until(HALF + minute / 60))
    expect(raised.map(({ alarm, area }) => `${alarm} ${area}`)).to.have.members([
      `waiting ${AREA}`,
      `stuck ${AREA}`,
      'stuck cheshire',
      `waiting ${AREA}`,
      `stuck ${AREA}`,
      'stuck cheshire',
    ])
    raised.length = 0
    at.backlog = [one()]
    await lookAt(until(HALF + 1.1))
    await lookAt(until(HALF + 1.2))
    expect(raised).to.have.deep.members([
      { alarm: 'stuck', state: 'over', area: AREA, waiting: 1, stuck: 0, oldest: KEPT },
      { alarm: 'stuck', state: 'over', area: 'cheshire', waiting: 0, stuck: 0 },
    ])
    at.backlog = [one({ stuck: 1 })]
    await lookAt(until(HALF + 1.3))
    expect(raised.at(-1)).to.deep.include({ alarm: 'stuck', state: 'raised' })
  })

  it('does not fall silent when the clock is set back', async () => {
    const { raised, lookAt } = aWatch([one({ stuck: 1 })])
    await lookAt(until(20))
    await lookAt(until(0))
    expect(raised).to.have.length(2)
  })

  it('takes the shortest promise for an area that is gone from the directory', async () => {
    const { raised, lookAt } = aWatch([one({ area: 'nowhere' })])
    await lookAt(until(19))
    expect(raised.map(({ area }) => area)).to.deep.equal(['nowhere'])
  })

  it('shows what waits as figures, which go to nothing with it', async () => {
    const { trace, at, lookAt } = aWatch([one({ stuck: 2 })])
    await lookAt(until(1))
    expect(trace.text())
      .to.include(`haven_outbox_waiting{area="${AREA}"} 1\n`)
      .and.include(`haven_outbox_stuck{area="${AREA}"} 2\n`)
      .and.include(`haven_outbox_oldest_seconds{area="${AREA}"} 3600\n`)
    at.backlog = []
    await lookAt(until(2))
    expect(trace.text())
      .to.include(`haven_outbox_waiting{area="${AREA}"} 0\n`)
      .and.include(`haven_outbox_oldest_seconds{area="${AREA}"} 0\n`)
  })
})
