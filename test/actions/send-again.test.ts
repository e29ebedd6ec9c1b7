import { expect } from 'chai'
import type { Asking } from '../../src/actions/action.ts'
import { sendReferral } from '../../src/actions/send-referral.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

const REFERENCE = 'LARK-472'

/** Somebody at the end of their review, who agreed; the same each time. */
const agreeing = ({ setting }: Memory): Asking => {
  const to = setting.directory.area('staffordshire')?.gateway?.id ?? ''
  return {
    answers: {
      'acting-as': 'me',
      age: '18-plus',
      crimes: ['burglary'],
      where: 'Stafford',
      needs: ['safety'],
    },
    found: {
      area: 'staffordshire',
      places: [{ id: 'E07000197', council: 'E07000197' }],
      referral: { reference: REFERENCE, words: ['river', 'lamp', 'stone'] },
    },
    language: 'en',
    channel: 'web',
    asked: [],
    askedFirst: {},
    here: NOWHERE,
    agreed: { [to]: 'agree' },
    to,
    wording: '1',
  }
}

const send = async (memory: Memory): Promise<string> =>
  (await sendReferral.run(agreeing(memory), memory.setting)).outcome

describe('Sending once more what was sent', () => {
  it('says the same again', async () => {
    const memory = inMemory()
    expect(await send(memory)).to.equal('received')
    expect(await send(memory)).to.equal('received')
    expect(memory.received.size).to.equal(1)
  })

  for (const isGatewayUp of [true, false])
    it(`never says of what was taken back that it goes on, with the gateway ${isGatewayUp ? 'there' : 'away'}`, async () => {
      const memory = inMemory()
      await send(memory)
      memory.isGatewayUp = isGatewayUp
      await memory.setting.referrals.withdraw(REFERENCE, TUESDAY)
      expect(await send(memory)).to.equal('gone')
      expect(await send(memory)).to.equal('gone')
      expect(memory.received.size, 'told to the gateway meanwhile').to.equal(isGatewayUp ? 0 : 1)
    })
})
