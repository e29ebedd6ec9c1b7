import { expect } from 'chai'
import type { TextQueue } from '../../../src/ports/text-queue.ts'
import type { TextIn } from '../../../src/ports/texts.ts'
import type { OpenedStore } from './opened-store.ts'
import { after, HOUR, NOON } from './samples.ts'

const DAY = 24 * HOUR
const FROM = '+447700900123'

const aText = (id: string, text = 'hello', from = FROM): TextIn => ({
  id,
  from,
  to: '+447700900000',
  text,
  hasMedia: false,
})

/** What every queue of texts must do, whatever database it stands on. */
export function textsContract(start: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  let texts: TextQueue
  let phone: string
  beforeEach(async () => {
    opened = await start()
    texts = opened.store.texts
    phone = texts.phoneOf(FROM)
  })
  afterEach(() => opened.remove())

  const answered = async (...said: string[]): Promise<void> => {
    const keys = (await texts.arrived(phone)).map(({ key }) => key)
    const around = { provider: 'twilio', to: FROM, from: '+447700900000' } as const
    await texts.answer(phone, keys, { ...around, texts: said }, NOON)
  }

  it('gives back when a provider had a text, where it says so', async () => {
    await texts.keep('notify', { ...aText('SM1'), sentAt: after(-5_000) }, NOON)
    await texts.keep('twilio', aText('SM2'), NOON)
    expect((await texts.arrived(phone)).map(({ sentAt }) => sentAt)).to.deep.equal([after(-5_000), undefined])
  })

  it('takes a text once, also after it was answered and after a restart, for a week', async () => {
    expect(await texts.keep('twilio', aText('SM1'), NOON)).to.equal(true)
    expect(await texts.keep('twilio', aText('SM1'), NOON)).to.equal(false)
    expect(await texts.keep('notify', aText('SM1'), NOON)).to.equal(true)
    await answered('one')
    const again = (await opened.restart()).texts
    expect(await again.keep('twilio', aText('SM1'), after(7 * DAY))).to.equal(false)
    await again.sweep(after(9 * DAY))
    expect(await again.keep('twilio', aText('SM1'), after(9 * DAY))).to.equal(true)
  })

  it('takes it from one of those who bring it at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => texts.keep('twilio', aText('SM1'), NOON)),
    )
    expect(answers.filter(Boolean)).to.have.length(1)
  })

  it('keeps what arrived in its order until it is answered, with the version that a turn began on', async () => {
    await texts.keep('twilio', aText('SM1', 'one'), NOON)
    await texts.keep('twilio', aText('SM2', 'two'), after(1000))
    await texts.keep('twilio', aText('SM3', 'other', '+447700900999'), NOON)
    const first = await texts.arrived(phone)
    expect(first.map(({ text }) => text)).to.deep.equal(['one', 'two'])
    await texts.begin([first[0]!.key], 4)
    await texts.begin([first[0]!.key], 5)
    const again = await (await opened.restart()).texts.arrived(phone)
    expect(again.map(({ text, begun }) => [text, begun])).to.deep.equal([
      ['one', 4],
      ['two', undefined],
    ])
  })

  it('gives out an answer in its order, the next only when the one before is settled', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one', 'two')
    expect(await texts.arrived(phone)).to.deep.equal([])
    const one = await texts.next(phone, NOON)
    expect(one).to.include({ text: 'one', to: FROM, provider: 'twilio', tries: 1 })
    expect((await texts.next(phone, NOON))?.key).to.equal(one?.key)
    await texts.settle(one!.key, { result: 'taken', provider: 'twilio', id: 'out 1' })
    const two = await texts.next(phone, NOON)
    expect(two).to.include({ text: 'two', tries: 0 })
    await texts.settle(two!.key, { result: 'failed' })
    expect(await texts.next(phone, NOON)).to.equal(undefined)
    expect(await texts.failures()).to.equal(1)
    expect(await texts.due(NOON)).to.deep.equal([])
  })

  it('remembers a try that nobody heard the end of, over a restart', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one')
    const { key } = (await texts.next(phone, NOON))!
    await texts.trying(key, after(1000))
    const store = await opened.restart()
    expect(await store.texts.next(phone, NOON)).to.deep.include({ tries: 2, triedAt: after(1000) })
    await store.texts.settle(key, { result: 'again', at: after(5000), isUnknown: true })
    expect(await store.texts.next(phone, after(4000))).to.equal(undefined)
    expect(await store.texts.next(phone, after(5000))).to.deep.include({ triedAt: after(1000) })
    await store.texts.settle(key, { result: 'again', at: after(6000), isUnknown: false })
    expect(await store.texts.next(phone, after(6000))).to.not.have.property('triedAt')
  })

  it('says whose phones have something waiting', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    expect(await texts.due(NOON)).to.deep.equal([phone])
    await answered('one')
    expect(await texts.due(NOON)).to.deep.equal([phone])
    await texts.settle((await texts.next(phone, NOON))!.key, {
      result: 'again',
      at: after(9),
      isUnknown: false,
    })
    expect(await texts.due(NOON)).to.deep.equal([])
    expect(await texts.due(after(9))).to.deep.equal([phone])
  })

  it('counts what the carrier could not bring, and knows whose it was', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one', 'two')
    for (const id of ['out 1', 'out 2']) {
      const { key } = (await texts.next(phone, NOON))!
      await texts.settle(key, { result: 'taken', provider: 'twilio', id })
    }
    expect(await texts.receipt('twilio', { id: 'out 1', result: 'on-its-way' })).to.equal(phone)
    expect(await texts.failures()).to.equal(0)
    expect(await texts.receipt('twilio', { id: 'out 1', result: 'failed' })).to.equal(phone)
    expect(await texts.receipt('twilio', { id: 'out 2', result: 'delivered' })).to.equal(phone)
    expect(await texts.receipt('twilio', { id: 'out 3', result: 'delivered' })).to.equal(undefined)
    expect(await texts.isTaken('twilio', 'out 2')).to.equal(true)
    expect(await texts.isTaken('notify', 'out 2')).to.equal(false)
    await texts.sweep(after(2 * HOUR))
    expect(await texts.isTaken('twilio', 'out 2')).to.equal(false)
    expect(await texts.failures()).to.equal(1)
    await texts.sweep(after(9 * DAY))
    expect(await texts.failures()).to.equal(0)
  })

  it('drops what waits for a phone that has stopped, keeps that for a year, and lets it start again', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one')
    await texts.stop(phone, NOON)
    await texts.stop(phone, NOON)
    expect(await texts.next(phone, NOON)).to.equal(undefined)
    await texts.sweep(after(364 * DAY))
    expect(await texts.isStopped(phone)).to.equal(true)
    await texts.keep('twilio', aText('SM2'), NOON)
    await texts.answer(phone, [], undefined, NOON, 'started')
    expect(await texts.isStopped(phone)).to.equal(false)
    await texts.stop(phone, NOON)
    await texts.sweep(after(366 * DAY))
    expect(await texts.isStopped(phone)).to.equal(false)
  })

  it('lets the last text go out that says it has stopped, and drops those before it', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one', 'two')
    const last = { provider: 'twilio', to: FROM, from: '+447700900000', texts: ['no more'] } as const
    await texts.answer(phone, [], last, NOON, 'stopped')
    expect(await texts.isStopped(phone)).to.equal(true)
    expect((await texts.next(phone, NOON))?.text).to.equal('no more')
  })

  it('lets the answer go out to somebody who had everything forgotten, and drops what waited before it', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await answered('one', 'two')
    const last = { provider: 'twilio', to: FROM, from: '+447700900000', texts: ['forgotten'] } as const
    await texts.answer(phone, [], last, NOON, 'forgotten')
    expect(await texts.isStopped(phone)).to.equal(false)
    expect((await texts.next(phone, NOON))?.text).to.equal('forgotten')
  })

  it('answers nobody a day late', async () => {
    await texts.keep('twilio', aText('SM1'), NOON)
    await texts.sweep(after(23 * HOUR))
    expect(await texts.arrived(phone)).to.have.length(1)
    await texts.sweep(after(25 * HOUR))
    expect(await texts.arrived(phone)).to.deep.equal([])
    expect(await texts.keep('twilio', aText('SM1'), after(25 * HOUR))).to.equal(false)
  })
}
