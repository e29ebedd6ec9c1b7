import { expect } from 'chai'
import type { Inbox } from '../../../src/ports/turns.ts'
import type { OpenedStore } from './opened-store.ts'
import { after, HOUR, NOON } from './samples.ts'

const DAY = 24 * HOUR

/** What every inbox must do, whatever database it stands on. */
export function inboxContract(start: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  let inbox: Inbox
  beforeEach(async () => {
    opened = await start()
    inbox = opened.store.inbox
  })
  afterEach(() => opened.remove())

  it('knows a message again on its channel, and no other', async () => {
    expect(await inbox.isNew('sms', '1', NOON)).to.equal(true)
    expect(await inbox.isNew('sms', '1', after(HOUR))).to.equal(false)
    expect(await inbox.isNew('teams', '1', NOON)).to.equal(true)
    expect(await inbox.isNew('sms', '2', NOON)).to.equal(true)
    expect(await inbox.isNew('sms,1', '', NOON)).to.equal(true)
  })

  it('says it is new to one of those who ask at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => inbox.isNew('sms', '1', NOON)))
    expect(answers.filter(Boolean)).to.have.length(1)
  })

  it('remembers it over a restart, for a day and no longer', async () => {
    await inbox.isNew('sms', '1', NOON)
    const store = await opened.restart()
    expect(await store.inbox.isNew('sms', '1', after(DAY - 1))).to.equal(false)
    expect(await store.inbox.isNew('sms', '1', after(2 * DAY))).to.equal(true)
  })
}
