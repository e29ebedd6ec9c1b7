import { expect } from 'chai'
import { MIGRATIONS } from '../../src/adapters/store-postgres/migrations.ts'
import { openPostgresStore } from '../../src/adapters/store-postgres/index.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { aCorner, needsPostgres, type Corner } from '../support/a-postgres.ts'
import { aCuttingProxy } from '../support/cutting-proxy.ts'
import { conversationsContract } from './store/conversations-contract.ts'
import { errandsContract } from './store/errands-contract.ts'
import { inboxContract } from './store/inbox-contract.ts'
import { openedPostgres } from './store/opened-postgres.ts'
import { aVault, QUICK } from './store/opened-store.ts'
import { referralsContract } from './store/referrals-contract.ts'
import { aReferral, NOON } from './store/samples.ts'
import { textsContract } from './store/texts-contract.ts'

describe('conversations in PostgreSQL', () => {
  before(needsPostgres)
  conversationsContract(() => openedPostgres())
})

describe('referrals in PostgreSQL', () => {
  before(needsPostgres)
  referralsContract(() => openedPostgres())
})

describe('errands in PostgreSQL', () => {
  before(needsPostgres)
  errandsContract(() => openedPostgres())
})

describe('the inbox in PostgreSQL', () => {
  before(needsPostgres)
  inboxContract(() => openedPostgres())
})

describe('texts in PostgreSQL', () => {
  before(needsPostgres)
  textsContract(() => openedPostgres())
})

describe('the PostgreSQL store', () => {
  before(needsPostgres)
  let corner: Corner
  const opened: Store[] = []
  beforeEach(async () => {
    corner = await aCorner()
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
    await corner.remove()
  })

  const open = async (vault = aVault, url = corner.url): Promise<Store> => {
    const store = await openPostgresStore({ url, vault, secretCost: QUICK })
    opened.push(store)
    return store
  }
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(Error)
    return (error as Error).message
  }

  it('is made once when eight instances start at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => open()))
    expect(await corner.sql('select version from haven_schema')).to.deep.equal([
      { version: MIGRATIONS.length },
    ])
    expect(await corner.sql('select id from key_check')).to.deep.equal([{ id: 1 }])
    const kept = await Promise.all(
      stores.map(({ referrals }, n) => referrals.keep(aReferral(`STAFFS-10${n}`), 'a', NOON)),
    )
    expect(new Set(kept)).to.deep.equal(new Set(['kept']))
  })

  it('is left as it was when making it fails half-way', async () => {
    await corner.sql('create table inbox (something_else integer)')
    expect(await refusal(open())).to.include('cannot be used')
    expect(await corner.sql('select to_regclass($1) as made', ['conversations'])).to.deep.equal([
      { made: null },
    ])
    await corner.sql('drop table inbox')
    await open()
  })

  it('refuses what a newer Haven wrote', async () => {
    await open()
    await corner.sql('update haven_schema set version = 1000')
    expect(await refusal(open())).to.include('newer Haven')
  })

  it('refuses a key that is not the one it was sealed with', async () => {
    await open()
    expect(await refusal(open(localVault(new Uint8Array(32).fill(8))))).to.include('another key')
    await open()
  })

  it('refuses an instance that would look people up by other digests', async () => {
    await open()
    const other = { ...aVault, digest: localVault(new Uint8Array(32).fill(8)).digest }
    expect(await refusal(open(other))).to.include('other digest keys')
  })

  it('refuses a database that loses what it acknowledged', async () => {
    const careless = `${corner.url}${encodeURIComponent(' -c synchronous_commit=off')}`
    expect(await refusal(open(aVault, careless))).to.include('synchronous_commit')
  })

  const WRONG = [
    { what: 'a wrong password', change: (url: URL) => (url.password = 'kanarienvogel'), says: '28P01' },
    { what: 'a database that is not there', change: (url: URL) => (url.pathname = '/none'), says: '3D000' },
    { what: 'a server that is not there', change: (url: URL) => (url.port = '1'), says: 'ECONNREFUSED' },
  ]
  for (const { what, change, says } of WRONG) {
    it(`says what is the matter with ${what}, and nothing of the address`, async () => {
      const url = new URL(corner.url)
      const { password } = url
      change(url)
      const said = await refusal(open(aVault, url.href))
      expect(said).to.include(says)
      for (const secret of [password, 'kanarienvogel', '127.0.0.1']) expect(said).not.to.include(secret)
    })
  }

  it('finishes what was asked for before it closes, and refuses what comes after', async () => {
    const store = await open()
    const saves = Array.from({ length: 30 }, (_, n) =>
      store.conversations.save(`cookie ${n}`, 0, { channel: 'web', place: n, idleAt: NOON }),
    )
    await Promise.all([store.close(), store.close()])
    expect(new Set(await Promise.all(saves))).to.deep.equal(new Set(['saved']))
    expect(await refusal(store.conversations.forget('cookie 1'))).to.include('closed')
    expect((await (await open()).conversations.load('cookie 29'))?.place).to.equal(29)
  })

  const MOVED = [
    {
      what: 'moved to another conversation',
      sql: 'sealed = (select sealed from conversations where version = 3)',
    },
    { what: 'put back over a newer version', sql: 'version = version + 1' },
    { what: 'altered', sql: `sealed = set_byte(sealed, length(sealed) - 1, 120)` },
  ]
  for (const { what, sql } of MOVED) {
    it(`does not open a place that was ${what}`, async () => {
      const { conversations } = await open()
      const kept = { channel: 'web', place: 'here', idleAt: NOON } as const
      await conversations.save('one', 0, kept)
      for (const version of [0, 1, 2]) await conversations.save('two', version, kept)
      await corner.sql(`update conversations set ${sql} where version = 1`)
      await refusal(conversations.load('one'))
      expect((await conversations.load('two'))?.place).to.equal('here')
    })
  }

  it('puts nothing that was typed into an error, and goes on after it', async () => {
    const store = await open()
    await corner.sql(`alter table tracking add constraint none check (area <> 'staffordshire')`)
    const said = await refusal(
      store.referrals.keep(aReferral('STAFFS-111', 'kanarienvogel'), 'kanarienvogel', NOON),
    )
    expect(said).to.equal('PostgreSQL did not do it (23514)')
    await corner.sql('alter table tracking drop constraint none')
    expect(await store.referrals.keep(aReferral('STAFFS-111'), 'a', NOON)).to.equal('kept')
  })

  it('keeps nothing that a person typed readable in any table', async () => {
    const { conversations, referrals, inbox, turns } = await open()
    const bird = 'kanarienvogel'
    await conversations.save(bird, 0, { channel: 'web', place: { text: bird }, idleAt: NOON })
    await referrals.keep(aReferral('STAFFS-111', bird), bird, NOON)
    await referrals.claim(NOON, 30)
    await referrals.correct({ ...aReferral('STAFFS-111', `${bird}!`) }, NOON)
    await referrals.open(`STAFFS-${bird}`, bird, NOON)
    await inbox.isNew('web', bird, NOON)
    const found = await turns.inTurn(bird, () => tablesWith(corner, bird))
    expect(found).to.deep.equal([])
    await corner.sql(`update tracking set area = 'a ${bird} flew in'`)
    expect(await tablesWith(corner, bird), 'the search sees what is there').to.deep.equal(['tracking'])
  })

  describe('when the connection is cut in the middle of keeping', () => {
    const WAYS = [
      { when: 'on the way there', cut: 'before', isThere: 0 },
      { when: 'on the way back', cut: 'after', isThere: 1 },
    ] as const
    for (const { when, cut, isThere } of WAYS) {
      it(`${when}, it says so, keeps all or nothing, and keeps it once when it is asked again`, async () => {
        await open()
        const proxy = await aCuttingProxy(Number(new URL(corner.url).port))
        const url = new URL(corner.url)
        url.port = String(proxy.port)
        const { referrals } = await open(aVault, url.href)
        proxy.cutAt('insert into outbox', cut)
        const said = await refusal(referrals.keep(aReferral('STAFFS-111'), 'secret', NOON))
        expect(said).to.include('PostgreSQL did not do it')
        for (const table of ['tracking', 'outbox'])
          expect(await corner.sql(`select reference from ${table}`)).to.have.length(isThere)
        expect(await referrals.keep(aReferral('STAFFS-111'), 'secret', NOON)).to.equal('kept')
        expect(await corner.sql('select reference from outbox')).to.have.length(1)
        expect((await referrals.open('STAFFS-111', 'secret', NOON)).result).to.equal('opened')
        await opened.pop()?.close()
        await proxy.stop()
      })
    }

    it('half-way through taking something back, it takes nothing back', async () => {
      const proxy = await aCuttingProxy(Number(new URL(corner.url).port))
      const url = new URL(corner.url)
      url.port = String(proxy.port)
      const { referrals } = await open(aVault, url.href)
      await referrals.keep(aReferral('STAFFS-111'), 'secret', NOON)
      await referrals.claim(NOON, 30)
      proxy.cutAt(`set sending = 'withdrawn'`, 'before')
      expect(await refusal(referrals.withdraw('STAFFS-111', NOON))).to.include('PostgreSQL did not do it')
      expect(await corner.sql('select kind from outbox')).to.deep.equal([{ kind: 'create' }])
      await referrals.withdraw('STAFFS-111', NOON)
      expect(await corner.sql('select kind from outbox')).to.deep.equal([{ kind: 'withdraw' }])
      await opened.pop()?.close()
      await proxy.stop()
    })
  })
})

/** Every table of a corner with `text` in any row, also inside what is kept as bytes. */
async function tablesWith(corner: Corner, text: string): Promise<readonly string[]> {
  const tables = await corner.sql(
    'select table_name as name from information_schema.tables where table_schema = current_schema() order by 1',
  )
  const found: string[] = []
  const hex = Buffer.from(text).toString('hex')
  for (const { name } of tables) {
    const rows = await corner.sql(
      `select 1 from "${name}" as one where strpos(one::text, $1) > 0 or strpos(one::text, $2) > 0 limit 1`,
      [text, hex],
    )
    if (rows.length > 0) found.push(String(name))
  }
  return found
}
