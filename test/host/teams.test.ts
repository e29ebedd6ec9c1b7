import { expect } from 'chai'
import { QuietCloudAdapter } from '../../src/bot/cloud-adapter.ts'
import type { Place } from '../../src/engine/place.ts'
import { cardIn, readIn } from '../bot/read-card.ts'
import { teamsVisitor } from '../conversations/teams-visitor.ts'
import { aTeams } from '../support/a-teams.ts'
import type { Teams } from '../support/a-teams.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'
import { walkTo } from '../web/burglary.ts'
import { aHost } from './a-host.ts'
import type { Host } from './a-host.ts'

describe('In Teams, over HTTP both ways, a personal chat', () => {
  let memory: Memory
  let host: Host
  let teams: Teams
  beforeEach(async () => {
    memory = inMemory()
    const setting = { ...memory.setting, page: 'https://haven.example/' }
    host = await aHost({}, {}, Object.assign(memory, { setting }))
    teams = await aTeams(() => host)
  })
  afterEach(async () => {
    await teams.stop()
    await host.stop()
  })
  const at = (): string | undefined => ([...memory.places.values()][0]?.place as Place | undefined)?.at
  const read = (): string => teams.last().map(readIn).join('\n')
  const button = (title: string) => teams.buttons().find((one) => one.title === title)!

  it('is greeted once when it begins, warned first, and shown where to go on unseen', async () => {
    await teams.install()
    expect(teams.posted).to.have.length(1)
    const lines = read().split('\n')
    const warned = lines.findIndex((line) => line.includes('may be able to see and keep this chat'))
    expect(warned).to.be.within(1, lines.indexOf('https://haven.example/'))
    expect(lines.indexOf('https://haven.example/')).to.be.below(
      lines.indexOf('Can anyone else see this screen?'),
    )
  })

  it('shows beside the card, in lists of chats and over other windows, nothing of what it says', async () => {
    await teams.install()
    await teams.write('he is going to kill me')
    for (const activity of teams.posted) {
      expect(activity.text).to.equal(undefined)
      expect(activity.summary).to.equal('New message')
      expect(cardIn(activity)?.version).to.equal('1.5')
    }
  })

  it('is not written to when a new version of the app is given out', async () => {
    await teams.install()
    await teams.press(button('1. No one can see it'))
    await teams.update('remove-upgrade')
    await teams.update('add-upgrade')
    expect([teams.posted.length, at()]).to.deep.equal([2, 'start/danger'])
  })

  it('is forgotten without a word when the app is removed, and begins anew when it is added again', async () => {
    await teams.install()
    await teams.press(button('1. No one can see it'))
    await teams.update('remove')
    expect([teams.posted.length, memory.places.size]).to.deep.equal([2, 0])
    await teams.install()
    expect(read()).to.contain('Can anyone else see this screen?')
  })

  it('is only ever answered: nothing can begin a conversation or go on with one', async () => {
    const adapter = new QuietCloudAdapter({})
    for (const tried of [
      () => adapter.continueConversationAsync(),
      () => adapter.createConversationAsync(),
      () => adapter.continueConversation({}, async () => {}),
    ]) {
      const failed = await Promise.resolve()
        .then(tried)
        .catch((error: unknown) => error)
      expect(failed).to.be.instanceOf(Error)
    }
  })

  it('takes nothing from an old card, and shows where they are', async () => {
    await teams.install()
    const old = button('1. No one can see it')
    await teams.press(old)
    await teams.press(button('1. No'))
    const here = at()
    const kept = JSON.stringify([...memory.places.values()])
    await teams.press(old)
    expect(JSON.stringify([...memory.places.values()])).to.equal(kept)
    expect(at()).to.equal(here)
    expect(read()).to.contain('1. ')
  })

  it('hears danger that is written on an old card, and shows whom to ring', async () => {
    const visitor = teamsVisitor(teams, memory)
    await visitor.open()
    await walkTo(visitor, 'happened/what')
    const old = teams.buttons().find(({ associatedInputs }) => associatedInputs !== 'none')!
    await visitor.type('someone broke in and took my bike')
    await teams.press(old, { words: 'he has a knife and he is going to kill me' })
    expect(read().split('\n')).to.include('999')
  })

  it('helps from an old card too', async () => {
    await teams.install()
    const help = button('Talk to a person')
    await teams.press(button('1. No one can see it'))
    await teams.press(help)
    expect(read().split('\n')).to.include('999')
  })

  it('takes numbers and labels that are written, with the name of the assistant and formatting around them', async () => {
    await teams.install()
    await teams.write('<at>Haven</at>&nbsp;<p>1</p>')
    expect(at()).to.equal('start/danger')
    await teams.write('<b>No</b>')
    expect(at()).to.equal('who/who')
  })

  it('sends only for the press on "Yes, send it", its number or its whole label, and only of this review', async () => {
    const visitor = teamsVisitor(teams, memory)
    await visitor.open()
    await walkTo(visitor)
    expect(at()).to.equal('referral/review')
    const agree = button('1. Yes, send it')
    for (const text of ['yes send', 'ok', 'Yes, send itt', 'send', 'agree please']) await teams.write(text)
    expect([at(), memory.received.size]).to.deep.equal(['referral/review', 0])
    await teams.press({ title: '', data: { haven: { options: ['agree'], version: 1 } } })
    expect([at(), memory.received.size]).to.deep.equal(['referral/review', 0])
    await teams.press(agree).catch(() => undefined)
    expect(memory.received.size, 'a card from before what was written since').to.equal(0)
    await teams.press(button('1. Yes, send it'))
    expect([at(), memory.received.size]).to.deep.equal(['referral/next', 1])
  })
})
