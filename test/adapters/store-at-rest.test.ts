import { expect } from 'chai'
import type { Referrals } from '../../src/ports/referrals.ts'
import type { Vault } from '../../src/ports/vault.ts'
import { aVault, openedSqlite } from './store/opened-store.ts'
import { aReferral, filesWith, glassVault, NOON } from './store/samples.ts'

const CANARY = 'kanarienvogel'

/** Everything that a person may type, put into a store. */
async function fill(vault: Vault) {
  const opened = openedSqlite(vault)
  const { conversations, referrals } = opened.store
  await conversations.save(`cookie ${CANARY}`, 0, { channel: 'web', place: { text: CANARY }, idleAt: NOON })
  await referrals.keep(aReferral('STAFFS-111', CANARY), `secret ${CANARY}`, NOON)
  await referrals.open('STAFFS-111', `wrong ${CANARY}`, NOON)
  await referrals.open(`STAFFS-${CANARY}`, CANARY, NOON)
  return opened
}

describe('a store at rest', () => {
  const WAYS = [
    { vault: aVault, what: 'leaves nothing that a person typed readable in any file', isReadable: false },
    { vault: glassVault, what: 'would be seen to leave it, if the vault did not seal', isReadable: true },
  ]
  for (const { vault, what, isReadable } of WAYS) {
    it(what, async () => {
      const opened = await fill(vault)
      expect(filesWith(opened.folder, CANARY).length > 0).to.equal(isReadable)
      await opened.restart()
      expect(filesWith(opened.folder, CANARY).length > 0).to.equal(isReadable)
      await opened.remove()
    })
  }
})

/** With a vault of glass, so that not even the sealed bytes are left. */
describe('what the files keep', () => {
  const save = (text: string, expected: number) => ({
    expected,
    kept: { channel: 'web', place: text.repeat(500), idleAt: NOON } as const,
  })

  it('of a conversation that was forgotten is nothing after the next sweep', async () => {
    const opened = openedSqlite(glassVault)
    const { conversations } = opened.store
    for (const { expected, kept } of [save(CANARY, 0), save('other', 1), save(CANARY, 2)]) {
      await conversations.save('cookie', expected, kept)
    }
    await conversations.forget('cookie')
    expect(filesWith(opened.folder, CANARY)).to.deep.equal(['haven.db-wal'])
    await conversations.sweep(new Date(0))
    expect(filesWith(opened.folder, CANARY)).to.deep.equal([])
    await opened.remove()
  })

  it('of a conversation that was in the file itself is nothing either', async () => {
    const opened = openedSqlite(glassVault)
    const { expected, kept } = save(CANARY, 0)
    await opened.store.conversations.save('cookie', expected, kept)
    const store = await opened.restart()
    expect(filesWith(opened.folder, CANARY)).to.deep.equal(['haven.db'])
    expect(await store.conversations.sweep(NOON)).to.equal(1)
    expect(filesWith(opened.folder, CANARY)).to.deep.equal([])
    await opened.remove()
  })

  it('of a forgotten conversation is nothing after closing', async () => {
    const opened = openedSqlite(glassVault)
    const { expected, kept } = save(CANARY, 0)
    await opened.store.conversations.save('cookie', expected, kept)
    await opened.store.conversations.forget('cookie')
    await opened.restart()
    expect(filesWith(opened.folder, CANARY)).to.deep.equal([])
    await opened.remove()
  })

  const afterwards = async (end: (referrals: Referrals) => Promise<unknown>): Promise<void> => {
    const opened = openedSqlite(glassVault)
    const { conversations, referrals } = opened.store
    await referrals.keep(aReferral('STAFFS-111', CANARY), 'secret', NOON)
    await end(referrals)
    await conversations.sweep(new Date(0))
    expect(filesWith(opened.folder, CANARY)).to.deep.equal([])
    expect(filesWith(opened.folder, 'STAFFS-111')).to.deep.equal(['haven.db'])
    await opened.remove()
  }

  for (const result of ['told', 'refused'] as const) {
    it(`of a referral that was ${result} is nothing of its content after the next sweep`, () =>
      afterwards(async (referrals) => {
        const claim = await referrals.claim(NOON, 30)
        await referrals.settle(claim!, { result, at: NOON })
      }))
  }

  it('of a referral that was taken back while it was stuck and corrected is nothing of any content', () =>
    afterwards(async (referrals) => {
      const claim = await referrals.claim(NOON, 30)
      await referrals.settle(claim!, { result: 'stuck', at: NOON })
      await referrals.correct(aReferral('STAFFS-111', `other ${CANARY}`), NOON)
      await referrals.withdraw('STAFFS-111', NOON)
    }))

  it('of a content that was corrected before anyone had it is nothing either', () =>
    afterwards((referrals) => referrals.correct(aReferral('STAFFS-111', 'other'), NOON)))
})
