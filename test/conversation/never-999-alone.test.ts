import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { converse } from '../../src/conversation/converse.ts'
import type { Reply } from '../../src/conversation/converse.ts'
import { textsFor } from '../../src/conversation/texts.ts'
import { inMemory } from '../support/memory.ts'

describe('Whoever may end their life, by text,', () => {
  for (const [language, begin, said] of [
    ['English', ['hello', '1'], 'i want to kill myself'],
    ['English, with other danger', ['hello', '1'], 'he is outside with a knife and i want to kill myself'],
    ['Welsh', ['cymraeg', '1'], 'dwi eisiau lladd fy hun'],
  ] as const)
    it(`finds 999 and somebody who listens in the first text (${language})`, async () => {
      const { setting } = inMemory()
      const say = (text: string): Promise<Reply> =>
        converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
      for (const text of begin) await say(text)
      const reply = await say(said)
      expect(reply.screen.at).to.equal('safety/stay')
      const word = (key: string): string => setting.words.text(reply.screen.language, key) ?? key
      const [first] = textsFor(reply, word)
      expect(first)
        .to.match(/^999$/m)
        .and.match(/^116 123$/m)
      expect(new SegmentedMessage(first!).segments.length).to.be.at.most(2)
    })
})
