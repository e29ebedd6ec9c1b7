import { expect } from 'chai'
import type { Asking } from '../../src/actions/action.ts'
import { makeSafer } from '../../src/actions/make-safer.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import type { Referral } from '../../src/domain/referral.ts'
import { aReferral } from '../adapters/store/samples.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

const SECRET = 'river lamp stone'
const REFERENCE = 'LARK-472'
const HOUR = 60 * 60 * 1000

const withPhone: Referral = {
  ...aReferral(REFERENCE),
  contact: {
    phone: { number: '07700 900123', safe: 'yes', message_may: 'leave-nothing' },
    email: { address: 'sam@example.org', safe: 'yes', message_may: 'name-nobody' },
    if_unreachable: 'stop',
  },
}

const ask = async ({ setting }: Memory, answers: Asking['answers'], secret = SECRET): Promise<string> => {
  const asking = {
    answers: { 'track-reference': 'lark 472', 'track-secret': secret, ...answers },
    found: {},
  } as unknown as Asking
  return (await makeSafer.run(asking, setting)).outcome
}
const outbox = ({ setting }: Memory, hoursLater = 0): Promise<number> =>
  sendDue({
    ...setting,
    clock: { now: () => new Date(TUESDAY.getTime() + hoursLater * HOUR) },
    alarms: { raise: () => undefined },
  })

describe('Making contact safer', () => {
  let memory: Memory
  beforeEach(async () => {
    memory = inMemory()
    await memory.setting.referrals.keep(withPhone, SECRET, TUESDAY)
  })

  it('is told to the gateway that has it', async () => {
    await outbox(memory)
    expect(await ask(memory, { 'unsafe-ways': ['phone'] })).to.equal('safer')
    expect(memory.stopped.get(REFERENCE)).to.deep.equal(['phone'])
  })

  it('is done at once when nobody was handed anything: it only ever goes out with less', async () => {
    memory.isGatewayUp = false
    expect(await ask(memory, { 'unsafe-ways': ['phone'] })).to.equal('safer')
    memory.isGatewayUp = true
    await outbox(memory, 2)
    expect(memory.received.get(REFERENCE)?.contact).to.have.keys('email', 'if_unreachable')
    expect(memory.stopped.size).to.equal(0)
  })

  it('says so when the gateway does not know yet, and reaches it before the referral itself', async () => {
    memory.isGatewayUp = false
    await outbox(memory)
    expect(await ask(memory, { 'stop-all': 'yes' })).to.equal('untold')
    expect(await ask(memory, { 'stop-all': 'yes' }), 'tried again by the person').to.equal('untold')
    memory.isGatewayUp = true
    const told: string[] = []
    const { gateways } = memory.setting
    const listening = {
      of: (area: string) => {
        const gateway = gateways.of(area)!
        return {
          ...gateway,
          makeSafer: (...args: Parameters<typeof gateway.makeSafer>) => {
            told.push('safer')
            return gateway.makeSafer(...args)
          },
          send: (...args: Parameters<typeof gateway.send>) => {
            told.push('send')
            return gateway.send(...args)
          },
        }
      },
    }
    await outbox(Object.assign({}, memory, { setting: { ...memory.setting, gateways: listening } }), 2)
    expect(told).to.deep.equal(['safer', 'send'])
  })

  it('needs the secret', async () => {
    await outbox(memory)
    expect(await ask(memory, { 'stop-all': 'yes' }, 'wrong')).to.equal('slow')
    expect(memory.stopped.size).to.equal(0)
  })

  it('finds nothing to change in what was taken back', async () => {
    await memory.setting.referrals.withdraw(REFERENCE, TUESDAY)
    expect(await ask(memory, { 'stop-all': 'yes' })).to.equal('gone')
  })

  it('does not rest with a gateway that is left alone: the person tries for themselves', async () => {
    await outbox(memory)
    for (let count = 0; count < 5; count += 1) memory.setting.pace.end('staffordshire', false, TUESDAY)
    expect(await ask(memory, { 'unsafe-ways': ['text'] })).to.equal('safer')
    expect(memory.stopped.get(REFERENCE)).to.deep.equal(['text'])
  })
})
