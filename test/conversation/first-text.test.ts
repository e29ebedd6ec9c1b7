import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import { textsFor } from '../../src/conversation/texts.ts'
import { inMemory } from '../support/memory.ts'

/** A conversation by text: what was sent last, whole, and where the person stands. */
function texting(language = 'en') {
  const { setting } = inMemory()
  return async (text: string) => {
    const reply = await converse(setting, {
      conversation: 'a',
      channel: 'sms',
      language,
      said: { kind: 'typed', text },
    })
    const texts = textsFor(reply, (key) => setting.words.text(reply.screen.language, key) ?? key)
    return { at: reply.screen.at, texts, all: texts.join('\n') }
  }
}

async function after(...texts: readonly string[]) {
  const say = texting()
  await say('hello')
  let last = await say(texts[0] ?? '')
  for (const text of texts.slice(1)) last = await say(text)
  return last
}

/** Whose numbers these are, what they are for and who the police are: nothing of it may stand on a shared phone. */
const NAMES =
  /Samaritans|Victim|Staffordshire|Childline|Shout|police force|Cheshire|suicide|ending your life|abuse/i

describe('The first text', () => {
  for (const language of ['en', 'cy'])
    it(`says what this is, 999, and asks whose phone it is, in one text (${language})`, async () => {
      const { texts, at } = await texting(language)('helo')
      expect(texts).to.have.length(1)
      expect(at).to.equal('start/screen')
      expect(texts[0])
        .to.match(/computer|Cyfrifiadur/)
        .and.include('999')
      expect(texts[0]).to.match(/1\. (Yes|Ie)\n2\. (No|Na)\n3\. /)
    })

  for (const text of ['1', 'yes', 'only me'])
    it(`answers nothing with "${text}": the question was not there yet`, async () => {
      expect((await texting()(text)).at).to.equal('start/screen')
    })

  it('offers nothing else by number: a phone that is not theirs alone shows no services', async () => {
    const { at } = await after('4')
    expect(at).to.equal('start/screen')
  })
})

describe('Whether a phone is only theirs, by text,', () => {
  for (const text of ['yes', 'Yes.', 'only me', 'mine', '1'])
    it(`is so after "${text}"`, async () => expect((await after(text, 'no')).at).to.equal('who/who'))

  for (const text of ['no', 'No.', 'not sure', 'maybe', 'shared', '2', '3'])
    it(`is not so after "${text}": nothing is asked about what happened`, async () => {
      const { at, all } = await after(text, 'no')
      expect(at).to.equal('start/not-alone')
      expect(all)
        .to.match(/https?:\/\//)
        .and.match(/0808/)
      expect(all).not.to.match(NAMES)
    })

  it('can be said later, and then everything goes on', async () => {
    expect((await after('no', 'no', 'more', '1', 'yes', 'no')).at).to.equal('who/who')
  })

  for (const [what, text] of [
    ['somebody who may end their life', 'i want to kill myself'],
    ['somebody in danger', 'he is outside with a knife please help'],
    ['a child', 'im 9 and my dad is hitting me right now'],
  ] as const)
    it(`is not known yet when the first text is from ${what}: 999 comes first, and nothing is named`, async () => {
      const { texts, all } = await texting()(text)
      expect(texts[0]).to.include('999')
      expect(all).not.to.match(NAMES)
    })

  it('does not keep the listening line from somebody who may end their life', async () => {
    expect((await texting()('i want to kill myself')).all).to.include('116 123')
  })

  it('is asked before anything is said of a referral', async () => {
    const say = texting()
    expect((await say('status')).at).to.equal('track/phone')
    expect((await say('1')).at).to.equal('track/reference')
  })

  it('does not matter to HELP: 999 and numbers, and no names', async () => {
    const { all } = await after('help')
    expect(all).to.include('999').and.match(/0808/)
    expect(all).not.to.match(NAMES)
  })
})

describe('MORE, by text,', () => {
  it('goes on to the rest, stops at the end, and begins again with the next screen', async () => {
    const { setting } = inMemory()
    const say = (text: string) =>
      converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
    await say('hello')
    await say('i want to kill myself')
    expect((await say('MORE')).part).to.equal(1)
    expect((await say('mwy')).part).to.equal(2)
    for (let part = 3; part < 20; part += 1) if ((await say('1')).part === undefined) return
    expect.fail('an answer is taken in the end')
  })

  it('asks for people on the page, where a screen has no rest', async () => {
    const { setting } = inMemory()
    const said = { kind: 'typed', text: 'more' } as const
    const { screen } = await converse(setting, { conversation: 'a', channel: 'web', said })
    expect(screen.at).to.equal('help/menu')
  })
})

describe('"No" by text, to other questions,', () => {
  it('never says who it is about', async () => {
    expect((await after('yes', 'no', 'no')).at).to.equal('who/who')
  })

  it('is the person themselves who sees a phone that only they use, also on the way back with a code', async () => {
    const { setting } = inMemory()
    const web = (
      said: { kind: 'chosen'; options: readonly string[] } | { kind: 'everywhere'; word: 'later' },
    ) => converse(setting, { conversation: 'w', channel: 'web', said })
    await web({ kind: 'chosen', options: ['nobody'] })
    for (const option of ['no', 'me', '18-plus']) await web({ kind: 'chosen', options: [option] })
    await web({ kind: 'everywhere', word: 'later' })
    const made = await web({ kind: 'chosen', options: ['yes'] })
    const code = made.screen.says.find(({ kind }) => kind === 'keep') as { readonly value: string }
    const text = (typed: string) =>
      converse(setting, { conversation: 's', channel: 'sms', said: { kind: 'typed', text: typed } })
    for (const typed of ['hello', 'status', 'yes', code.value]) await text(typed)
    expect((await text('no')).screen.at).to.equal('later/wait')
  })
})
