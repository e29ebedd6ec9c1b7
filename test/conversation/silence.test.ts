import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message } from '../../src/conversation/converse.ts'
import { textsFor } from '../../src/conversation/texts.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** What was said, and what it was about: none of it may come back by itself. */
const PAST = /quillfeather|happened|theft|stolen|closest|going on/i

/** Somebody who texts, and a clock that can be moved. */
function aPhone(language = 'en') {
  let now = TUESDAY
  const memory = inMemory()
  const setting = { ...memory.setting, clock: { now: () => now } }
  const say = async (said: Message['said']) => {
    const reply = await converse(setting, { conversation: 'a', channel: 'sms', language, said })
    const word = (key: string) => setting.words.text(reply.screen.language, key) ?? key
    return { at: reply.screen.at, all: textsFor(reply, word).join('\n'), reply }
  }
  const text = (typed: string) => say({ kind: 'typed', text: typed })
  return {
    memory,
    text,
    say,
    wait: (milliseconds: number) => (now = new Date(now.getTime() + milliseconds)),
    async texts(...typed: readonly string[]) {
      let last = await text(typed[0]!)
      for (const one of typed.slice(1)) last = await text(one)
      return last
    },
  }
}

/** Somebody who has said what happened, and is asked whether it goes on. */
async function told(language = 'en') {
  const phone = aPhone(language)
  const { at, reply } = await phone.texts('hello', '1', '1', '1', '4', 'my laptop quillfeather went', '1')
  return { ...phone, at, asked: reply.screen.question!.heading }
}

describe('After an hour of silence by text', () => {
  it('the next text is no answer to the old question, and nothing past is said', async () => {
    const phone = await told()
    const before = JSON.stringify(phone.memory.places.get('a'))
    phone.wait(HOUR)
    for (const text of ['1', 'yes', 'it was at night']) {
      const { at, all } = await phone.text(text)
      expect(at).to.equal('again/phone')
      expect(all).to.include('only yours').and.not.match(PAST)
      phone.wait(HOUR)
    }
    expect(before).to.include('quillfeather')
    expect(JSON.stringify(phone.memory.places.get('a'))).to.include('quillfeather')
  })

  it('and not before: a minute less, and it is an answer', async () => {
    const phone = await told()
    phone.wait(HOUR - MINUTE)
    expect((await phone.text('1')).at).to.not.match(/^again/)
  })

  it('they carry on where they were, once they say that the phone is theirs', async () => {
    const phone = await told()
    phone.wait(3 * DAY)
    await phone.text('hello')
    expect((await phone.text('yes')).at).to.equal('again/choose')
    const { at, all } = await phone.text('1')
    expect(at).to.equal(phone.at)
    expect(all).to.include(phone.asked)
    expect((await phone.text('BACK')).at).to.not.match(/^again/)
  })

  it('start again forgets everything', async () => {
    const phone = await told()
    phone.wait(2 * HOUR)
    await phone.texts('hello', '1')
    expect((await phone.text('2')).at).to.equal('start/screen')
    expect(JSON.stringify([...phone.memory.places.values()])).to.not.include('quillfeather')
  })

  for (const word of ['back', 'change', 'later', 'more', 'status', 'help', 'cymraeg', 'language'])
    it(`"${word}" shows nothing past`, async () => {
      const phone = await told()
      phone.wait(2 * HOUR)
      for (const text of [word, 'hello', word, '1', word]) {
        const { at, all } = await phone.text(text)
        expect(at).to.match(/^(again|help|answers\/none|later\/(ask|nothing)|track|language)/)
        expect(all).to.not.match(/quillfeather|theft|stolen/i)
      }
    })

  it('makes no code out of what sleeps', async () => {
    const phone = await told()
    phone.wait(2 * HOUR)
    await phone.texts('hello', 'later')
    expect((await phone.text('1')).at).to.equal('later/nothing')
    expect([...phone.memory.places.keys()].filter((id) => id.startsWith('code'))).to.deep.equal([])
  })

  it('danger comes first, names nothing, and leads to the question whose phone it is', async () => {
    const phone = await told()
    phone.wait(2 * HOUR)
    const { at, all } = await phone.text('he is outside with a knife')
    expect(at).to.match(/^safety\//)
    expect(all)
      .to.include('999')
      .and.not.match(/Victim|Samaritans|Women|police force|quillfeather/i)
    // What was not shown is not answered: the rest of the card comes first.
    let ways = (await phone.text('carry on')).at
    expect(ways).to.equal(at)
    for (let part = 2; part < 10 && ways === at; part += 1) ways = (await phone.text('carry on')).at
    expect(ways).to.equal('again/phone')
  })

  it('on a phone that is not only theirs nothing goes on', async () => {
    const phone = await told()
    phone.wait(2 * HOUR)
    await phone.text('hello')
    const { at, all } = await phone.text('no')
    expect(at).to.equal('again/not-alone')
    expect(all)
      .to.match(/https?:\/\//)
      .and.not.match(PAST)
    await phone.text('more')
    expect((await phone.text('2')).at).to.equal('start/screen')
  })

  it('START, or a text without words, asks the same, and the answer to that counts', async () => {
    const phone = await told()
    phone.wait(2 * HOUR)
    const { at, all } = await phone.say({ kind: 'open' })
    expect(at).to.equal('again/phone')
    expect(all).to.not.match(PAST)
    expect((await phone.text('1')).at).to.equal('again/choose')
  })

  it('whoever said nothing yet simply begins', async () => {
    const phone = aPhone()
    await phone.texts('hello', '1')
    phone.wait(2 * HOUR)
    expect((await phone.text('1')).at).to.equal('start/screen')
  })

  it('they come back out of whatever they had looked at', async () => {
    const phone = await told()
    await phone.text('change')
    phone.wait(2 * HOUR)
    await phone.texts('hello', '1')
    expect((await phone.text('1')).at).to.equal(phone.at)
  })

  it('leaves no longer than before, whoever texts meanwhile', async () => {
    const phone = aPhone()
    const until: Date[] = []
    const { conversations } = phone.memory.setting
    const save = conversations.save
    Object.assign(conversations, {
      save: (...args: Parameters<typeof save>) => {
        until.push(args[2].idleAt)
        return save(...args)
      },
    })
    await phone.texts('hello', '1', '1', '1', '4', 'my laptop quillfeather went', '1')
    const last = until.at(-1)!
    phone.wait(3 * DAY)
    await phone.texts('hello', '1')
    expect(until.at(-1)).to.deep.equal(last)
  })

  it('on the page nothing of this happens', async () => {
    let now = TUESDAY
    const memory = inMemory()
    const setting = { ...memory.setting, clock: { now: () => now } }
    const choose = (option: string) =>
      converse(setting, { conversation: 'w', channel: 'web', said: { kind: 'chosen', options: [option] } })
    await choose('nobody')
    now = new Date(now.getTime() + 2 * HOUR)
    expect((await choose('no')).screen.at).to.equal('who/who')
  })

  it('in Welsh as well', async () => {
    const phone = await told('cy')
    phone.wait(2 * HOUR)
    const { at, all } = await phone.text('helo')
    expect(at).to.equal('again/phone')
    expect(all).to.include('Ai chi yn unig').and.not.include('quillfeather')
    expect((await phone.text('ie')).all).to.include('Mynd ymlaen')
  })
})
