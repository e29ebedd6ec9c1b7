import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { signed } from '../../src/tools/handset/taking.ts'
import { HAVEN_NUMBER } from '../../src/tools/handset/carrier.ts'
import { PUBLIC_URL } from '../../src/tools/handset/haven.ts'
import { storm } from '../../src/tools/handset/storm.ts'
import { handsets, type Handsets } from '../support/handset.ts'

const DAY = 24 * 60 * 60 * 1000

describe('texting Haven, as a phone sees it', function () {
  this.timeout(120_000)
  let all: Handsets
  before(async () => (all = await handsets()))
  after(() => all.stop())
  afterEach(() =>
    all.carrier.setAir({ duplicate: 0, reorder: 0, drop: 0, silence: 0, refuse: 0, delayMs: [0, 0] }),
  )

  const metrics = async (): Promise<string> => (await fetch(`${all.haven.url}/metrics`)).text()

  for (const provider of ['twilio', 'notify'] as const)
    it(`answers by ${provider}, in texts of at most two segments`, async () => {
      const phone = all.handset(provider)
      expect(await phone.ask('hello')).to.include('1. Yes')
      expect(await phone.ask('1')).to.include('danger right now')
      expect(await phone.ask('1')).to.include('about')
      for (const text of phone.texts())
        expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
    })

  it('answers a text once that the carrier brings twice', async () => {
    const phone = all.handset()
    all.carrier.setAir({ duplicate: 1 })
    await phone.ask('hello')
    await phone.ask('1')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(phone.texts()).to.have.length(2)
    expect(await metrics()).to.match(/name="text-in",outcome="again"\} [2-9]/)
  })

  it('sends an answer once whose taking the carrier did not confirm', async () => {
    const phone = all.handset()
    all.carrier.setAir({ silence: 1 })
    await phone.ask('hello')
    all.carrier.setAir({ silence: 0 })
    expect(await phone.ask('1')).to.include('danger right now')
    expect(phone.texts()).to.have.length(2)
  })

  it('keeps an answer that the carrier turns away for now', async () => {
    const phone = all.handset()
    all.carrier.setAir({ refuse: 1 })
    await phone.send('hello')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(phone.texts()).to.have.length(0)
    all.carrier.setAir({ refuse: 0 })
    await phone.received(1)
  })

  it('joins the parts of an account, and answers danger without waiting', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1']) await phone.ask(text)
    const before = phone.texts().length
    await Promise.all(
      ['my neighbour took the bike from', 'the shed behind our old house'].map((text) => phone.send(text)),
    )
    await phone.received(before + 1)
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(phone.texts()).to.have.length(before + 1)
    expect(await phone.ask('he is outside my house with a knife')).to.include('999')
  })

  it('answers an account at DONE', async () => {
    const slow = await handsets({ HAVEN_TEXTS_GATHER_SECONDS: '20' })
    try {
      const phone = slow.handset()
      await phone.ask('hello')
      await phone.send('it was the man from next door again')
      const began = performance.now()
      await phone.ask('DONE')
      expect(performance.now() - began).to.be.below(15_000)
    } finally {
      await slow.stop()
    }
  })

  it('confirms STOP once, is silent until START, and then shows the question again', async () => {
    const phone = all.handset('notify')
    await phone.ask('hello')
    const question = await phone.ask('1')
    const last = await phone.ask('STOP')
    expect(last).to.include('no more texts').and.include('START')
    expect(last).to.not.match(/crime|victim|abuse|support/i)
    await phone.silence('STOP')
    await phone.silence('1')
    await phone.silence('he has a knife')
    expect(await phone.ask('START')).to.equal(question)
    expect(await phone.ask('1')).to.not.equal(question)
  })

  it('says whom to ring in the one answer to a STOP with danger in it', async () => {
    const phone = all.handset('notify')
    await phone.ask('hello')
    const last = await phone.ask('STOP. he is outside with a knife and he will kill me')
    expect(last).to.match(/: 999/).and.include('55').and.include('no more texts')
    expect(new SegmentedMessage(last).segments.length).to.be.at.most(2)
    await phone.silence('1')
    const other = all.handset('notify')
    await other.ask('hello')
    expect(await other.ask('STOP. I want to kill myself')).to.match(/116123/)
  })

  it('agrees with a carrier that has blocked a phone by itself, until it is let in again', async () => {
    const phone = all.handset()
    const question = await phone.ask('hello')
    await phone.silence('QUIT')
    await phone.silence('1')
    expect(all.carrier.counts.blocked).to.be.greaterThan(0)
    expect(await phone.ask('START')).to.equal(question)
  })

  it('opens no picture, and asks again after an empty text', async () => {
    const phone = all.handset()
    const question = await phone.ask('hello')
    await phone.send('', 1)
    expect((await phone.received(2))[1]).to.include('pictures')
    expect(await phone.ask('  ')).to.equal(question)
  })

  it('takes 1,600 characters as one account', async () => {
    const phone = all.handset()
    for (const text of ['hello', '1', '1', '1']) await phone.ask(text)
    const before = phone.texts().length
    await phone.send('he kept ringing me at work. '.repeat(57).slice(0, 1600))
    await phone.received(before + 1)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(phone.texts()).to.have.length(before + 1)
  })

  it('tells somebody abroad whom to ring, once a day, and answers no short code', async () => {
    const phone = all.handsetOf('+48512345678')
    await phone.send('hello')
    const [told] = await phone.received(1)
    expect(told).to.include('UK phone numbers').and.include('999')
    await phone.silence('hello')
    await all.handsetOf('60777').silence('hello')
  })

  it('forgets a number that was silent for eight days: who has it then sees nothing of before', async () => {
    const phone = all.handset()
    const first = await phone.ask('hello')
    await phone.ask('1')
    await all.shift(8 * DAY)
    // Idle conversations are forgotten every minute, and when Haven starts.
    await all.haven.killAndRestart()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await phone.ask('hello')).to.equal(first)
  })

  it('answers everybody who texted, once, after it was killed in between', async () => {
    const phones = Array.from({ length: 10 }, () => all.handset())
    for (const phone of phones) await phone.ask('hello')
    const sent = phones.map((phone) => phone.send('1'))
    const statuses = await Promise.all(sent)
    await all.haven.killAndRestart()
    for (const [index, phone] of phones.entries()) {
      expect(statuses[index]).to.deep.equal([200])
      expect((await phone.received(2))[1]).to.include('danger right now')
    }
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    for (const phone of phones) expect(phone.texts()).to.have.length(2)
  })

  describe('refuses', () => {
    const form = { MessageSid: 'SM1', From: '+447700900777', To: HAVEN_NUMBER, Body: 'hello', NumMedia: '0' }
    const post = async (
      signature: string | undefined,
      sent: Readonly<Record<string, string>> = form,
      path = '/sms/twilio',
    ): Promise<number> =>
      (
        await fetch(all.haven.url + path, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(signature !== undefined && { 'x-twilio-signature': signature }),
          },
          body: new URLSearchParams(sent).toString(),
        })
      ).status
    const signatureFor = (url: string, sent: Readonly<Record<string, string>> = form): string =>
      signed(all.credentials.token, url, sent)

    it('an unsigned text', async () => expect(await post(undefined)).to.equal(403))
    it('one that was signed with another token', async () =>
      expect(await post(signed('another', `${PUBLIC_URL}/sms/twilio`, form))).to.equal(403))
    it('one whose words were changed after it was signed', async () =>
      expect(await post(signatureFor(`${PUBLIC_URL}/sms/twilio`), { ...form, Body: 'hallo' })).to.equal(403))
    it('one that was signed for the address behind the proxy', async () =>
      expect(await post(signatureFor(`${all.haven.url}/sms/twilio`))).to.equal(403))
    it('a signed text that makes no sense', async () => {
      const sent = { From: '+447700900777' }
      expect(await post(signatureFor(`${PUBLIC_URL}/sms/twilio`, sent), sent)).to.equal(400)
    })
    it('a receipt that is not signed', async () =>
      expect(
        await post(undefined, { MessageSid: 'SM1', MessageStatus: 'failed' }, '/sms/twilio/receipts'),
      ).to.equal(403))
    it('a text of Notify without its token, and one that is no JSON', async () => {
      const ask = async (authorization: string, body: string): Promise<number> =>
        (
          await fetch(`${all.haven.url}/sms/notify`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization },
            body,
          })
        ).status
      expect(await ask('Bearer wrong', '{}')).to.equal(403)
      expect(await ask(`Bearer ${all.credentials.bearer}`, '{')).to.equal(400)
      expect(await ask(`Bearer ${all.credentials.bearer}`, '{}')).to.equal(400)
    })
    it('and takes the same text when it is signed as it should be', async () => {
      expect(await post(signatureFor(`${PUBLIC_URL}/sms/twilio`))).to.equal(200)
      await all.handsetOf('+447700900777').received(1)
    })
  })

  it('counts what was not delivered, and no number of anybody stands in the counts', async () => {
    const sent = { MessageSid: 'SM404', MessageStatus: 'undelivered', ErrorCode: '30005' }
    const path = '/sms/twilio/receipts'
    const answer = await fetch(all.haven.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signed(all.credentials.token, PUBLIC_URL + path, sent),
      },
      body: new URLSearchParams(sent).toString(),
    })
    expect(answer.status).to.equal(200)
    const counted = await metrics()
    expect(counted).to.include('name="text-receipt",outcome="failed"} 1')
    expect(counted).to.not.match(/7700|4851/)
  })
})

describe('a storm of texts', function () {
  this.timeout(240_000)
  it('brings every text exactly one answer', async () => {
    const { brought, doubled, lost, counts } = await storm(300, { seed: 7, kills: 1 })
    expect({ doubled, lost }).to.deep.equal({ doubled: 0, lost: 0 })
    expect(brought).to.be.greaterThan(200)
    for (const what of ['duplicated', 'dropped', 'overtaken', 'silenced', 'refused', 'looked'])
      expect(counts[what], what).to.be.greaterThan(0)
  })
})
