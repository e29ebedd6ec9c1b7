import { expect } from 'chai'
import { InProcessAdapter, inProcess } from '../../src/bot/in-process.ts'
import { converse } from '../../src/conversation/converse.ts'
import type { Message } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'

const said: readonly (readonly [string, readonly Partial<Message>[]])[] = [
  ['opened', [{ said: { kind: 'open' } }]],
  ['typed', [{ said: { kind: 'typed', text: 'hello' } }]],
  ['chosen', [{ said: { kind: 'chosen', options: ['nobody'] }, version: 0 }]],
  [
    'old',
    [
      { said: { kind: 'chosen', options: ['nobody'] } },
      { said: { kind: 'chosen', options: ['no'] }, version: 0 },
    ],
  ],
  ['asked for help', [{ said: { kind: 'everywhere', word: 'help' } }]],
  [
    'left',
    [{ said: { kind: 'chosen', options: ['nobody'] } }, { said: { kind: 'everywhere', word: 'leave' } }],
  ],
  [
    'changed',
    [{ said: { kind: 'chosen', options: ['nobody'] } }, { said: { kind: 'change', at: 'start/screen' } }],
  ],
]

const all = async (
  talk: (message: Message) => Promise<unknown>,
  channel: Message['channel'],
  parts: readonly Partial<Message>[],
) => {
  const replies = []
  for (const part of parts) {
    replies.push(await talk({ conversation: 'one', channel, said: { kind: 'open' }, ...part }))
  }
  return replies
}

describe('A conversation in process', () => {
  for (const channel of ['web', 'sms'] as const) {
    for (const [name, parts] of said) {
      it(`answers on ${channel} exactly as without Bot Framework when something is ${name}`, async () => {
        const { setting } = inMemory()
        const plain = await all(
          (message) => converse(inMemory().setting, message),
          channel,
          parts.slice(0, 1),
        )
        const wrapped = await all(inProcess(setting), channel, parts)
        expect(wrapped[0]).to.deep.equal(plain[0])
        const straight = inMemory().setting
        expect(wrapped).to.deep.equal(await all((message) => converse(straight, message), channel, parts))
      })
    }
  }

  it('rejects when the turn fails, so that the page can say something calm', async () => {
    const { setting } = inMemory()
    const broken = {
      ...setting,
      conversations: { ...setting.conversations, load: () => Promise.reject(new RangeError('disk')) },
    }
    const failed = await inProcess(broken)({
      conversation: 'one',
      channel: 'web',
      said: { kind: 'open' },
    }).catch((error: unknown) => error)
    expect(failed).to.be.instanceOf(RangeError)
  })

  it('never sends anything unasked, and takes nothing back', async () => {
    const adapter = new InProcessAdapter()
    for (const tried of [
      () => adapter.updateActivity(),
      () => adapter.deleteActivity(),
      () => adapter.continueConversation({}),
    ]) {
      expect(await tried().catch((error: unknown) => error)).to.be.instanceOf(Error)
    }
  })
})
