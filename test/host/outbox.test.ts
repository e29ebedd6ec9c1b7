import { expect } from 'chai'
import { pacing } from '../../src/actions/pace.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import type { OutboxPorts } from '../../src/actions/send-due.ts'
import { every } from '../../src/host/every.ts'
import type { Alarm } from '../../src/ports/alarms.ts'
import type { ClaimedErrand, Errand } from '../../src/ports/referrals.ts'
import { CONTENT } from '../support/content.ts'
import { aReferral } from '../adapters/store/samples.ts'

/** A Tuesday. What was kept then is promised for the end of a day of the same or the next week. */
const NOW = new Date('2026-11-24T10:00:00Z')
const LATER = new Date('2026-11-24T10:00:05Z')
const DAY = 24 * 60 * 60 * 1000
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds)

type Result =
  | { readonly result: 'received'; readonly at: Date }
  | { readonly result: 'told' | 'withdrawn' | 'refused' | 'unreachable' }

interface Waiting {
  readonly tries?: number
  readonly kind?: Errand['kind']
  readonly now?: Date
  /** Somebody else holds the errand when it is settled. */
  readonly isLost?: boolean
}

function errandOf(kind: Errand['kind'], reference: string): Errand {
  if (kind === 'withdraw') return { kind }
  return kind === 'safer' ? { kind, safer: { stop: ['phone'] } } : { kind, referral: aReferral(reference) }
}

/** An outbox with two errands of NOW in it, a gateway that answers so, and what was settled. */
function anOutbox(
  answer: Result | undefined,
  { tries = 1, kind = 'create', now = NOW, isLost }: Waiting = {},
) {
  const settled: unknown[] = []
  const asked: unknown[] = []
  const raised: Alarm[] = []
  let busy = 0
  let most = 0
  const waiting = ['LARK-472', 'WREN-100'].map((reference): ClaimedErrand => {
    const errand = errandOf(kind, reference)
    const sequence = kind === 'create' ? 1 : 2
    return {
      reference,
      area: 'staffordshire',
      sequence,
      errand,
      lease: `lease of ${reference}`,
      tries,
      keptAt: NOW,
    }
  })
  const take = (call: string) => async (what: unknown, sequence?: number) => {
    const reference = typeof what === 'string' ? what : (what as { reference: string }).reference
    asked.push([call, reference, ...(sequence === undefined ? [] : [sequence])])
    most = Math.max(most, (busy += 1))
    await Promise.resolve()
    busy -= 1
    return answer
  }
  const ports = {
    clock: { now: () => now },
    directory: CONTENT.directory,
    pace: pacing(() => 0.5),
    alarms: { raise: (alarm: Alarm) => void raised.push(alarm) },
    referrals: {
      claim: async (_now: Date, _lease: number, { except = [] }: { except?: readonly string[] } = {}) =>
        except.includes('staffordshire') ? undefined : waiting.shift(),
      settle: async ({ reference, sequence, lease }: ClaimedErrand, result: unknown) => {
        settled.push({ reference, sequence, lease, result })
        return isLost !== true
      },
    },
    gateways: {
      of: () =>
        answer && {
          send: take('send'),
          correct: take('correct'),
          makeSafer: (reference: string, _safer: unknown, sequence: number) =>
            take('safer')(reference, sequence),
          withdraw: take('withdraw'),
        },
    },
  } as unknown as OutboxPorts
  return { ports, settled, asked, raised, waiting, most: () => most }
}

const WAITS = { result: 'waiting', at: NOW, retryAt: later(30_000) }
const results: readonly (readonly [string, Result | undefined, unknown])[] = [
  ['received', { result: 'received', at: LATER }, { result: 'told', at: LATER }],
  ['refused', { result: 'refused' }, { result: 'refused', at: NOW }],
  ['not answered', { result: 'unreachable' }, WAITS],
  ['for no gateway', undefined, WAITS],
]

describe('The outbox', () => {
  for (const [name, answer, result] of results) {
    it(`settles each referral once when it is ${name}`, async () => {
      const { ports, settled } = anOutbox(answer)
      expect(await sendDue(ports)).to.equal(2)
      expect(settled).to.deep.equal([
        { reference: 'LARK-472', sequence: 1, lease: 'lease of LARK-472', result },
        { reference: 'WREN-100', sequence: 1, lease: 'lease of WREN-100', result },
      ])
    })
  }

  it('never sends two at a time', async () => {
    const { ports, most } = anOutbox({ result: 'received', at: LATER })
    await sendDue(ports)
    expect(most()).to.equal(1)
  })

  it('begins nothing more while Haven stops', async () => {
    const { ports, settled } = anOutbox({ result: 'received', at: LATER })
    expect(await sendDue({ ...ports, isStopping: () => true })).to.equal(0)
    expect(settled).to.deep.equal([])
  })

  it('tells a correction and less contact with their number, and a withdrawal by its reference', async () => {
    const corrected = anOutbox({ result: 'received', at: LATER }, { kind: 'correct' })
    await sendDue(corrected.ports)
    expect(corrected.asked).to.deep.equal([
      ['correct', 'LARK-472', 2],
      ['correct', 'WREN-100', 2],
    ])
    const safer = anOutbox({ result: 'told' }, { kind: 'safer' })
    await sendDue(safer.ports)
    expect(safer.asked).to.deep.equal([
      ['safer', 'LARK-472', 2],
      ['safer', 'WREN-100', 2],
    ])
    expect(safer.settled[0]).to.deep.include({ result: { result: 'told', at: NOW } })
    const withdrawn = anOutbox({ result: 'withdrawn' }, { kind: 'withdraw' })
    await sendDue(withdrawn.ports)
    expect(withdrawn.asked).to.deep.equal([
      ['withdraw', 'LARK-472'],
      ['withdraw', 'WREN-100'],
    ])
    expect(withdrawn.settled[0]).to.deep.include({ result: { result: 'told', at: NOW } })
  })

  it('raises an alarm for what is refused when nobody is there to hear it, but not where the lease was lost', async () => {
    const { ports, raised } = anOutbox({ result: 'refused' })
    await sendDue(ports)
    expect(raised.map(({ alarm, area }) => [alarm, area])).to.deep.equal([
      ['refused', 'staffordshire'],
      ['refused', 'staffordshire'],
    ])
    const lost = anOutbox({ result: 'refused' }, { isLost: true })
    await sendDue(lost.ports)
    expect(lost.raised).to.deep.equal([])
  })

  const STUCK: readonly (readonly [string, Waiting, string])[] = [
    [
      'is stuck after many tries, when the promised day is long past',
      { tries: 12, now: later(30 * DAY) },
      'stuck',
    ],
    ['is not stuck before that day', { tries: 500, now: later(DAY) }, 'waiting'],
    ['is not stuck after few tries, however long ago', { tries: 11, now: later(30 * DAY) }, 'waiting'],
    [
      'is never stuck when it is a withdrawal',
      { tries: 500, now: later(300 * DAY), kind: 'withdraw' },
      'waiting',
    ],
    [
      'is never stuck when it is less contact',
      { tries: 500, now: later(300 * DAY), kind: 'safer' },
      'waiting',
    ],
    ['is stuck when it is a correction', { tries: 12, now: later(30 * DAY), kind: 'correct' }, 'stuck'],
  ]
  for (const [name, waiting, result] of STUCK) {
    it(`${name}`, async () => {
      const { ports, settled } = anOutbox({ result: 'unreachable' }, waiting)
      await sendDue(ports)
      expect(settled[0]).to.have.nested.property('result.result', result)
    })
  }

  it('leaves a gateway alone that kept silent, and lets one try through after that', async () => {
    const { ports, asked, waiting } = anOutbox({ result: 'unreachable' })
    const claim = waiting[0]!
    waiting.push(...Array.from({ length: 20 }, () => claim))
    expect(await sendDue(ports)).to.equal(5)
    expect(await sendDue({ ...ports, clock: { now: () => later(59_000) } })).to.equal(0)
    expect(await sendDue({ ...ports, clock: { now: () => later(60_000) } })).to.equal(1)
    expect(asked).to.have.length(6)
  })
})

describe('The pace of sending', () => {
  const AREA = 'staffordshire'
  const silent = (pace: ReturnType<typeof pacing>, times: number, at = NOW): void => {
    for (let count = 0; count < times; count += 1) {
      pace.begin(AREA, at)
      pace.end(AREA, false, at)
    }
  }

  it('pauses at most a minute, then twice as long each time, at most an hour', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1000].map((tries) => pacing(() => 1).retryAt(NOW, tries))
    expect(longest.map((at) => (at.getTime() - NOW.getTime()) / 1000)).to.deep.equal([
      60, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
    ])
  })

  it('draws each pause evenly from nearly nothing to that, and never none', () => {
    expect(pacing(() => 0).retryAt(NOW, 9)).to.deep.equal(later(1000))
    expect(pacing(() => 0.25).retryAt(NOW, 3)).to.deep.equal(later(60_000))
    const drawn = Array.from(
      { length: 2000 },
      () => pacing(Math.random).retryAt(NOW, 9).getTime() - NOW.getTime(),
    )
    const quarters = [0, 0, 0, 0]
    for (const pause of drawn) quarters[Math.min(3, Math.floor(pause / 900_000))]! += 1
    expect(Math.min(...drawn)).to.be.at.least(1000)
    expect(Math.max(...drawn)).to.be.at.most(3_600_000)
    // 500 are expected in each; eight standard deviations are 155.
    for (const count of quarters) expect(count).to.be.within(345, 655)
  })

  it('rests an area after five silent tries in a row and no earlier, for longer each time', () => {
    const pace = pacing(() => 1)
    silent(pace, 4)
    expect(pace.resting(NOW)).to.deep.equal([])
    const rests: number[] = []
    let at = NOW
    for (let count = 0; count < 7; count += 1) {
      silent(pace, 1, at)
      let rest = 0
      while (pace.resting(new Date(at.getTime() + rest * 1000)).length > 0) rest += 1
      rests.push(rest)
      at = new Date(at.getTime() + rest * 1000)
    }
    expect(rests).to.deep.equal([60, 120, 240, 480, 900, 900, 900])
  })

  it('counts only silences in a row, and any answer ends the rest', () => {
    const pace = pacing(() => 1)
    silent(pace, 4)
    pace.end(AREA, true, NOW)
    silent(pace, 4)
    expect(pace.resting(NOW)).to.deep.equal([])
    silent(pace, 1)
    expect(pace.resting(NOW)).to.deep.equal([AREA])
    pace.end(AREA, true, NOW)
    expect(pace.resting(NOW)).to.deep.equal([])
  })

  it('lets one try through after a rest, and another when that one never ends', () => {
    const pace = pacing(() => 1)
    silent(pace, 5)
    pace.begin(AREA, later(60_000))
    expect(pace.resting(later(60_000))).to.deep.equal([AREA])
    expect(pace.resting(later(89_999))).to.deep.equal([AREA])
    expect(pace.resting(later(90_000))).to.deep.equal([])
  })

  it('knows areas apart', () => {
    const pace = pacing(() => 1)
    silent(pace, 5)
    pace.end('cheshire', false, NOW)
    expect(pace.resting(NOW)).to.deep.equal([AREA])
  })
})

describe('Work that repeats', () => {
  it('goes on after a run that failed, and ends when it is stopped', async () => {
    let runs = 0
    const faults: unknown[] = []
    const twice = new Promise<void>((resolve) => {
      const repeating = every(
        1,
        async () => {
          runs += 1
          if (runs === 1) throw new RangeError('first')
          if (runs === 2) resolve(repeating.stop())
        },
        (error) => void faults.push(error),
      )
    })
    await twice
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(runs).to.equal(2)
    expect(faults).to.have.length(1)
  })
})
