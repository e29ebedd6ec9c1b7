import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'

describe('Words that answer an older screen', () => {
  for (const channel of ['web', 'teams'] as const)
    it(`on ${channel} are no answer, but danger in them is heard, and the place is kept`, async () => {
      const memory = inMemory()
      const say = (said: Message['said'], version?: number) =>
        converse(memory.setting, {
          conversation: 'one',
          channel,
          said,
          ...(version !== undefined && { version }),
        })
      const typed = (text: string) => ({ kind: 'typed', text }) as const
      await say({ kind: 'open' })
      await say({ kind: 'chosen', options: ['nobody'] }, 0)
      const asked = await say({ kind: 'chosen', options: ['no'] }, 1)
      const ignored = await say(typed('someone else'), 0)
      expect([ignored.screen.at, ignored.version]).to.deep.equal([asked.screen.at, asked.version])
      const heard = await say(typed('he is going to kill me'), 0)
      expect(JSON.stringify(heard.screen.says)).to.contain('"999"')
      const back = await say(typed('carry on'))
      expect(back.screen.at).to.equal(asked.screen.at)
    })
})

describe('Asking for people on an older screen', () => {
  it('shows whom to talk to, once, and leads back to where they were', async () => {
    const { setting } = inMemory()
    const say = (said: Message['said'], version?: number) =>
      converse(setting, {
        conversation: 'one',
        channel: 'web',
        said,
        ...(version !== undefined && { version }),
      })
    await say({ kind: 'open' })
    await say({ kind: 'chosen', options: ['nobody'] }, 0)
    const asked = await say({ kind: 'chosen', options: ['no'] }, 1)
    const help = { kind: 'everywhere', word: 'help' } as const
    const shown = await say(help, 0)
    expect(shown.screen.at).to.equal(setting.book.everywhere.help.visit)
    expect((await say(help, 0)).version).to.equal(shown.version)
    expect((await say({ kind: 'everywhere', word: 'back' })).screen.at).to.equal(asked.screen.at)
  })
})
