import { expect } from 'chai'
import type { HeardDanger } from '../../src/domain/danger.ts'
import { NOTHING_HEARD } from '../../src/domain/danger.ts'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Setting } from '../../src/conversation/message.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import { inMemory } from '../support/memory.ts'

/** A person who talks to a setting, one message after another. */
function talker(setting: Setting) {
  const send = async (said: Message['said']): Promise<Screen> =>
    (await converse(setting, { conversation: 'one', channel: 'web', said })).screen
  return {
    type: (text: string) => send({ kind: 'typed', text }),
    choose: (...options: string[]) => send({ kind: 'chosen', options }),
  }
}

const said = (screen: Screen): string => JSON.stringify([screen.says, screen.question])

/** What the phrases cannot hear, and the recogniser can. */
const listening = (heard: HeardDanger, language?: string): Setting => {
  const { setting } = inMemory()
  return {
    ...setting,
    understanding: {
      ...setting.understanding,
      listen: async () => ({ danger: heard, ...(language !== undefined && { language }) }),
    },
  }
}

describe('Danger that only the recogniser hears', () => {
  const ask: HeardDanger = { level: 'ask', kinds: ['suicide'], signs: ['model suicide'] }

  it('is asked about once, at any question, and the place is kept', async () => {
    const person = talker(listening(ask))
    await person.choose('nobody')
    const asked = await person.type('everything has gone grey and quiet lately')
    expect(asked.at).to.equal('safety/ask')
    expect(said(asked)).to.contain('ending your life').and.to.contain('Samaritans')
    expect((await person.choose('no')).at).to.equal('start/danger')
    expect((await person.type('it is all so grey and so quiet')).at).to.equal('start/danger')
  })

  it('is listened for in sentences, and not in a name or a yes', async () => {
    const person = talker(listening(ask))
    await person.choose('nobody')
    expect((await person.type('no')).at).to.equal('who/who')
  })
})

describe('A message in another language', () => {
  it('gets the emergency card in that language, and nothing else is', async () => {
    const person = talker(inMemory().setting)
    await person.choose('nobody')
    const card = await person.type('mae o wrth y drws efo cyllell helpwch fi')
    expect([card.at, card.language, card.speaks]).to.deep.equal(['safety/stay', 'en', 'cy'])
    expect(said(card)).to.contain('999')
    expect(card.banner).to.contain('demonstration')
    const back = await person.choose('carry-on')
    expect([back.at, back.speaks]).to.deep.equal(['start/danger', undefined])
  })

  it('is noticed once, in that language, and never forced', async () => {
    const person = talker(listening(NOTHING_HEARD, 'cy'))
    const first = await person.type('mae rhywun wedi dwyn fy meic i neithiwr')
    expect(first.language).to.equal('en')
    expect(first.notes.map(({ language }) => language)).to.deep.equal(['cy'])
    const second = await person.type('does neb wedi fy helpu i o gwbl')
    expect(second.notes.map(({ language }) => language)).not.to.include('cy')
  })

  it('is not offered before its words are whole, also when it is asked for by name', async () => {
    const person = talker(inMemory().setting)
    const asked = await person.type('Polski')
    expect(asked.language).to.equal('en')
    expect(asked.notes[0]?.language).to.equal('pl')
  })
})
