import { expect } from 'chai'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import { handsets, type Handset, type Handsets } from '../support/handset.ts'
import { deskOf, type DeskSeen } from './a-desk-seen.ts'

const REFERENCE = /^([A-Z]{3,}) (\d{3,})$/m

/** Says everything up to a step, and answers what is said there. */
async function upTo(phone: Handset, step: string): Promise<string> {
  const plan = await planOf('sms', 'me', birdsOf('fulmar'))
  const until = plan.findIndex(({ at }) => at === step)
  await phone.ask('hello')
  for (const { typed } of plan.slice(0, until)) await phone.ask(typed)
  return plan[until]!.typed
}

/** Asks for the rest of what is shown, which must be read before it can be agreed to. */
async function readOn(phone: Handset): Promise<void> {
  while (phone.texts().at(-1)!.includes('Text MORE')) await phone.ask('more')
}

/** Agrees to what was read; resolves with the reference. */
async function send(phone: Handset, agree: string): Promise<string> {
  await readOn(phone)
  const before = phone.texts().length
  await phone.ask(agree)
  await readOn(phone)
  const [, bird, number] = REFERENCE.exec(phone.texts().slice(before).join('\n')) ?? []
  return `${bird}-${number}`
}

const nameOn = ({ text }: { readonly text: string }): string | undefined => /Zephyrine \w+/.exec(text)?.[0]

describe('Somebody who texts STOP', function () {
  this.timeout(120_000)
  let all: Handsets
  let desk: DeskSeen
  before(async () => {
    all = await handsets({ HAVEN_TEXTS_GATHER_SECONDS: '1' })
    desk = await deskOf(all)
  })
  after(() => all.stop())

  for (const provider of ['twilio', 'notify'] as const)
    it(`in the middle of a referral has sent nothing, and finds their place again, by ${provider}`, async () => {
      const phone = all.handset(provider)
      const agree = await upTo(phone, 'referral/review')
      const question = phone.texts().at(-1)
      const sent = await desk.references()
      if (provider === 'notify') expect(await phone.ask('STOP')).to.include('no more texts')
      else await phone.silence('STOP')
      for (const text of [agree, 'he has a knife', 'more']) await phone.silence(text)
      expect(await desk.references(), 'nothing was agreed to').to.deep.equal(sent)

      expect(await phone.ask('START')).to.equal(question)
      const reference = await send(phone, agree)
      expect(await desk.references()).to.have.members([...sent, reference])
    })

  it('after they sent it gets nothing more, and what they sent stands at the gateway as it did', async () => {
    const phone = all.handset('notify')
    const reference = await send(phone, await upTo(phone, 'referral/review'))
    const page = `/gateway/referrals/${reference}`
    const before = nameOn(await desk.open(page))
    expect(before).to.equal('Zephyrine fulmar')
    await phone.ask('STOP')
    const texts = phone.texts().length
    await all.shift(2 * 60 * 60 * 1000)
    await phone.silence('2')
    expect(phone.texts()).to.have.length(texts)
    expect(await desk.references()).to.include(reference)
    expect(nameOn(await desk.open(page))).to.equal(before)
  })

  it('and is abroad is not even told that they cannot be answered', async () => {
    await all.handsetOf('+48512345999', 'notify').silence('STOP')
  })
})
