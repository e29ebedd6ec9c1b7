import { expect } from 'chai'
import type { Activity } from 'botbuilder'
import { activitiesInProcess } from '../../src/bot/in-process.ts'
import type { Setting } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'
import { anActivity } from './an-activity.ts'
import { readIn } from './read-card.ts'

const SEEN = 'employer or college may be able to see'
const CHANNELS = ['msteams', 'webchat', 'directline', 'emulator', 'sms'] as const
const greeting = (channelId: string): Partial<Activity> =>
  channelId === 'msteams'
    ? anActivity({ channelId, type: 'installationUpdate', action: 'add' })
    : anActivity({ channelId, type: 'conversationUpdate', membersAdded: [{ id: 'bot-1' }] })

/** A setting whose every area is live and has assessed nothing. */
function unassessed(setting: Setting): Setting {
  const areas = setting.directory.areas().map((area) => ({ ...area, sample: false }))
  return { ...setting, directory: { ...setting.directory, areas: () => areas } }
}

describe('The assistant', () => {
  for (const channelId of CHANNELS) {
    it(`greets on ${channelId} with the question whether somebody can see this`, async () => {
      const [shown] = await activitiesInProcess(inMemory().setting)(greeting(channelId))
      expect(readIn(shown)).to.contain('It cannot send help').and.to.contain('?')
    })

    it(`says on every message on ${channelId} that this is a demonstration`, async () => {
      const talk = activitiesInProcess(inMemory().setting)
      for (const text of ['hello', '1', 'no', 'help', 'back']) {
        const answers = await talk(anActivity({ channelId, text }))
        expect(answers).to.have.length(1)
        expect(readIn(answers[0])).to.match(/^(This is a d|D)emonstration/)
      }
    })

    it(`shows the emergency card on ${channelId} before any question`, async () => {
      const [shown] = await activitiesInProcess(inMemory().setting)(
        anActivity({ channelId, text: 'he has a knife and he is going to kill me' }),
      )
      const text = readIn(shown)
      expect(text.split('\n')).to.include('999')
      // By text the question comes in a later text.
      const asked = channelId === 'sms' ? text.indexOf('Text MORE') : text.indexOf('Do you want to carry on?')
      expect(text.indexOf('\n999\n')).to.be.below(asked)
    })

    it(`takes a number on ${channelId} as the answer that has it`, async () => {
      const memory = inMemory()
      const talk = activitiesInProcess(memory.setting)
      if (channelId === 'sms') await talk(anActivity({ channelId, text: 'hello' }))
      await talk(anActivity({ channelId, text: '1' }))
      expect(JSON.stringify([...memory.places.values()])).to.contain('"heard":"nobody"')
    })
  }

  it('warns on every message in Teams that an employer may see it, and nowhere else', async () => {
    const talk = activitiesInProcess(inMemory().setting)
    for (const channelId of CHANNELS) {
      for (const text of ['hello', '1', 'help']) {
        const [shown] = await talk(anActivity({ channelId, text }))
        expect(readIn(shown).includes(SEEN)).to.equal(channelId === 'msteams')
      }
    }
  })

  it('gives a chat window suggested actions, and takes the one that was pressed', async () => {
    const memory = inMemory()
    const talk = activitiesInProcess(memory.setting)
    const [shown] = await talk(greeting('webchat'))
    const pressed = shown?.suggestedActions?.actions[0]
    const [next] = await talk(anActivity({ text: pressed?.text, value: pressed?.value }))
    expect(next?.text).to.contain('Is anyone in danger right now?')
  })

  it('does not take a press on an old button', async () => {
    const talk = activitiesInProcess(inMemory().setting)
    const [shown] = await talk(greeting('webchat'))
    const old = shown?.suggestedActions?.actions[0]
    await talk(anActivity({ value: old?.value }))
    const [again] = await talk(anActivity({ value: old?.value }))
    expect(again?.text).to.contain('Is anyone in danger right now?')
  })

  it('does not tell the first text of somebody who texts that it was not understood', async () => {
    const talk = activitiesInProcess(inMemory().setting)
    const [first] = await talk(anActivity({ channelId: 'sms', text: 'hi' }))
    const [second] = await talk(anActivity({ channelId: 'sms', text: 'hi' }))
    expect(
      [first?.text, second?.text].map((text) => text?.includes('not sure I have understood')),
    ).to.deep.equal([false, true])
  })

  const ignored = [
    { type: 'typing' },
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { type: 'event', name: 'something' },
    { type: 'conversationUpdate', membersAdded: [{ id: 'person-1' }] },
    { type: 'conversationUpdate', channelId: 'msteams', membersAdded: [{ id: 'bot-1' }] },
    { type: 'installationUpdate', channelId: 'msteams', action: 'add-upgrade' },
    { type: 'installationUpdate', channelId: 'msteams', action: 'remove-upgrade' },
    { type: 'unknownKind' },
  ]
  for (const parts of ignored) {
    it(`does not answer ${JSON.stringify(parts)}`, async () => {
      const memory = inMemory()
      expect(await activitiesInProcess(memory.setting)(anActivity(parts))).to.deep.equal([])
      expect(memory.places.size).to.equal(0)
    })
  }

  for (const parts of [{ type: 'endOfConversation' }, { type: 'installationUpdate', action: 'remove' }]) {
    it(`forgets the conversation at ${parts.type}, without a word`, async () => {
      const memory = inMemory()
      const talk = activitiesInProcess(memory.setting)
      await talk(anActivity({ text: '1' }))
      expect(memory.places.size).to.equal(1)
      expect(await talk(anActivity(parts))).to.deep.equal([])
      expect(memory.places.size).to.equal(0)
    })
  }

  it('keeps the conversation when a new version of the app is given out', async () => {
    const memory = inMemory()
    const talk = activitiesInProcess(memory.setting)
    await talk(anActivity({ channelId: 'msteams', text: '1' }))
    await talk(anActivity({ channelId: 'msteams', type: 'installationUpdate', action: 'remove-upgrade' }))
    expect(memory.places.size).to.equal(1)
  })

  it('keeps people in the same conversation apart, whatever their ids hold', async () => {
    const memory = inMemory()
    const talk = activitiesInProcess(memory.setting)
    const pairs = [
      ['a|b', 'c'],
      ['a', 'b|c'],
      ['a","b', 'c'],
    ]
    for (const [conversation, from] of pairs) {
      await talk(anActivity({ conversation: { id: conversation }, from: { id: from }, text: '1' }))
    }
    expect(memory.places.size).to.equal(3)
  })

  for (const channelId of ['msteams', 'sms']) {
    it(`refuses ${channelId} calmly where an area has not assessed it, and keeps nothing`, async () => {
      const memory = inMemory()
      const [shown] = await activitiesInProcess(unassessed(memory.setting))(
        anActivity({ channelId, text: 'hello' }),
      )
      expect(shown?.text?.split('\n')).to.include('999')
      expect(shown?.text).to.contain('here yet')
      expect(memory.places.size).to.equal(0)
    })
  }

  for (const conversation of [
    { id: 'c', isGroup: true },
    { id: 'c', conversationType: 'channel' },
    { id: 'c', conversationType: 'groupChat' },
  ]) {
    it(`does not talk in Teams where others can read it: ${JSON.stringify(conversation)}`, async () => {
      const memory = inMemory()
      const talk = activitiesInProcess(memory.setting)
      const [shown] = await talk(anActivity({ channelId: 'msteams', conversation, text: '1' }))
      expect(shown?.text).to.contain('a chat with you alone')
      expect(memory.places.size).to.equal(0)
    })
  }

  it('starts in English where the language of the client is not offered', async () => {
    const [shown] = await activitiesInProcess(inMemory().setting)(
      anActivity({ locale: 'zz-ZZ', text: 'hello' }),
    )
    expect(shown?.locale).to.equal('en')
  })
})
