import { DatabaseSync } from 'node:sqlite'
import { expect } from 'chai'
import { groupCommits } from '../../src/adapters/store-sqlite/commits.ts'
import { conversationsIn } from '../../src/adapters/store-sqlite/conversations.ts'
import { MIGRATIONS } from '../../src/adapters/store-sqlite/migrations.ts'
import { CannotKeep } from '../../src/ports/store.ts'
import { aVault } from './store/opened-store.ts'
import { NOON } from './store/samples.ts'

const kept = { channel: 'web', place: 'here', idleAt: new Date(NOON.getTime() + 60_000) } as const

describe('Somebody who leaves while the disk takes nothing', () => {
  const open = () => {
    const db = new DatabaseSync(':memory:')
    for (const migration of MIGRATIONS) db.exec(migration)
    const conversations = conversationsIn(db, groupCommits(db), aVault)
    const rows = (): number => Number(db.prepare('select count(*) as n from conversations').get()?.['n'])
    /** As a disk that is read-only: every write is refused. */
    const stop = (): void => db.exec('pragma query_only = on')
    const go = (): void => db.exec('pragma query_only = off')
    return { conversations, rows, stop, go }
  }
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    )

  const left = async () => {
    const store = open()
    await store.conversations.save('cookie', 0, kept)
    store.stop()
    expect(await failure(store.conversations.forget('cookie'))).to.be.an.instanceof(CannotKeep)
    expect(store.rows()).to.equal(1)
    return store
  }

  it('is found by nobody, and is gone from the file by the sweep after there is room', async () => {
    const { conversations, rows, go } = await left()
    expect(await conversations.load('cookie')).to.equal(undefined)
    expect(await failure(conversations.sweep(NOON))).to.be.an.instanceof(CannotKeep)
    go()
    await conversations.sweep(NOON)
    expect(rows()).to.equal(0)
  })

  it('may begin anew under the same name, and that one stays', async () => {
    const { conversations, rows, go } = await left()
    expect(await failure(conversations.save('cookie', 0, kept))).to.be.an.instanceof(CannotKeep)
    expect(await conversations.load('cookie'), 'still gone').to.equal(undefined)
    go()
    const [saved] = await Promise.all([
      conversations.save('cookie', 0, { ...kept, place: 'anew' }),
      conversations.sweep(NOON),
    ])
    expect(saved).to.equal('saved')
    expect(rows()).to.equal(1)
    expect(await conversations.load('cookie')).to.deep.equal({ version: 1, place: 'anew' })
  })
})
