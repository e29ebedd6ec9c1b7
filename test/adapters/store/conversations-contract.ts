import { expect } from 'chai'
import type { Conversations } from '../../../src/ports/conversations.ts'
import type { OpenedStore } from './opened-store.ts'
import { after, MINUTE, NOON } from './samples.ts'

const kept = (place: unknown, idleAt = after(60 * MINUTE)) => ({ channel: 'web', place, idleAt }) as const

/** What every keeper of conversations must do, whatever database it stands on. */
export function conversationsContract(start: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  let conversations: Conversations
  beforeEach(async () => {
    opened = await start()
    conversations = opened.store.conversations
  })
  afterEach(() => opened.remove())

  it('knows nothing of a conversation that was never kept', async () => {
    expect(await conversations.load('cookie')).to.equal(undefined)
  })

  it('gives back the place that was kept, with a version that counts the turns', async () => {
    const place = {
      step: 'what-happened',
      answers: [1, null, 'ü 🏠 ਪੰਜਾਬੀ', { a: [] }],
      long: 'x'.repeat(20_000),
    }
    expect(await conversations.save('cookie', 0, kept({ step: 'first' }))).to.equal('saved')
    expect(await conversations.save('cookie', 1, kept(place))).to.equal('saved')
    expect(await conversations.load('cookie')).to.deep.equal({ version: 2, place })
  })

  it('keeps conversations apart', async () => {
    await Promise.all(['a', 'b', 'A'].map((id) => conversations.save(id, 0, kept(id))))
    for (const id of ['a', 'b', 'A']) expect((await conversations.load(id))?.place).to.equal(id)
  })

  it('saves one of two turns that began from the same version, and says to the other that it is stale', async () => {
    await conversations.save('cookie', 0, kept('before'))
    const results = await Promise.all([
      conversations.save('cookie', 1, kept('one')),
      conversations.save('cookie', 1, kept('two')),
    ])
    expect(results).to.have.members(['saved', 'stale'])
    const winner = results[0] === 'saved' ? 'one' : 'two'
    expect(await conversations.load('cookie')).to.deep.equal({ version: 2, place: winner })
  })

  const STALE = [
    { what: 'a second beginning', expected: 0 },
    { what: 'a version that is gone', expected: 1 },
    { what: 'a version that is still to come', expected: 3 },
  ]
  for (const { what, expected } of STALE) {
    it(`changes nothing for ${what}`, async () => {
      await conversations.save('cookie', 0, kept('one'))
      await conversations.save('cookie', 1, kept('two'))
      expect(await conversations.save('cookie', expected, kept('three'))).to.equal('stale')
      expect(await conversations.load('cookie')).to.deep.equal({ version: 2, place: 'two' })
    })
  }

  it('is not undone by a stale turn that is kept at the same moment', async () => {
    await conversations.save('stale', 0, kept('there'))
    const results = await Promise.all([
      conversations.save('left', 0, kept('left')),
      conversations.save('stale', 0, kept('again')),
      conversations.save('right', 0, kept('right')),
    ])
    expect(results).to.deep.equal(['saved', 'stale', 'saved'])
    expect(await conversations.load('left')).to.deep.equal({ version: 1, place: 'left' })
    expect(await conversations.load('right')).to.deep.equal({ version: 1, place: 'right' })
  })

  it('forgets, as often as it is asked, and lets the same cookie begin again', async () => {
    await conversations.save('cookie', 0, kept('one'))
    await conversations.save('other', 0, kept('other'))
    await conversations.forget('cookie')
    await conversations.forget('cookie')
    expect(await conversations.load('cookie')).to.equal(undefined)
    expect(await conversations.save('cookie', 1, kept('late'))).to.equal('stale')
    expect(await conversations.save('cookie', 0, kept('new'))).to.equal('saved')
    expect((await conversations.load('other'))?.place).to.equal('other')
  })

  it('sweeps those whose time has passed and no others, however many', async () => {
    const idle = Array.from({ length: 450 }, (_, index) =>
      conversations.save(`idle ${index}`, 0, kept(index, NOON)),
    )
    await Promise.all([...idle, conversations.save('fresh', 0, kept('fresh', after(1)))])
    expect(await conversations.sweep(after(-1))).to.equal(0)
    expect(await conversations.sweep(NOON)).to.equal(450)
    expect(await conversations.sweep(NOON)).to.equal(0)
    expect(await conversations.load('idle 7')).to.equal(undefined)
    expect((await conversations.load('fresh'))?.place).to.equal('fresh')
  })

  it('moves the time to be swept with every turn', async () => {
    await conversations.save('cookie', 0, kept('one', NOON))
    await conversations.save('cookie', 1, kept('two', after(MINUTE)))
    expect(await conversations.sweep(NOON)).to.equal(0)
    expect(await conversations.sweep(after(MINUTE))).to.equal(1)
  })

  it('moves that time alone when somebody only stays, and takes the answer that was being written', async () => {
    await conversations.save('cookie', 0, kept('one', NOON))
    expect(await conversations.touch('cookie', after(MINUTE))).to.equal(true)
    expect(await conversations.load('cookie')).to.deep.equal({ version: 1, place: 'one' })
    expect(await conversations.sweep(NOON)).to.equal(0)
    expect(await conversations.load('cookie')).to.deep.equal({ version: 1, place: 'one' })
    expect(await conversations.save('cookie', 1, kept('two', after(MINUTE)))).to.equal('saved')
    expect(await conversations.sweep(after(MINUTE))).to.equal(1)
  })

  it('still moves it after a restart, and by more than a slot', async () => {
    await conversations.save('cookie', 0, kept('one', NOON))
    await conversations.touch('cookie', after(90 * MINUTE))
    const store = await opened.restart()
    expect(await store.conversations.sweep(after(89 * MINUTE))).to.equal(0)
    expect(await store.conversations.sweep(after(90 * MINUTE))).to.equal(1)
  })

  it('lets nobody stay who was forgotten, or never came', async () => {
    expect(await conversations.touch('cookie', after(MINUTE))).to.equal(false)
    await conversations.save('cookie', 0, kept('one'))
    await conversations.forget('cookie')
    expect(await conversations.touch('cookie', after(MINUTE))).to.equal(false)
    expect(await conversations.load('cookie')).to.equal(undefined)
  })

  it('still has them after a restart', async () => {
    await conversations.save('cookie', 0, kept('before'))
    const store = await opened.restart()
    expect(await store.conversations.load('cookie')).to.deep.equal({ version: 1, place: 'before' })
  })
}
