import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import type { Store } from '../../src/ports/store.ts'
import type { TextCarrier, TextIn } from '../../src/ports/texts.ts'
import type { TextAssistant } from '../../src/texting/assistant.ts'
import { createTexting, type Texting } from '../../src/texting/create-texting.ts'
import { openedSqlite, type OpenedStore } from '../adapters/store/opened-store.ts'
import { NOON } from '../adapters/store/samples.ts'
import { inMemory } from '../support/memory.ts'

const MINUTE = 60_000
const FROM = '+447700900123'
const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * MINUTE)
const aText = (text: string, more: Partial<TextIn> = {}): TextIn => ({
  id: 'SM1',
  from: FROM,
  to: '+447700900000',
  text,
  hasMedia: false,
  ...more,
})

let heard: string[] = []
let sent: string[] = []
const assistant: TextAssistant = {
  standing: async () => ({ version: 3, language: 'en' }),
  answer: async (_phone, said) => {
    heard.push(said.kind)
    return ['an answer']
  },
  forgetIfAsked: async () => {},
  danger: (text) => (text.includes('knife') ? ['immediate'] : undefined),
  lastText: () => 'no more texts',
  calm: (text) => [text],
  emergency: () => ['999'],
}
const carrier: TextCarrier = {
  provider: 'twilio',
  answer: { status: 200, body: '' },
  hear: () => ({ kind: 'unreadable' }),
  canSay: () => true,
  send: async ({ text }) => {
    sent.push(text)
    return { result: 'taken', id: String(sent.length) }
  },
  find: async () => ({ result: 'later' }),
}

/** A Haven that comes back after a while to a text that it had kept. */
describe('A text that was kept while Haven was away', () => {
  let opened: OpenedStore
  let texting: Texting
  beforeEach(() => {
    opened = openedSqlite()
    heard = []
    sent = []
  })
  afterEach(async () => {
    await texting.close()
    await opened.remove()
  })

  async function back(text: string, minutes: number): Promise<Store['texts']> {
    const { store } = opened
    await store.texts.keep('twilio', aText(text), NOON)
    const { setting } = inMemory()
    texting = createTexting({
      carriers: [carrier],
      assistant,
      queue: store.texts,
      turns: store.turns,
      inbox: store.inbox,
      gatherMs: 1,
      clock: { now: () => at(minutes) },
      trace: setting.trace,
    })
    await texting.look()
    await pause(200)
    return store.texts
  }

  it('for an hour is still answered', async () => {
    await back('1', 59)
    expect([heard, sent]).to.deep.equal([['typed'], ['an answer']])
  })

  it('for longer answers no question, and nobody is texted out of the blue', async () => {
    const texts = await back('1', 61)
    expect([heard, sent]).to.deep.equal([[], []])
    expect(await texts.due(new Date(NOON.getTime() + 61 * MINUTE)), 'it is done with').to.deep.equal([])
  })

  it('for longer is still obeyed where it said STOP, without a word', async () => {
    const texts = await back('STOP', 61)
    expect(sent).to.deep.equal([])
    expect(await texts.isStopped(texts.phoneOf(FROM))).to.equal(true)
  })

  /** Somebody is answered ten minutes after noon; then comes what a provider had had before, and could not bring. */
  async function broughtAgain(text: string, sentAt: Date | undefined): Promise<void> {
    const texts = await back('1', 10)
    await texts.keep('twilio', aText(text, { id: 'SM2', ...(sentAt && { sentAt }) }), at(10))
    await texting.look()
    await pause(200)
  }

  it('answers no question that was asked after it was written: it shows that question again', async () => {
    await broughtAgain('2', at(5))
    expect(heard).to.deep.equal(['typed', 'again'])
  })

  it('is danger whenever it was written', async () => {
    await broughtAgain('he has a knife', at(5))
    expect(heard).to.deep.equal(['typed', 'typed'])
  })

  it('answers the question where clocks differ a little', async () => {
    await broughtAgain('2', at(9.5))
    expect(heard).to.deep.equal(['typed', 'typed'])
  })

  it('answers the question where the provider does not say when it had it', async () => {
    await broughtAgain('2', undefined)
    expect(heard).to.deep.equal(['typed', 'typed'])
  })
})

describe('What became of a text, told before the carrier has said which text it is,', () => {
  for (const result of ['failed', 'stopped'] as const)
    it(`is still counted, and obeyed: ${result}`, async () => {
      const opened = openedSqlite()
      const { texts, turns, inbox } = opened.store
      const { setting } = inMemory()
      const receipt: TextCarrier['hear'] = () => ({ kind: 'receipt', receipt: { id: 'SM77', result } })
      const texting = createTexting({
        carriers: [
          {
            ...carrier,
            hear: receipt,
            send: async () => {
              await texting.take('twilio', { path: '', header: () => undefined, body: '' })
              return { result: 'taken', id: 'SM77' }
            },
          },
        ],
        assistant,
        queue: texts,
        turns,
        inbox,
        gatherMs: 1,
        clock: { now: () => NOON },
        trace: setting.trace,
      })
      await texts.keep('twilio', aText('1'), NOON)
      await texting.look()
      await pause(200)
      expect(await texts.failures()).to.equal(1)
      expect(await texts.isStopped(texts.phoneOf(FROM))).to.equal(result === 'stopped')
      await texting.close()
      await opened.remove()
    })
})
