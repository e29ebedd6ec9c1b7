import { expect } from 'chai'
import { correctReferral } from '../../src/actions/correct-referral.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import type { Sent } from '../../src/actions/sending.ts'
import { aReferral } from '../adapters/store/samples.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

const SECRET = 'river lamp stone'
const FIRST = aReferral('LARK-472')
const CHANGED = aReferral('LARK-472', 'It was somebody else.')
const before: Sent = {
  at: TUESDAY.toISOString(),
  area: FIRST.area,
  digest: FIRST.consent.payload_digest,
  contact: FIRST.contact,
}

const correct = async ({ setting }: Memory, referral = CHANGED): Promise<string> =>
  (await correctReferral(setting, referral, SECRET, before)).outcome
const outbox = ({ setting }: Memory): Promise<number> =>
  sendDue({ ...setting, alarms: { raise: () => undefined } })

describe('Changing what was sent', () => {
  let memory: Memory
  beforeEach(async () => {
    memory = inMemory()
    await memory.setting.referrals.keep(FIRST, SECRET, TUESDAY)
  })
  const account = (): string | undefined => memory.received.get('LARK-472')?.account

  it('takes its place at the gateway that has it, and is the same referral', async () => {
    await outbox(memory)
    expect(await correct(memory)).to.equal('corrected')
    expect([account(), memory.received.size, memory.corrected.get('LARK-472')]).to.deep.equal([
      CHANGED.account,
      1,
      2,
    ])
    expect(await correct(memory), 'again, as after a crash').to.equal('corrected')
    expect(memory.corrected.get('LARK-472')).to.equal(2)
  })

  it('goes with the referral that was still waiting', async () => {
    expect(await correct(memory)).to.equal('corrected')
    expect(account()).to.equal(CHANGED.account)
    expect(memory.corrected.size).to.equal(0)
  })

  it('follows a referral that was tried, in one go', async () => {
    memory.isGatewayUp = false
    await outbox(memory)
    memory.isGatewayUp = true
    expect(await correct(memory)).to.equal('corrected')
    expect([account(), memory.corrected.get('LARK-472')]).to.deep.equal([CHANGED.account, 2])
  })

  it('says that it is not there yet when the gateway does not answer, or is left alone', async () => {
    await outbox(memory)
    memory.isGatewayUp = false
    expect(await correct(memory)).to.equal('correcting')
    for (let count = 0; count < 5; count += 1) memory.setting.pace.end('staffordshire', false, TUESDAY)
    expect(await correct(memory)).to.equal('correcting')
    expect(account()).to.equal(FIRST.account)
  })

  it('sends nothing where nothing changed', async () => {
    await outbox(memory)
    expect(await correct(memory, FIRST)).to.equal('unchanged')
    expect(memory.corrected.size).to.equal(0)
  })

  it('sends nothing to another area, where nobody agreed to anything', async () => {
    await outbox(memory)
    expect(await correct(memory, { ...CHANGED, area: 'cheshire' })).to.equal('elsewhere')
    expect(memory.corrected.size).to.equal(0)
  })

  it('is too late for what was taken back, or is over there', async () => {
    await outbox(memory)
    const { gateways } = memory.setting
    const refusing = {
      of: (area: string) => ({
        ...gateways.of(area)!,
        correct: async () => ({ result: 'refused' as const }),
      }),
    }
    const setting = { ...memory.setting, gateways: refusing }
    expect(await correct(Object.assign({}, memory, { setting }))).to.equal('gone')
    await memory.setting.referrals.withdraw('LARK-472', TUESDAY)
    expect(await correct(memory)).to.equal('gone')
  })
})
