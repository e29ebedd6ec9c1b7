import { expect } from 'chai'
import type { Asking } from '../../src/actions/action.ts'
import { prepareReferral } from '../../src/actions/prepare-referral.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import { withdrawReferral } from '../../src/actions/withdraw-referral.ts'
import { aReferral } from '../adapters/store/samples.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

const SECRET = 'river lamp stone'
const HOUR = 60 * 60 * 1000

const asking = (
  answers: Readonly<Record<string, string>>,
  found: Readonly<Record<string, unknown>> = {},
): Asking => ({
  answers,
  found,
  language: 'en',
  channel: 'web',
  asked: [],
  askedFirst: {},
  here: NOWHERE,
  agreed: {},
  wording: '1',
})

const takeBack = async ({ setting }: Memory, secret = SECRET): Promise<string> => {
  const said = asking({ 'track-reference': 'lark 472', 'track-secret': secret })
  return (await withdrawReferral.run(said, setting)).outcome
}

const outbox = ({ setting }: Memory, hoursLater = 0): Promise<number> =>
  sendDue({
    ...setting,
    clock: { now: () => new Date(TUESDAY.getTime() + hoursLater * HOUR) },
    alarms: { raise: () => undefined },
  })

async function kept(): Promise<Memory> {
  const memory = inMemory()
  await memory.setting.referrals.keep(aReferral('LARK-472'), SECRET, TUESDAY)
  return memory
}

describe('Taking a referral back', () => {
  it('is told to the gateway that has it', async () => {
    const memory = await kept()
    await outbox(memory)
    expect(memory.received.size).to.equal(1)
    expect(await takeBack(memory)).to.equal('withdrawn')
    expect(memory.received.size).to.equal(0)
  })

  it('is for their controller to go on with, where somebody there may have read it', async () => {
    for (const status of ['being_read', 'accepted', 'in_contact', 'closed'] as const) {
      const memory = await kept()
      await outbox(memory)
      memory.statuses.set('LARK-472', status)
      expect(await takeBack(memory), status).to.equal('asked')
    }
    const memory = await kept()
    await outbox(memory)
    const { gateways } = memory.setting
    const silent = {
      of: (area: string) => ({ ...gateways.of(area)!, status: () => new Promise<never>(() => {}) }),
    }
    const setting = { ...memory.setting, gateways: silent }
    expect(await takeBack(Object.assign({}, memory, { setting })), 'no answer in time').to.equal('asked')
  })

  it('is done at once, with the gateway away, when nobody was handed anything', async () => {
    const memory = await kept()
    memory.isGatewayUp = false
    expect(await takeBack(memory)).to.equal('withdrawn')
    expect(await memory.setting.referrals.backlog()).to.deep.equal([])
  })

  it('says so when the gateway does not know yet, and goes on telling it until it does', async () => {
    const memory = await kept()
    await outbox(memory)
    memory.isGatewayUp = false
    expect(await takeBack(memory)).to.equal('unreachable')
    expect(await takeBack(memory), 'tried again by the person').to.equal('unreachable')
    expect((await memory.setting.referrals.backlog())[0]?.waiting).to.equal(1)
    memory.isGatewayUp = true
    expect(await outbox(memory, 2)).to.equal(1)
    expect(memory.received.size).to.equal(0)
    expect(await takeBack(memory)).to.equal('withdrawn')
  })

  it('does not rest with a gateway that is left alone: the person tries for themselves', async () => {
    const memory = await kept()
    await outbox(memory)
    for (let count = 0; count < 5; count += 1) memory.setting.pace.end('staffordshire', false, TUESDAY)
    expect(memory.setting.pace.resting(TUESDAY)).to.deep.equal(['staffordshire'])
    expect(await takeBack(memory)).to.equal('withdrawn')
  })

  it('waits for the outbox, where that is telling it at this moment', async () => {
    const memory = await kept()
    await outbox(memory)
    const { gateways } = memory.setting
    const telling = Promise.withResolvers<void>()
    let outboxMeanwhile: Promise<number> | undefined
    const slow = {
      of: (area: string) => ({
        ...gateways.of(area)!,
        status: (reference: string) => {
          outboxMeanwhile = outbox(busy)
          return gateways.of(area)!.status(reference)
        },
        withdraw: async (reference: string) => {
          await telling.promise
          return gateways.of(area)!.withdraw(reference)
        },
      }),
    }
    const busy: Memory = { ...memory, setting: { ...memory.setting, gateways: slow } }
    const answer = takeBack(busy)
    setTimeout(() => telling.resolve(), 300)
    expect(await answer).to.equal('withdrawn')
    expect(await outboxMeanwhile).to.equal(1)
    expect(memory.received.size).to.equal(0)
  })

  it('needs the secret', async () => {
    const memory = await kept()
    await outbox(memory)
    expect(await takeBack(memory, 'wrong')).to.equal('slow')
    expect(memory.received.size).to.equal(1)
  })
})

describe('A referral that is prepared', () => {
  it('has the hash of its secret begun, and of the person’s own words once they chose some', async () => {
    const { setting } = inMemory()
    const prepared: string[][] = []
    const prepare = (...both: readonly string[]) => void prepared.push([...both])
    const ports = { ...setting, referrals: { ...setting.referrals, prepare } }
    const { found = {} } = await prepareReferral.run(asking({}, { area: 'staffordshire' }), ports)
    if (!found) throw new Error('nothing was prepared')
    const { reference, words } = found['referral'] as { reference: string; words: readonly string[] }
    const own = { 'secret-choice': 'own', 'own-secret': 'my own words' }
    await prepareReferral.run(asking(own, { area: 'staffordshire', ...found }), ports)
    expect(prepared).to.deep.equal([
      [reference, words.join(' ')],
      [reference, 'my own words'],
    ])
  })
})
