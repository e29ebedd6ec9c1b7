import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import type { Referral } from '../../src/domain/referral.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

type Said = Message['said']
const choose = (...options: string[]): Said => ({ kind: 'chosen', options })
const type = (text: string): Said => ({ kind: 'typed', text })

/** From the first screen to the review, for the person themselves or a friend. */
const TO_REVIEW = (who: readonly Said[]): readonly Said[] => [
  choose('nobody'),
  choose('no'),
  ...who,
  choose('list'),
  choose('stolen'),
  choose('burglary'),
  choose('that-is-all'),
  choose('no'),
  choose('no'),
  choose('yes'),
  choose('carry-on'),
  type('ST16 2AB'),
  choose('yes'),
  choose('safety'),
  choose('none'),
  choose('pass-on'),
  type('Sam'),
  choose('yes'),

  choose('same-place'),
  choose('no'),
  choose('skip'),
  choose('phone'),
  type('07700 900111'),
  choose('yes'),
  choose('leave-nothing'),
  choose('any-time'),
  choose('stop'),
  choose('nobody'),
]
const ME = [choose('me'), choose('18-plus')]
const FRIEND = [choose('someone'), choose('friend'), choose('18-plus'), choose('yes'), choose('skip')]

const say = (memory: Memory, said: Said): Promise<Reply> =>
  converse(memory.setting, { conversation: 'one', channel: 'web', said })

async function sayAll(memory: Memory, all: readonly Said[]): Promise<Reply> {
  let reply = await say(memory, { kind: 'open' })
  for (const said of all) reply = await say(memory, said)
  return reply
}

/** The same Haven, whose process dies while it sends. */
function dying(memory: Memory): Memory {
  const { gateways } = memory.setting
  const setting = {
    ...memory.setting,
    gateways: {
      of: () => ({
        ...gateways.of('any')!,
        send: (_referral: Referral) => Promise.reject(new Error('killed')),
      }),
    },
  }
  return { ...memory, setting }
}

const failed = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  )

describe('A crash while a referral is sent', () => {
  const start = async (): Promise<Memory> => {
    const memory = inMemory()
    const reply = await sayAll(memory, [...TO_REVIEW(ME), choose('use-these'), choose('yes')])
    expect(reply.screen.at).to.equal('referral/review')
    expect(await failed(say(dying(memory), choose('agree')))).to.equal(true)
    return memory
  }

  it('is finished when the person comes back, whatever they say, and nothing can be changed in between', async () => {
    for (const said of [
      { kind: 'open' },
      { kind: 'change', at: 'referral/name' },
      choose('agree'),
    ] as const) {
      const memory = await start()
      const reply = await say(memory, said)
      expect(reply.screen.at).to.equal('referral/next')
    }
  })

  it('makes one referral, with the reference that the person is told', async () => {
    const memory = await start()
    const reply = await say(memory, { kind: 'open' })
    const told = reply.screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))
    const claimed = await memory.setting.referrals.claim(memory.setting.clock.now(), 30)
    expect(memory.received.size + (claimed ? 1 : 0)).to.be.at.most(1)
    const references = [...memory.received.keys()].map((reference) => reference.replace('-', ' '))
    if (references.length > 0) expect(told).to.include(references[0])
  })
})

describe('A crash after a referral was sent', () => {
  it('is not told as waiting to whoever comes back: their system has it, and it is there once', async () => {
    const memory = inMemory()
    await sayAll(memory, [...TO_REVIEW(ME), choose('use-these'), choose('yes')])
    const { conversations } = memory.setting
    const forgetful = {
      ...conversations,
      save: (...args: Parameters<typeof conversations.save>) =>
        memory.received.size > 0 ? Promise.reject(new Error('killed')) : conversations.save(...args),
    }
    const cut = { ...memory, setting: { ...memory.setting, conversations: forgetful } }
    expect(await failed(say(cut, choose('agree')))).to.equal(true)
    expect(memory.received.size).to.equal(1)
    memory.traced.length = 0
    const reply = await say(memory, { kind: 'open' })
    expect(reply.screen.at).to.equal('referral/next')
    expect(memory.traced.join()).to.include('"name":"send-referral","outcome":"received"')
    expect(memory.received.size).to.equal(1)
  })
})

describe('A referral for a gateway that is left alone', () => {
  it('is kept without a try, so that the person does not wait for one', async () => {
    const memory = inMemory()
    await sayAll(memory, [...TO_REVIEW(ME), choose('use-these'), choose('yes')])
    const { pace, clock } = memory.setting
    for (let count = 0; count < 5; count += 1) pace.end('staffordshire', false, clock.now())
    await say(memory, choose('agree'))
    expect(memory.received.size).to.equal(0)
    expect(memory.traced.join()).to.include('"name":"send-referral","outcome":"waiting"')
    expect((await memory.setting.referrals.backlog())[0]?.waiting).to.equal(1)
  })
})

describe('An answer changed on the review', () => {
  it('from a friend to the person themselves asks for name and contact again: whose were they?', async () => {
    const memory = inMemory()
    const reply = await sayAll(memory, [...TO_REVIEW(FRIEND), choose('yes')])
    expect(reply.screen.at).to.equal('referral/review')
    await say(memory, { kind: 'change', at: 'who/who' })
    await say(memory, choose('me'))
    const after = await say(memory, choose('18-plus'))
    expect(after.screen.at).to.equal('referral/name')
    const values = JSON.stringify(after.screen)
    expect(values).to.not.include('900111')
  })

  it('can be left as it was: back from it is the review again, with every answer', async () => {
    const memory = inMemory()
    await sayAll(memory, [...TO_REVIEW(ME), choose('use-these'), choose('yes')])
    await say(memory, { kind: 'change', at: 'referral/name' })
    const after = await say(memory, { kind: 'everywhere', word: 'back' })
    expect(after.screen.at).to.equal('referral/review')
    expect(JSON.stringify(after.screen.says)).to.include('Sam').and.include('900111')
  })

  it('can be one that was skipped', async () => {
    const memory = inMemory()
    const reply = await sayAll(memory, [...TO_REVIEW(ME), choose('use-these'), choose('yes')])
    const changes = reply.screen.says.flatMap((block) => (block.kind === 'row' ? [block.change] : []))
    expect(changes).to.include.members(['referral/account', 'contact/ways', 'needs/access', 'contact/times'])
  })
})

describe('An id that every object has', () => {
  for (const id of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    it(`is no answer: ${id}`, async () => {
      const memory = inMemory()
      const reply = await say(memory, choose(id))
      expect(reply.screen.at).to.equal('start/screen')
    })
  }
})
