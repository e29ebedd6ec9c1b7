import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply, Setting } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'
import { walkTo } from '../web/burglary.ts'
import { engineVisitor } from './engine-visitor.ts'

type Said = Message['said']
const choose = (...options: string[]): Said => ({ kind: 'chosen', options })
const type = (text: string): Said => ({ kind: 'typed', text })
const AGREE = choose('agree')

/** One screen of one person, in whichever tab: what it shows stays, whatever happens elsewhere. */
interface Tab {
  readonly reply: Reply
  press(said: Said, setting?: Setting): Promise<Tab>
}

const tabOf = (memory: Memory, reply: Reply): Tab => ({
  reply,
  async press(said, setting = memory.setting) {
    const { version } = reply
    return tabOf(memory, await converse(setting, { conversation: 'visit 1', channel: 'web', version, said }))
  },
})

async function atTheReview(): Promise<{ readonly memory: Memory; readonly tab: Tab }> {
  const memory = inMemory()
  const visitor = engineVisitor({ setting: memory.setting, channel: 'web', language: 'en' })
  await visitor.open()
  await walkTo(visitor)
  return { memory, tab: await opened(memory) }
}

/** The page once more, in another tab. */
const opened = async (memory: Memory, { setting } = memory): Promise<Tab> =>
  tabOf(memory, await converse(setting, { conversation: 'visit 1', channel: 'web', said: { kind: 'open' } }))

const at = ({ reply }: Tab): string => reply.screen.at
const shown = ({ reply }: Tab): string => JSON.stringify(reply.screen)
const sent = ({ received }: Memory) => [...received.values()]

describe('An agreement', () => {
  it('given in two tabs sends once, and both are told the same reference', async () => {
    const { memory, tab } = await atTheReview()
    const other = await opened(memory)
    const [first, second] = await Promise.all([tab.press(AGREE), other.press(AGREE)])
    expect([at(first), at(second)]).to.deep.equal(['referral/next', 'referral/next'])
    expect(sent(memory)).to.have.length(1)
    const reference = sent(memory)[0]!.reference.replace('-', ' ')
    for (const one of [first, second]) expect(shown(one)).to.contain(reference)
  })

  it('pressed again after it was sent sends nothing more, and says that it was sent', async () => {
    const { memory, tab } = await atTheReview()
    await tab.press(AGREE)
    for (let count = 0; count < 3; count += 1) expect(at(await tab.press(AGREE))).to.equal('referral/next')
    const later = await (await opened(memory)).press(AGREE)
    expect(at(later)).to.equal('referral/next')
    expect(sent(memory)).to.have.length(1)
  })

  it('in an old tab, to what another tab has changed since, is asked for again with the change', async () => {
    const { memory, tab: old } = await atTheReview()
    const other = await opened(memory)
    const changing = await other.press({ kind: 'change', at: 'referral/name' })
    expect(at(await old.press(AGREE)), 'while it is being changed').to.equal('referral/name')
    await changing.press(type('Rowan'))
    const asked = await old.press(AGREE)
    expect([at(asked), sent(memory)]).to.deep.equal(['referral/review', []])
    expect(shown(asked)).to.contain('Rowan')
    await asked.press(AGREE)
    expect(sent(memory).map(({ name }) => name)).to.deep.equal(['Rowan'])
  })

  it('to words that were changed meanwhile is none: they are asked again, in the new ones', async () => {
    const { memory, tab } = await atTheReview()
    const upgraded = { ...memory.setting, wording: 'another edition' }
    const asked = await tab.press(AGREE, upgraded)
    expect([at(asked), sent(memory)]).to.deep.equal(['referral/review', []])
    expect(asked.reply.screen.notes.map(({ text }) => text).join()).to.contain('Our questions changed')
    await asked.press(AGREE, upgraded)
    expect(sent(memory).map(({ consent }) => consent.wording)).to.deep.equal(['another edition'])
  })

  it('to words that were changed meanwhile may be refused, left or turned back from at once', async () => {
    for (const [said, to] of [
      [choose('not-agree'), 'referral/kept'],
      [{ kind: 'everywhere', word: 'leave' }, 'end'],
      [{ kind: 'everywhere', word: 'back' }, 'private/again'],
      [type('he is going to kill me'), 'safety/now'],
    ] as const) {
      const { memory, tab } = await atTheReview()
      const after = await tab.press(said, { ...memory.setting, wording: 'another edition' })
      expect(at(after).split('/')[0]).to.equal(to.split('/')[0])
      expect(sent(memory)).to.deep.equal([])
    }
  })

  it('to somebody whose name was changed meanwhile is none', async () => {
    const { memory, tab } = await atTheReview()
    const { directory } = memory.setting
    const renamed: Setting['directory'] = {
      ...directory,
      area(id) {
        const area = directory.area(id)
        return area?.gateway ? { ...area, gateway: { ...area.gateway, name: { en: 'Other People' } } } : area
      },
    }
    const upgraded = { ...memory.setting, directory: renamed }
    const asked = await tab.press(AGREE, upgraded)
    expect([at(asked), sent(memory)]).to.deep.equal(['referral/review', []])
    await asked.press(AGREE, upgraded)
    expect(sent(memory).map(({ recipient }) => recipient.name)).to.deep.equal(['Other People'])
  })

  it('that was given before a crash and an upgrade is sent with the words that it was given to', async () => {
    const { memory, tab } = await atTheReview()
    const { wording } = memory.setting
    const dying: Setting = {
      ...memory.setting,
      gateways: {
        of: () => ({
          ...memory.setting.gateways.of('any')!,
          send: () => Promise.reject(new Error('killed')),
        }),
      },
    }
    const failure = await tab.press(AGREE, dying).catch((error: Error) => error)
    expect(failure).to.be.an('error')
    const upgraded = { ...memory, setting: { ...memory.setting, wording: 'another edition' } }
    expect(at(await opened(upgraded))).to.equal('referral/next')
    for (const { consent } of sent(memory)) expect(consent.wording).to.equal(wording)
    const claimed = await memory.setting.referrals.claim(new Date(Date.now() + 1e12), 30)
    const kept = claimed && 'referral' in claimed.errand ? [claimed.errand.referral] : sent(memory)
    expect(kept.map(({ consent }) => consent.wording)).to.deep.equal([wording])
  })
})
