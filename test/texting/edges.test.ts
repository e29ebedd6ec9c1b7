import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { handsets, type Handsets } from '../support/handset.ts'

const HOUR = 60 * 60 * 1000
/** "He hits me" in Urdu, in its own script. */
const IN_URDU = 'وہ مجھے مارتا ہے'

describe('At the edges of texting,', function () {
  this.timeout(120_000)
  let all: Handsets
  before(async () => (all = await handsets({ HAVEN_TEXTS_GATHER_SECONDS: '1' })))
  after(() => all.stop())
  afterEach(() => all.carrier.setAir({ refuse: 0 }))

  const counted = async (name: string, outcome: string): Promise<number> => {
    const text = await (await fetch(`${all.haven.url}/metrics`)).text()
    return Number(new RegExp(`name="${name}",outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0)
  }

  it('danger in a script that GOV.UK Notify would turn into question marks is answered with whom to ring', async () => {
    const phone = all.handset('notify')
    await phone.ask('hello')
    await phone.ask('1')
    await phone.ask(IN_URDU)
    await pause(1_000)
    const told = phone.texts().slice(2)
    expect(told[0]).to.match(/: 999/)
    expect(told.join('\n')).to.include('We cannot text you in this language yet')
    expect(told.join('\n')).to.not.match(/\?\?|[\u0600-\u06FF]/)
    for (const text of told) expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
    expect(await counted('text-out', 'not-sayable')).to.equal(1)
  })

  it('the same words by Twilio are answered in their own language', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    await phone.ask('1')
    expect(await phone.ask(IN_URDU)).to.match(/[\u0600-\u06FF]/)
  })

  it('words beside a picture are heard, and nobody believes that the picture was seen', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    await phone.send('1', 1)
    const [, first, second] = await phone.received(3)
    expect(first).to.include('cannot open pictures')
    expect(second).to.include('danger right now')
  })

  it('danger beside a picture comes before anything about pictures', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    await phone.send('he is outside with a knife', 2)
    const [, card] = await phone.received(2)
    expect(card).to.include('999').and.not.include('pictures')
  })

  it('a text of 1,600 characters with danger at its end is answered with 999', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    await phone.ask('1')
    const long = `${'we were at the shop and then at home again. '.repeat(40).slice(0, 1_560)} he has a knife at my throat`
    expect(await phone.ask(long.slice(0, 1_600))).to.include('999')
  })

  it('parts that are too long together are answered, not dropped', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1']) await phone.ask(text)
    const before = phone.texts().length
    for (const part of ['one', 'two', 'three', 'four'])
      await phone.send(
        `part ${part} ${'and then he took the car keys and the phone. '.repeat(36)}`.slice(0, 1_600),
      )
    await phone.received(before + 1)
  })

  it('an answer that a carrier would not take for more than a quarter of an hour is not sent then', async () => {
    const phone = all.handset()
    const question = await phone.ask('hello')
    all.carrier.setAir({ refuse: 1 })
    await phone.send('1')
    await pause(1_000)
    await all.shift(HOUR / 2)
    all.carrier.setAir({ refuse: 0 })
    await pause(4_000)
    expect(phone.texts()).to.deep.equal([question])
    expect(await counted('text-out', 'given-up')).to.be.greaterThan(0)
  })

  it('a code to carry on with opens on the first of two phones, and on the other it is a wrong one', async () => {
    const [first, second, third] = [all.handset(), all.handset('notify'), all.handset()]
    for (const text of ['hello', '1', '1', '1', '4', 'later']) await first.ask(text)
    const shown = await first.ask('1')
    const code = /^[a-z]+ [a-z]+ [a-z]+$/m.exec(shown)?.[0] ?? ''
    expect(code).to.not.equal('')
    const enter = async (phone: typeof first): Promise<string> => {
      for (const text of ['hello', '1', '1']) await phone.ask(text)
      await phone.ask('status')
      return phone.ask(code)
    }
    expect(await enter(second), 'whose phone it is comes first').to.include('Is this phone only yours?')
    expect(await enter(third)).to.include('did not open anything')
    expect(all.haven.output()).to.not.include(code)
  })
})
