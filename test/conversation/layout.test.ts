import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Layout } from '../../src/domain/layout.ts'
import { LISTED_ANSWERS } from '../../src/domain/listed.ts'
import { drawScreen } from '../../src/conversation/draw-screen.ts'
import { isWaiting } from '../../src/engine/flow.ts'
import { newPlace } from '../../src/engine/place.ts'
import { CannotKeep } from '../../src/ports/store.ts'
import { inMemory } from '../support/memory.ts'
import { TYPED, walkTo } from '../web/burglary.ts'

/** Somebody who talks, and sees each answer. */
function aPerson(memory = inMemory(), conversation = 'a', channel: Channel = 'web') {
  let last: Reply
  const say = async (said: Message['said'], version?: number): Promise<Reply> =>
    (last = await converse(memory.setting, {
      conversation,
      channel,
      said,
      ...(version !== undefined && { version }),
    }))
  return {
    memory,
    say,
    choose: async (options: readonly string[]) => void (await say({ kind: 'chosen', options })),
    type: async (text: string) => void (await say({ kind: 'typed', text })),
    show: (layout: Layout, version?: number) => say({ kind: 'layout', layout }, version),
    change: (at: string) => say({ kind: 'change', at }),
    last: () => last,
    log: () => last.screen.log?.entries.map(({ at }) => at),
    answerTo: (at: string) => last.screen.log?.entries.find((entry) => entry.at === at)?.answered,
  }
}

describe('The conversation layout', () => {
  it('shows what was answered so far, and leaves the question, the answers and the count of them as they were', async () => {
    const person = aPerson()
    await walkTo(person, 'happened/ongoing')
    const before = person.last()
    const { screen, version } = await person.show('conversation', before.version)
    expect(person.log()).to.deep.equal(['who/who', 'who/age', 'happened/what', 'happened/read-back'])
    expect(person.answerTo('who/age')).to.equal('18 or over')
    const { layout, otherLayout, log: _log, ...same } = screen
    expect([layout, otherLayout]).to.deep.equal(['conversation', 'question'])
    expect({ ...same, layout: 'question', otherLayout: 'conversation' }).to.deep.equal(before.screen)
    expect(version).to.equal(before.version + 1)
    expect((await person.show('question')).screen).to.deep.equal(before.screen)
  })

  it('is chosen on an older screen too, takes nothing from it, and pressed twice is chosen once', async () => {
    const person = aPerson()
    await walkTo(person, 'happened/ongoing')
    const { version } = person.last()
    expect((await person.show('conversation', version - 2)).screen.at).to.equal('happened/ongoing')
    expect((await person.show('conversation', version - 2)).version).to.equal(version + 1)
    const stale = await person.say({ kind: 'chosen', options: ['no'] }, version)
    expect([stale.screen.at, stale.screen.layout]).to.deep.equal(['happened/ongoing', 'conversation'])
  })

  it('says nothing again where what would be sent says all of it', async () => {
    const person = aPerson()
    await walkTo(person, 'referral/review')
    await person.show('conversation')
    expect(person.log()).to.deep.equal([])
    await person.choose(['change'])
    expect(person.log()).to.include('referral/name')
  })

  it('says nothing again once somebody may see the phone', async () => {
    for (const [answer, isSaid] of [
      ['yes', false],
      ['not-sure', false],
      ['no', true],
    ] as const) {
      const setting = inMemory()
      const place = {
        ...newPlace(setting.setting.book, 'en'),
        layout: 'conversation' as const,
        at: 'contact/never',
        trail: [
          { kind: 'asked' as const, at: 'who/who', heard: 'me', by: 'option' as const },
          { kind: 'asked' as const, at: 'contact/others', heard: answer, by: 'option' as const },
        ],
      }
      const { log } = drawScreen(setting.setting, place, 'web')
      expect([log?.isHeldBack, (log?.entries.length ?? 0) > 0], answer).to.deep.equal([!isSaid, isSaid])
    }
  })

  it('says again only what the closed list has: never whether it is private, who looks on, or a secret', async () => {
    const person = aPerson()
    await person.show('conversation')
    const { steps } = person.memory.setting.book
    const seen = new Set<string>()
    let all = ''
    await walkTo(person, undefined, () => {
      for (const at of person.log() ?? []) seen.add(at)
      if ((person.log() ?? []).length > 0) all = JSON.stringify(person.last().screen.log)
    })
    expect(seen.size).to.be.greaterThan(15)
    for (const at of seen) {
      const step = steps[at]
      expect(isWaiting(step) && step.save !== undefined && LISTED_ANSWERS.includes(step.save), at).to.equal(
        true,
      )
    }
    for (const never of ['start/screen', 'start/danger', 'private/early', 'referral/secret-choice'])
      expect(seen.has(never), never).to.equal(false)
    expect(all).to.include(TYPED.name).and.include(TYPED.phone)
    expect(all).to.not.include(TYPED.happened).and.not.include(TYPED.account)
  })

  it('says nothing again, and why, where somebody else may look on', async () => {
    for (const seen of ['someone', 'not-sure']) {
      const person = aPerson()
      await person.show('conversation')
      await person.choose([seen])
      for (const option of ['no', 'me', '18-plus']) await person.choose([option])
      expect(person.last().screen.log).to.deep.equal({ entries: [], isHeldBack: true })
    }
  })

  it('says nothing typed again before they said that nobody looks on', async () => {
    const person = aPerson()
    await person.show('conversation')
    await person.choose(['show-help'])
    while (person.last().screen.question?.text === undefined)
      await person.choose([person.last().screen.question!.options[0]?.id ?? 'none'])
    await person.type(TYPED.place)
    const all = JSON.stringify(person.last().screen.log)
    expect(person.log()).to.include('where/ask')
    expect(all).to.not.include(TYPED.place)
  })

  it('forgets what is no longer on the path when an answer is changed', async () => {
    const person = aPerson()
    await walkTo(person, 'where/ask')
    await person.show('conversation')
    await person.change('who/age')
    expect(person.log()).to.deep.equal(['who/who'])
    await person.choose(['16-17'])
    expect(person.answerTo('who/age')).to.equal('16 or 17')
    expect(person.log()).to.include('happened/what')
  })

  it('stands aside for danger, whole, and is there again after it', async () => {
    const person = aPerson()
    await walkTo(person, 'happened/what')
    await person.show('conversation')
    const before = person.log()
    await person.type('he is outside and he is going to kill me')
    expect(person.last().screen.at).to.match(/^safety\//)
    expect(person.last().screen).to.not.have.any.keys('log', 'otherLayout')
    await person.choose(['carry-on'])
    expect(person.log()?.slice(0, before!.length)).to.deep.equal(before)
  })

  it('stays through starting again with nothing in it, and goes with the conversation', async () => {
    const person = aPerson()
    await walkTo(person, 'where/ask')
    await person.show('conversation')
    await person.say({ kind: 'everywhere', word: 'start-again' })
    expect(person.last().screen.layout).to.equal('conversation')
    expect(person.log()).to.deep.equal([])
    const gone = await person.say({ kind: 'everywhere', word: 'leave' })
    expect(gone.screen).to.not.have.any.keys('log', 'otherLayout')
    expect(person.memory.places.size).to.equal(0)
    expect((await person.say({ kind: 'open' })).screen.layout).to.equal('question')
  })

  it('has nothing in it once it is not private, and looks as it did', async () => {
    const person = aPerson()
    await walkTo(person, 'private/early')
    await person.show('conversation')
    expect(person.log()).to.not.deep.equal([])
    await person.choose(['not-private'])
    expect(person.last().screen.layout).to.equal('conversation')
    expect(person.last().screen.log).to.deep.equal({ entries: [], isHeldBack: false })
  })

  it('goes with a code to another place', async () => {
    const memory = inMemory()
    const person = aPerson(memory)
    await walkTo(person, 'happened/ongoing')
    await person.show('conversation')
    await person.say({ kind: 'everywhere', word: 'later' })
    await person.choose(['yes'])
    const code = person
      .last()
      .screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))[0]!
    const other = aPerson(memory, 'b')
    await other.choose(['look-up'])
    await other.type(code)
    await other.choose(['nobody'])
    await other.choose(['no'])
    expect(other.last().screen.layout).to.equal('conversation')
    expect(other.log()).to.include('who/age')
  })

  it('stays when the flows changed and nothing of the way is left', async () => {
    const person = aPerson()
    await person.show('conversation')
    const kept = person.memory.places.get('a')!
    const place = { ...(kept.place as object), edition: 'older', at: 'gone/away' }
    person.memory.places.set('a', { ...kept, place })
    expect((await person.say({ kind: 'open' })).screen.layout).to.equal('conversation')
  })

  it('is shown though nothing can be kept', async () => {
    const memory = inMemory()
    await walkTo(aPerson(memory), 'who/age')
    const full = { ...memory.setting.conversations, save: () => Promise.reject(new CannotKeep()) }
    const person = aPerson(Object.assign(memory, { setting: { ...memory.setting, conversations: full } }))
    expect((await person.show('conversation')).screen.layout).to.equal('conversation')
    expect(person.log()).to.deep.equal(['who/who'])
  })

  it('is the page’s alone: a text or a card says nothing of it', async () => {
    for (const channel of ['sms', 'teams', 'directline'] as const) {
      const person = aPerson(inMemory(), 'a', channel)
      await person.say({ kind: 'open' })
      expect((await person.show('conversation')).screen).to.not.have.any.keys('layout', 'otherLayout', 'log')
    }
  })
})
