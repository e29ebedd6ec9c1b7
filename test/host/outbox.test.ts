import { expect } from 'chai'
import { retryAfter } from '../../src/actions/send-one.ts'
import { every } from '../../src/host/every.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import type { OutboxPorts } from '../../src/actions/send-due.ts'
import type { ClaimedReferral } from '../../src/ports/referrals.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const LATER = new Date('2026-11-24T10:00:05Z')

type Result =
  { readonly result: 'received'; readonly at: Date } | { readonly result: 'refused' | 'unreachable' }

/** An outbox with so many tries behind it, a gateway that answers so, and what was settled. */
function anOutbox(answer: Result | undefined, tries = 1) {
  const settled: unknown[] = []
  let busy = 0
  let most = 0
  const waiting = ['LARK-472', 'WREN-100'].map(
    (reference) =>
      ({ referral: { reference, area: 'here' }, lease: `lease of ${reference}`, tries }) as ClaimedReferral,
  )
  const ports = {
    clock: { now: () => NOW },
    referrals: {
      claim: async () => waiting.shift(),
      settle: async (reference: string, lease: string, result: unknown) => {
        settled.push({ reference, lease, result })
        return true
      },
    },
    gateways: {
      of: () =>
        answer && {
          async send() {
            most = Math.max(most, (busy += 1))
            await Promise.resolve()
            busy -= 1
            return answer
          },
        },
    },
  } as unknown as OutboxPorts
  return { ports, settled, most: () => most }
}

const results: readonly (readonly [string, Result | undefined, unknown])[] = [
  ['received', { result: 'received', at: LATER }, { sending: 'received', at: LATER }],
  ['refused', { result: 'refused' }, { sending: 'refused', at: NOW }],
  [
    'not answered',
    { result: 'unreachable' },
    { sending: 'waiting', at: NOW, retryAt: new Date(NOW.getTime() + 60_000) },
  ],
  ['for no gateway', undefined, { sending: 'waiting', at: NOW, retryAt: new Date(NOW.getTime() + 60_000) }],
]

describe('The outbox', () => {
  for (const [name, answer, result] of results) {
    it(`settles each referral once when it is ${name}`, async () => {
      const { ports, settled } = anOutbox(answer)
      expect(await sendDue(ports)).to.equal(2)
      expect(settled).to.deep.equal([
        { reference: 'LARK-472', lease: 'lease of LARK-472', result },
        { reference: 'WREN-100', lease: 'lease of WREN-100', result },
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

  it('tries again after a minute, then twice as long each time, at most an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 1000].map(retryAfter)).to.deep.equal([
      60, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
    ])
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
