import { join } from 'node:path'
import { expect } from 'chai'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { configFrom } from '../../src/config.ts'
import { letGo } from '../../src/keeping/let-go.ts'
import { aVault, QUICK } from '../adapters/store/opened-store.ts'
import { aFolder, aReferral, NOON } from '../adapters/store/samples.ts'

describe('Letting go on what is stuck', () => {
  const folder = aFolder()
  after(() => folder.remove())

  it('tries it again when somebody has looked, and says how many; otherwise it stays', async () => {
    const { referrals, close } = openStore({
      file: join(folder.path, 'haven.db'),
      vault: aVault,
      secretCost: QUICK,
    })
    for (const reference of ['LARK-471', 'LARK-472'])
      await referrals.keep(aReferral(reference), 'river lamp stone', NOON)
    for (let claimed = await referrals.claim(NOON, 30); claimed; claimed = await referrals.claim(NOON, 30))
      await referrals.settle(claimed, { result: 'stuck', at: NOON })
    expect(await letGo(referrals, undefined, NOON)).to.equal(undefined)
    expect(await referrals.claim(NOON, 30)).to.equal(undefined)
    expect(await letGo(referrals, 'LARK-999', NOON)).to.include('nothing of that was stuck')
    expect(await letGo(referrals, 'LARK-472', NOON)).to.include('1 that was stuck')
    expect((await referrals.claim(NOON, 30))?.reference).to.equal('LARK-472')
    expect(await letGo(referrals, 'all', NOON)).to.include('1 that was stuck')
    await close()
  })

  it('is asked for by a reference or by all, and refused otherwise without repeating it', () => {
    expect(configFrom({ HAVEN_LET_GO: 'LARK-472' }).letGo).to.equal('LARK-472')
    expect(configFrom({ HAVEN_LET_GO: 'all' }).letGo).to.equal('all')
    expect(() => configFrom({ HAVEN_LET_GO: 'every canary' }))
      .to.throw(/HAVEN_LET_GO: must be all, or a reference/)
      .and.have.property('message')
      .that.does.not.include('canary')
  })
})
