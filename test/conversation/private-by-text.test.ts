import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Reply } from '../../src/conversation/converse.ts'
import { textsFor } from '../../src/conversation/texts.ts'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import { inMemory } from '../support/memory.ts'

describe('"Is this private?", by text,', function () {
  this.timeout(30_000)

  it('says that the answer stays on the phone, and never that only they see it', async () => {
    const { setting } = inMemory()
    const say = (text: string): Promise<Reply> =>
      converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
    const asked: Record<string, string> = {}
    let reply = await say('hello')
    for (const { typed } of await planOf('sms', 'me', birdsOf('wigeon'))) {
      const word = (key: string): string => setting.words.text('en', key) ?? key
      asked[reply.screen.at] = textsFor(reply, word).join('\n')
      reply = await say(typed)
    }
    for (const at of ['private/early', 'private/again']) expect(asked[at]).to.include('stays on this phone')
    for (const text of Object.values(asked)) expect(text).to.not.match(/only you see/i)
  })
})
