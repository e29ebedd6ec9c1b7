import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import { lapse, stay } from '../../src/conversation/staying.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

const HOUR = 60 * 60 * 1000
const SAID = 'my laptop went, quillfeather'

/** Everything that a person reads, as text. */
const shown = (reply: Reply): string => JSON.stringify(reply.screen)
const codeOn = (reply: Reply): string =>
  reply.screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))[0]!

/** A Haven whose clock can be moved on, and people who write to it. */
function aHaven() {
  let now = TUESDAY
  const memory = inMemory()
  const setting = { ...memory.setting, clock: { now: () => now } }
  const person = (conversation: string, channel: Channel = 'web', more: Partial<Message> = {}) => {
    const say = (said: Message['said']): Promise<Reply> =>
      converse(setting, { conversation, channel, said, ...more })
    return {
      say,
      choose: (...options: string[]) => say({ kind: 'chosen', options }),
      type: (text: string) => say({ kind: 'typed', text }),
      press: (word: Extract<Message['said'], { kind: 'everywhere' }>['word']) =>
        say({ kind: 'everywhere', word }),
    }
  }
  return { memory, setting, person, later: (hours: number) => (now = new Date(now.getTime() + hours * HOUR)) }
}
type Person = ReturnType<ReturnType<typeof aHaven>['person']>

/** Somebody who has said what happened, and stands where they are asked whether it goes on. */
async function told(person: Person): Promise<void> {
  for (const option of ['nobody', 'no', 'me', '18-plus']) await person.choose(option)
  await person.type(SAID)
  await person.choose('list')
  await person.choose('stolen')
  await person.choose('theft')
  const { screen } = await person.choose('that-is-all')
  expect(screen.at).to.equal('happened/ongoing')
}

async function codeOf(person: Person): Promise<string> {
  await person.press('later')
  return codeOn(await person.choose('yes'))
}

/** Comes with a code, up to the question whether anyone sees the screen. */
async function enter(person: Person, code: string): Promise<Reply> {
  await person.choose('look-up')
  return person.type(code)
}

const keptIds = (memory: Memory, of: string): readonly string[] =>
  [...memory.places.keys()].filter((id) => id.startsWith(of))

describe('A code to carry on with', () => {
  it('brings somebody back to their question on another channel, once they are alone and safe', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    expect(code.split(' ')).to.have.length(3)
    const phone = haven.person('phone', 'sms')
    await phone.say({ kind: 'open' })
    const asked = await enter(phone, code.toUpperCase().replaceAll(' ', ', '))
    expect(asked.screen.at).to.equal('later/screen')
    expect(shown(asked))
      .to.include('You can carry on')
      .and.not.match(/quillfeather|theft|stolen/i)
    expect((await phone.choose('nobody')).screen.at).to.equal('later/danger')
    expect((await phone.choose('no')).screen.at).to.equal('happened/ongoing')
    expect(JSON.stringify(haven.memory.places.get('phone'))).to.include('stolen')
    await phone.choose('no')
    expect((await phone.choose('no')).screen.at).to.equal('private/early')
  })

  it('says and keeps nothing of its words, and nothing of what was said, where it stands', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    const [id] = keptIds(haven.memory, 'code:')
    expect(id).to.match(/^code:[0-9a-f]{64}$/)
    await web.choose('carry-on')
    expect(JSON.stringify([...haven.memory.places])).to.not.include(code)
    expect(haven.memory.traced.join()).to.not.include(code)
  })

  it('ends the conversation that it was made in', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const other = haven.person('other')
    await enter(other, await codeOf(web))
    expect(haven.memory.places.has('web')).to.equal(true)
    await other.choose('nobody')
    await other.choose('no')
    expect(haven.memory.places.has('web')).to.equal(false)
    expect((await web.say({ kind: 'open' })).screen.at).to.equal('start/screen')
  })

  it('shows nothing while somebody else can see, and can be made anew for later', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const other = haven.person('other', 'sms')
    await other.say({ kind: 'open' })
    await enter(other, await codeOf(web))
    const waits = await other.choose('someone')
    expect([waits.screen.at, shown(waits).includes('theft')]).to.deep.equal(['later/wait', false])
    expect((await other.press('back')).screen.at).to.equal('later/screen')
    expect((await other.press('back')).screen.at).to.equal('later/screen')
    await other.choose('not-sure')
    const again = await other.choose('new-code')
    const third = haven.person('third')
    await enter(third, codeOn(again))
    await third.choose('nobody')
    expect((await third.choose('no')).screen.at).to.equal('happened/ongoing')
  })

  it('is heard in any language, and leaves the conversation in its own', async () => {
    const haven = aHaven()
    const cymraes = haven.person('cy', 'web', { language: 'cy' })
    await told(cymraes)
    const other = haven.person('en')
    await enter(other, await codeOf(cymraes))
    await other.choose('nobody')
    const { screen } = await other.choose('no')
    expect([screen.at, screen.language]).to.deep.equal(['happened/ongoing', 'en'])
  })

  it('opens once, also for two who come at the same moment', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    const others = ['a', 'b', 'c'].map((id) => haven.person(id))
    for (const other of others) await other.choose('look-up')
    const replies = await Promise.all(others.map((other) => other.type(code)))
    expect(replies.map(({ screen }) => screen.at).sort()).to.deep.equal([
      'later/screen',
      'later/wrong',
      'later/wrong',
    ])
  })

  it('answers the same to a wrong one, a used one and one whose time is over', async () => {
    const haven = aHaven()
    const answers = new Set<string>()
    const wrong = await enter(haven.person('w'), 'maple rocket harbour')
    answers.add(shown(wrong))
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    await enter(haven.person('u1'), code)
    answers.add(shown(await enter(haven.person('u2'), code)))
    const late = haven.person('late')
    await told(late)
    const old = await codeOf(late)
    haven.later(24)
    answers.add(shown(await enter(haven.person('l'), old)))
    expect([wrong.screen.at, answers.size]).to.deep.equal(['later/wrong', 1])
  })

  it('still opens a minute before its time is over', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    haven.later(24 - 1 / 60)
    expect((await enter(haven.person('other'), code)).screen.at).to.equal('later/screen')
  })

  it('can be tried five times an hour in a conversation, also with the right words', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    const guesser = haven.person('guesser')
    await guesser.choose('look-up')
    for (let count = 0; count < 5; count += 1) {
      expect((await guesser.type('maple rocket harbour')).screen.at).to.equal('later/wrong')
      await guesser.choose('try-again')
    }
    const slow = await guesser.type(code)
    expect(slow.screen.at).to.equal('later/slow')
    expect(slow.screen.says.some((block) => block.kind === 'line')).to.equal(true)
    await guesser.choose('start-again')
    expect((await enter(guesser, code)).screen.at).to.equal('later/slow')
    haven.later(1)
    await guesser.choose('start-again')
    expect((await enter(guesser, code)).screen.at).to.equal('later/screen')
  })

  it('can be tried twenty times an hour by one caller, however often they come anew', async () => {
    const haven = aHaven()
    const ats: string[] = []
    for (let count = 0; count < 21; count += 1) {
      const guesser = haven.person(`new ${count}`, 'web', { caller: '192.0.2.7' })
      ats.push((await enter(guesser, 'maple rocket harbour')).screen.at)
    }
    expect(ats.slice(0, 20).every((at) => at === 'later/wrong')).to.equal(true)
    expect(ats[20]).to.equal('later/slow')
    const other = haven.person('elsewhere', 'web', { caller: '192.0.2.8' })
    expect((await enter(other, 'maple rocket harbour')).screen.at).to.equal('later/wrong')
  })

  const ENDS = [
    ['leaving', (web: Person) => web.press('leave')],
    ['starting again', (web: Person) => web.press('start-again')],
    [
      'a choice that is not theirs',
      async (web: Person) => {
        await web.choose('carry-on')
        await web.choose('no')
        await web.choose('no')
        await web.choose('not-my-choice')
      },
    ],
    [
      'another code in its place',
      async (web: Person) => {
        await web.choose('carry-on')
        await codeOf(web)
      },
    ],
  ] as const
  for (const [what, end] of ENDS) {
    it(`is destroyed by ${what}`, async () => {
      const haven = aHaven()
      const web = haven.person('web')
      await told(web)
      const code = await codeOf(web)
      await end(web)
      expect((await enter(haven.person('other'), code)).screen.at).to.equal('later/wrong')
    })
  }

  it('lives on when the conversation is ended for it, or forgotten because nobody was there', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const code = await codeOf(web)
    const ended = await web.choose('stop-here')
    expect([ended.forgotten, haven.memory.places.has('web')]).to.deep.equal([true, false])
    expect(shown(ended)).to.not.include(code)
    expect((await enter(haven.person('other'), code)).screen.at).to.equal('later/screen')

    const idle = haven.person('idle')
    await told(idle)
    const second = await codeOf(idle)
    const { version } = haven.memory.places.get('idle')!
    expect(await lapse(haven.setting, { conversation: 'idle', channel: 'web', version })).to.equal(true)
    expect((await enter(haven.person('third'), second)).screen.at).to.equal('later/screen')
  })

  it('is not made where there is nothing to keep', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await web.choose('nobody')
    await web.press('later')
    expect((await web.choose('yes')).screen.at).to.equal('later/nothing')
    expect(keptIds(haven.memory, 'code:')).to.deep.equal([])
  })
})

describe('Somebody who stays', () => {
  it('keeps their version, and the answer that they are writing is taken', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const { version } = haven.memory.places.get('web')!
    expect(await stay(haven.setting, { conversation: 'web', channel: 'web' })).to.equal(true)
    const reply = await converse(haven.setting, {
      conversation: 'web',
      channel: 'web',
      version,
      said: { kind: 'chosen', options: ['no'] },
    })
    expect(reply.screen.at).to.equal('happened/because')
    expect(await stay(haven.setting, { conversation: 'nobody', channel: 'web' })).to.equal(false)
  })

  it('is not forgotten because another tab of theirs was left', async () => {
    const haven = aHaven()
    const web = haven.person('web')
    await told(web)
    const { version } = haven.memory.places.get('web')!
    await web.choose('no')
    expect(await lapse(haven.setting, { conversation: 'web', channel: 'web', version })).to.equal(false)
    expect(haven.memory.places.has('web')).to.equal(true)
  })
})
