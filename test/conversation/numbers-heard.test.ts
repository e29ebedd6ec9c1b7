import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Setting } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'

/** A recogniser that takes everything it is given for danger, so that we see what it is given. */
function frightened(setting: Setting): { readonly setting: Setting; readonly given: string[] } {
  const given: string[] = []
  const { understanding } = setting
  return {
    given,
    setting: {
      ...setting,
      understanding: {
        ...understanding,
        listen: async (text) => {
          given.push(text)
          return {
            ...(await understanding.listen(text)),
            danger: { level: 'ask', kinds: ['immediate'], signs: [] },
          }
        },
      },
    },
  }
}

const said = (text: string): Message => ({
  conversation: 'one',
  channel: 'sms',
  said: { kind: 'typed', text },
})

describe('Numbers in a text message', () => {
  for (const text of [
    '1 and 2 and 3 and 4',
    '1, 2, 3, 4 and 5',
    '07700 900 4 61',
    '+44 (0) 7700 900 461',
    '2 4 6 8',
  ]) {
    it(`"${text}" is no cry for help, whatever the recogniser would make of it`, async () => {
      const { setting, given } = frightened(inMemory().setting)
      const { screen } = await converse(setting, said(text))
      expect(screen.at).to.equal('start/screen')
      expect(given).to.deep.equal([])
    })
  }

  for (const text of ['1 and he is outside', '2 please come now quickly', 'he has 2 knives and 1 gun']) {
    it(`"${text}" is listened to`, async () => {
      const { setting, given } = frightened(inMemory().setting)
      const { screen } = await converse(setting, said(text))
      expect(screen.at.split('/')[0]).to.equal('safety')
      expect(given).to.deep.equal([text])
    })
  }
})
