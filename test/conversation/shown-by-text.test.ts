import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Reply } from '../../src/conversation/converse.ts'
import { textsNext } from '../../src/conversation/texts.ts'
import { inMemory } from '../support/memory.ts'

/** Somebody who texts: each answer is the step they stand at, and the text that was sent. */
function texting() {
  const { setting } = inMemory()
  return async (...typed: readonly string[]): Promise<{ readonly at: string; readonly text: string }> => {
    let reply!: Reply
    for (const text of typed)
      reply = await converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
    const word = (key: string): string => setting.words.text(reply.screen.language, key) ?? key
    return { at: reply.screen.at, text: textsNext(reply, word).join('\n') }
  }
}

describe('By text, only what was shown is answered:', () => {
  it('"not sure" said twice of danger reads on in the card, and forgets nothing', async () => {
    const say = texting()
    const first = await say('hi', '1', '3')
    expect(first.text)
      .to.match(/1\/\d We cannot send help/)
      .and.not.include('Stop and leave')
    let next = await say('3')
    for (let part = 2; part < 10 && !next.text.includes('Stop and leave'); part += 1) {
      expect(next.at).to.equal(first.at)
      expect(next.text).to.match(new RegExp(`\\b${part}/\\d `))
      next = await say('3')
    }
    expect(next.text).to.include('1. Carry on')
    expect((await say('1')).at).to.equal('who/who')
  })

  it('a word is not chosen by "ok thanks" before it was asked for', async () => {
    const say = texting()
    let before = await say('hi', '1', '1', '1', '4', 'I was scammed and lost 900 pounds')
    for (const typed of ['1', '2', '1', '1', '1', 'ST16 2LH', '1', '6', '10', '2', 'Harold', '5']) {
      const from = before.at
      for (let part = 0; part < 10 && before.at === from; part += 1) before = await say(typed)
    }
    expect(before.text).to.not.include('What word')
    const asked = await say('ok thanks')
    expect([asked.at, asked.text.includes('What word')]).to.deep.equal([before.at, true])
  })

  it('danger is heard in an answer to what was not shown', async () => {
    const say = texting()
    await say('hi', '1', '3')
    expect((await say('he is outside with a knife')).at).to.match(/^safety\//)
  })
})

describe('By text, an answer that was not understood', () => {
  for (const typed of ['can i speak to someone please', 'nah', 'call me'])
    it(`is followed by the question with its options: "${typed}"`, async () => {
      const { at, text } = await texting()('hi', '1', '1', typed)
      expect(at).to.equal('who/who')
      expect(text).to.include('1. Me').and.include('Someone I know')
    })
})

describe('By text, an option that is said by its own name', () => {
  for (const [before, label, then] of [
    [['hi'], 'I am not sure', 'start/danger'],
    [['hi', '1', '1', '1'], 'I would rather not say', 'happened/limits'],
  ] as const)
    it(`is an answer, and no cry for help: "${label}"`, async () => {
      const { at, text } = await texting()(...before, label)
      expect(text).to.not.match(/116 123|Samaritans|cannot send help/)
      if (then === 'start/danger') expect(at).to.equal(then)
      else expect(at).to.match(/^happened\//)
    })

  it('in Welsh as well', async () => {
    const { text } = await texting()('Cymraeg', '1', '1', 'fi', 'Dwi ddim am ddweud')
    expect(text).to.not.match(/116 123|Samariaid|anfon help/)
  })
})

describe('By text, a cry for help in another language', () => {
  for (const [language, typed, said] of [
    ['Polish', 'on ma nóż i jest pod drzwiami', /zadzwoń/i],
    ['Romanian', 'are un cutit si vrea sa ma omoare acum', /\p{L}/u],
    ['Arabic', 'زوجي يريد قتلي الآن', /\p{Script=Arabic}/u],
    ['Punjabi', 'ਉਹ ਮੈਨੂੰ ਮਾਰ ਰਿਹਾ ਹੈ ਚਾਕੂ ਨਾਲ', /\p{Script=Gurmukhi}/u],
    ['Welsh', 'Dwi ofn, mae fy ngŵr yn fy mwrw', /ffoniwch/i],
  ] as const)
    it(`is answered with 999 first, in ${language} alone`, async () => {
      const { text } = await texting()('hi', typed)
      expect(text.split('\n').slice(0, 2).join(' ')).to.include('999')
      expect(text)
        .to.match(said)
        .and.not.match(/Demonstration|Text MORE|Reply with/)
    })

  it('has whoever listens right after 999 for somebody who may end their life', async () => {
    const { text } = await texting()('hi', '1', '1', 'dwi eisiau lladd fy hun heno')
    expect(text).to.match(/999[^]*116 123/)
  })

  for (const typed of ['999', '999!', 'call 999', 'i need 999', 'sos', '112'])
    it(`is none where it is "${typed}": the card is in the language of the conversation`, async () => {
      const { text } = await texting()('hi', typed)
      expect(text).to.include('We cannot send help')
    })
})

describe('By text, what is said', () => {
  it('names 999 by text relay for what it is, also on a phone that is not known to be theirs', async () => {
    const say = texting()
    let all = (await say('hi', 'im deaf he is hitting me now')).text
    for (let part = 0; part < 5; part += 1) all += `\n${(await say('more')).text}`
    expect(all)
      .to.match(/999 by text relay\n18000/)
      .and.not.match(/talk to\n18000/)
  })

  it('promises STATUS only to whoever chose a word, when everything is forgotten', async () => {
    const { text } = await texting()('hi', '1', '1', 'delete', 'yes')
    expect(text).to.include('If you chose a word for it, text STATUS')
  })

  it('says that a line is for Wales, before anybody was asked where they are', async () => {
    const say = texting()
    let now = await say('hi', '1', '1', '1', '4', 'I was raped last night')
    for (const typed of ['1', '2', '1', '1']) {
      const from = now.at
      for (let part = 0; part < 10 && now.at === from; part += 1) now = await say(typed)
    }
    expect(now.text).to.match(/In Wales: Live Fear Free\n0808 80 10 800/)
  })
})
