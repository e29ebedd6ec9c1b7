import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import { handsets, type Handset, type Handsets } from '../support/handset.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const WORD = 'Zinnias'
const REFERENCE = /\b[A-Z]{3,} \d{3}\b/
/** Whatever happened, and whoever helps with it. */
const PAST = /laptop|stolen|happened|Victim Gateway|abuse/i

/** Reads on until this is there. */
async function more(phone: Handset, isThere: RegExp): Promise<void> {
  for (let part = 0; part < 10 && !isThere.test(last(phone)); part += 1) await phone.ask('more')
}

async function begin(phone: Handset, language: string): Promise<void> {
  await phone.ask('hello')
  if (language === 'Welsh') await phone.ask('Cymraeg')
}

/** Sends a referral, with a word of their own; answers its reference. */
async function sent({ shift }: Handsets, phone: Handset, language = 'English'): Promise<string> {
  await begin(phone, language)
  const plan = (await planOf('sms', 'me', birdsOf('wigeon'))).filter(({ typed }) => typed !== 'more')
  for (const [index, { at, typed }] of plan.entries()) {
    // In Welsh more screens come in parts, and only what was shown can be answered.
    if (at !== 'referral/review')
      for (let part = 0; part < 10 && /Text MORE|Tecstiwch MWY/.test(last(phone)); part += 1)
        await phone.ask('more')
    await phone.ask(at === 'referral/word' ? WORD : typed)
    // Nobody answers as fast as a test, and for a while no more is answered.
    if (index % 10 === 9) await shift(11 * 60_000)
  }
  // What is sent is read to its end, which is longer in Welsh, before an agreement is one.
  for (let part = 0; part < 20 && !REFERENCE.test(last(phone)); part += 1)
    await phone.ask(/1\. (Yes, send|Cewch, anfonwch)/.test(last(phone)) ? '1' : 'more')
  return REFERENCE.exec(last(phone))![0]
}

const last = (phone: Handset): string => phone.texts().at(-1)!

async function look(phone: Handset, reference: string, word: string, status = 'STATUS'): Promise<string> {
  await phone.ask(status)
  if (/only yours|symudol hwn\?/.test(last(phone))) await phone.ask('1')
  await phone.ask(reference)
  return phone.ask(word)
}

describe('Safety on a phone', function () {
  this.timeout(180_000)
  let all: Handsets
  before(async () => (all = await handsets({ HAVEN_TEXTS_GATHER_SECONDS: '1' })))
  after(() => all.stop())

  it('after an hour nothing past comes back until they say that the phone is theirs', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1', '4', 'they took my laptop']) await phone.ask(text)
    const question = last(phone)
    for (const silence of [HOUR, 3 * DAY]) {
      await all.shift(silence)
      const back = await phone.ask('1')
      expect(back).to.include('only yours').and.not.match(PAST)
    }
    expect(await phone.ask('1'))
      .to.include('1. Carry on')
      .and.include('2. Start again')
      .and.not.match(PAST)
    expect(await phone.ask('1')).to.equal(question)
  })

  it('after an hour danger is heard as ever', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1', '4', 'they took my laptop']) await phone.ask(text)
    await all.shift(2 * HOUR)
    expect(await phone.ask('he is outside with a knife'))
      .to.match(/999/)
      .and.not.match(PAST)
  })

  for (const say of [
    {
      language: 'English',
      status: 'STATUS',
      word: 'from this phone?',
      opened: 'where it stands',
      wrong: 'did not open anything',
      takeBack: 'Take it back',
      taken: /taken back/i,
    },
    {
      language: 'Welsh',
      status: 'STATWS',
      word: "o'r symudol hwn?",
      opened: "beth sy'n digwydd nawr",
      wrong: 'ddim agor dim byd',
      takeBack: 'Tynnu hyn yn',
      taken: /dynnu'n|wedi'i ddileu/i,
    },
  ])
    it(`a word of their own opens what they sent, from their phone alone, and is in no text (${say.language})`, async () => {
      const phone = all.handset()
      const reference = await sent(all, phone, say.language)
      expect(phone.texts().join('\n')).to.include(say.word)
      await all.shift(11 * 60_000)
      expect(await look(phone, reference, 'zinnias', say.status)).to.include(say.opened)
      const stranger = all.handset()
      await begin(stranger, say.language)
      expect(await look(stranger, reference, WORD, say.status)).to.include(say.wrong)
      for (const text of [...phone.texts(), ...stranger.texts()]) {
        expect(text).to.not.match(/zinnias/i)
        expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
      }
      await more(phone, new RegExp(say.takeBack))
      await phone.ask(numberOf(last(phone), say.takeBack))
      expect(await phone.ask('1')).to.match(say.taken)
    })

  it('three wrong words after an hour leave only a new beginning', async () => {
    const phone = all.handset()
    await sent(all, phone)
    await all.shift(2 * HOUR)
    await phone.ask('hello')
    expect(await phone.ask('1'))
      .to.include('the word you chose')
      .and.not.match(PAST)
    for (const wrong of ['candle', '1', 'torch', '1']) await phone.ask(wrong)
    await phone.ask('lamp post')
    await more(phone, /1\. Start again/)
    expect(await phone.ask('1')).to.include('only yours')
  })

  for (const [language, hello, word, yes] of [
    ['English', 'hello', 'DELETE', 'forgotten'],
    ['Welsh', 'cymraeg', 'DILEU', 'anghofio'],
  ] as const)
    it(`${word} asks once, forgets, and says what stays (${language})`, async () => {
      const phone = all.handset()
      for (const text of [hello, '1', '1']) await phone.ask(text)
      const question = await phone.ask(word)
      expect(question).to.match(/1\. \S+.*\n2\. /)
      expect(await phone.ask('2')).to.not.equal(question)
      await phone.ask(word)
      const gone = await phone.ask('1')
      expect(gone)
        .to.include(yes)
        .and.match(/STATUS|STATWS/)
      await new Promise((resolve) => setTimeout(resolve, 500))
      for (const text of phone.texts())
        expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
      expect(await phone.ask('1')).to.match(/1\. (Yes|Ie)/)
    })

  it('DELETE also forgets what waits to be sent', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1', '4']) await phone.ask(text)
    const before = phone.texts().length
    all.carrier.setAir({ refuse: 1 })
    for (const text of ['my laptop', 'delete', '1']) {
      await phone.send(text)
      await new Promise((resolve) => setTimeout(resolve, 700))
    }
    all.carrier.setAir({ refuse: 0 })
    const [next] = (await phone.received(before + 1)).slice(before)
    expect(next).to.include('forgotten')
  })

  it('DELETE after STOP forgets in silence', async () => {
    const phone = all.handset('notify')
    for (const text of ['hello', '1', '1', '1', '4']) await phone.ask(text)
    await phone.ask('STOP')
    await phone.silence('DELETE')
    expect(await phone.ask('START')).to.match(/Is this phone only yours/)
  })

  it('says once how to delete, and at the end which texts to keep', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    expect(await phone.ask('1'))
      .to.include('hold the text, choose Delete')
      .and.include('danger right now')
    await phone.ask('1')
    await phone.ask('leave')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(phone.texts().slice(3).join('\n')).to.include('choose Delete').and.include('Keep messages from')
    const other = all.handset()
    for (const text of ['hello', '2', 'leave']) await other.ask(text)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(other.texts().join('\n')).to.not.include('hurt you')
  })
})

const numberOf = (text: string, label: string): string =>
  new RegExp(`(\\d+)\\. ${label}`).exec(text)?.[1] ?? '0'
