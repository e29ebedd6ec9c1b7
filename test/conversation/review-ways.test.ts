import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import { inMemory } from '../support/memory.ts'

/** What the review says of the ways of contact, for somebody who says of these that they are not safe. */
async function waysAfter(unsafe: readonly string[]): Promise<string> {
  const { setting } = inMemory()
  const plan = await planOf('web', 'me', birdsOf('siskin'))
  const say = (said: Message['said']): Promise<Reply> =>
    converse(setting, { conversation: 'a', channel: 'web', said })
  let reply = await say({ kind: 'open' })
  for (let turn = 0; turn < 80 && reply.screen.at !== 'referral/review'; turn += 1) {
    const { at } = reply.screen
    const isUnsafe = unsafe.some((way) => at === `contact/${way}-safe`)
    const planned = plan.find((act) => act.at === at)!.said
    if (isUnsafe) reply = await say({ kind: 'chosen', options: ['no'] })
    else if ('type' in planned) reply = await say({ kind: 'typed', text: planned.type })
    else reply = await say({ kind: 'chosen', options: planned.choose })
  }
  const rows = reply.screen.says.flatMap((block) => (block.kind === 'row' ? [block] : []))
  return rows.find(({ label }) => label === setting.words.text('en', 'fields:ways'))!.value
}

describe('On the review the ways of contact', () => {
  it('are those that were chosen and are safe', async () => {
    expect(await waysAfter([]))
      .to.include('phone')
      .and.include('email')
      .and.include('letter')
  })

  it('leave out one that is not safe', async () => {
    expect(await waysAfter(['phone'])).to.equal('By text message\nBy email\nBy letter')
  })

  it('are not sent where none is safe', async () => {
    expect(await waysAfter(['phone', 'text', 'email', 'post'])).to.equal('Not sent')
  })
})
