import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { pacing } from '../../src/actions/pace.ts'
import { sendDue } from '../../src/actions/send-due.ts'
import { connectTo } from '../../src/adapters/store-postgres/database.ts'
import { turnsIn } from '../../src/adapters/store-postgres/turns.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import type { Store } from '../../src/ports/store.ts'
import { Busy } from '../../src/ports/turns.ts'
import { needsPostgres } from '../support/a-postgres.ts'
import { CONTENT } from '../support/content.ts'
import { openedPostgres, type OpenedPostgres } from './store/opened-postgres.ts'
import { aVault } from './store/opened-store.ts'
import { aReferral, after as later, HOUR, NOON } from './store/samples.ts'

const counting = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
const doubled = (all: readonly string[]): readonly string[] =>
  all.filter((one, at) => all.indexOf(one) !== at)

describe('two instances on one PostgreSQL', () => {
  before(needsPostgres)
  let opened: OpenedPostgres
  let one: Store
  let other: Store
  beforeEach(async () => {
    opened = await openedPostgres()
    one = opened.store
    other = await opened.another()
  })
  afterEach(() => opened.remove())

  const keepMany = (count: number) =>
    Promise.all(
      counting(count).map((n) => one.referrals.keep(aReferral(`STAFFS-${1000 + n}`), 'secret', NOON)),
    )

  describe('turns', () => {
    /** A turn as the bot takes it: load, think, save. Its own failure is a lost turn. */
    const take = async ({ conversations }: Store, word: string): Promise<void> => {
      const kept = await conversations.load('cookie')
      const said = (kept?.place ?? []) as readonly string[]
      await pause(Math.random() * 4)
      const place = [...said, word]
      await conversations.save('cookie', kept?.version ?? 0, { channel: 'web', place, idleAt: later(HOUR) })
    }
    const said = async (): Promise<readonly string[]> =>
      ((await one.conversations.load('cookie'))?.place ?? []) as readonly string[]

    it('of one conversation, forty at once, lose none', async () => {
      await Promise.all(
        counting(40).map((n) => {
          const store = n % 2 === 0 ? one : other
          return store.turns.inTurn('cookie', () => take(store, `${n}`))
        }),
      )
      expect([...(await said())].sort()).to.deep.equal(counting(40).map(String).sort())
    })

    it('of one conversation lose some where nothing holds them apart', async () => {
      await Promise.all(counting(40).map((n) => take(n % 2 === 0 ? one : other, `${n}`)))
      expect((await said()).length).to.be.lessThan(40)
    })

    it('come in their order within an instance', async () => {
      const order: number[] = []
      await Promise.all(counting(10).map((n) => one.turns.inTurn('cookie', async () => void order.push(n))))
      expect(order).to.deep.equal(counting(10))
    })

    it('of different people do not wait, and forty that wait for a gateway starve nobody', async () => {
      let letGo: () => void = () => undefined
      const gateway = new Promise<void>((resolve) => (letGo = resolve))
      const slow = counting(40).map((n) => one.turns.inTurn(`slow ${n}`, () => gateway))
      await one.turns.inTurn('quick', () => take(one, 'quick'))
      expect(await said()).to.deep.equal(['quick'])
      letGo()
      await Promise.all(slow)
    })

    it('that fail leave the conversation free', async () => {
      const failed = one.turns.inTurn('cookie', () => Promise.reject(new Error('a turn')))
      expect(await failed.catch((error: Error) => error.message)).to.equal('a turn')
      expect(await other.turns.inTurn('cookie', async () => 'next')).to.equal('next')
    })

    it('say so when the other takes too long, and are not taken later', async () => {
      const database = connectTo(opened.corner.url)
      const impatient = turnsIn(database, aVault, { patienceMs: 60 })
      let letGo: () => void = () => undefined
      const held = one.turns.inTurn('cookie', () => new Promise<void>((resolve) => (letGo = resolve)))
      await pause(20)
      let isTaken = false
      const busy = await impatient.inTurn('cookie', async () => (isTaken = true)).catch((error) => error)
      expect(busy).to.be.instanceOf(Busy)
      letGo()
      await held
      await pause(50)
      expect(isTaken).to.equal(false)
      await database.end()
    })

    it('go on when an instance died in one, and not before its lease is over', async () => {
      const lease = '00000000-0000-4000-8000-000000000000'
      await opened.corner.sql(
        `insert into turns (digest, lease, lease_until) values ($1, $2, clock_timestamp() + interval '300 ms')`,
        [aVault.digest('cookie', 'turn'), lease],
      )
      const began = performance.now()
      expect(await one.turns.inTurn('cookie', async () => 'mine')).to.equal('mine')
      expect(performance.now() - began).to.be.within(150, 3_000)
    })

    it('hold a conversation for as long as they last, however short the lease', async () => {
      const database = connectTo(opened.corner.url)
      const shortly = turnsIn(database, aVault, { leaseMs: 1_000 })
      const order: string[] = []
      await Promise.all([
        shortly.inTurn('cookie', async () => {
          await pause(2_500)
          order.push('long')
        }),
        pause(100).then(() => other.turns.inTurn('cookie', async () => void order.push('next'))),
      ])
      expect(order).to.deep.equal(['long', 'next'])
      await database.end()
    })

    it('leave no row behind, and a sweep takes those of the dead', async () => {
      await one.turns.inTurn('cookie', async () => undefined)
      expect(await opened.corner.sql('select 1 from turns')).to.deep.equal([])
      await opened.corner.sql(`insert into turns values ('dead', 'x', clock_timestamp() - interval '1 s')`)
      await one.conversations.sweep(NOON)
      expect(await opened.corner.sql('select 1 from turns')).to.deep.equal([])
    })
  })

  describe('messages', () => {
    it('that arrive twice at the same moment are new once', async () => {
      for (const n of counting(20)) {
        const stores = [one, other, one, other]
        const news = await Promise.all(stores.map(({ inbox }) => inbox.isNew('msteams', `${n}`, NOON)))
        expect(news.filter((isNew) => isNew)).to.have.length(1)
      }
    })

    it('are told apart by channel and id, and remembered for a day', async () => {
      expect(await one.inbox.isNew('msteams', '1', NOON)).to.equal(true)
      expect(await other.inbox.isNew('webchat', '1', NOON)).to.equal(true)
      expect(await other.inbox.isNew('msteams', '2', NOON)).to.equal(true)
      expect(await other.inbox.isNew('msteams', '1', later(24 * HOUR - 1))).to.equal(false)
      expect(await other.inbox.isNew('msteams', '1', later(24 * HOUR))).to.equal(true)
    })

    it('are forgotten by the sweep after a day', async () => {
      await one.inbox.isNew('msteams', '1', NOON)
      await one.conversations.sweep(later(24 * HOUR - 1))
      expect(await opened.corner.sql('select 1 from inbox')).to.have.length(1)
      await one.conversations.sweep(later(24 * HOUR))
      expect(await opened.corner.sql('select 1 from inbox')).to.deep.equal([])
    })
  })

  describe('errands', () => {
    const ERRANDS = 500

    it(`of ${ERRANDS} referrals are claimed once each by four claimers`, async () => {
      await keepMany(ERRANDS)
      const claims: string[] = []
      const claimAll = async ({ referrals }: Store): Promise<void> => {
        for (let got = await referrals.claim(NOON, 60); got; got = await referrals.claim(NOON, 60))
          claims.push(got.reference)
      }
      await Promise.all([one, other, one, other].map(claimAll))
      expect([claims.length, doubled(claims)]).to.deep.equal([ERRANDS, []])
    })

    it('would be claimed twice without passing over what another is taking, and without a lease', async () => {
      await keepMany(ERRANDS)
      const pool = new pg.Pool({ connectionString: opened.corner.url, max: 4 })
      const claims: string[] = []
      // The same claim, but that it neither locks nor looks again, and marks what it took only by a time to come.
      const claimAll = async (): Promise<void> => {
        for (;;) {
          const { rows } = await pool.query(
            `with due as materialized (
               select reference, sequence from outbox where due_at <= $1 order by due_at, reference limit 1
             )
             update outbox set due_at = $1 + 60000 from due
             where outbox.reference = due.reference and outbox.sequence = due.sequence returning due.reference`,
            [NOON.getTime()],
          )
          if (rows.length === 0) return
          claims.push(String(rows[0].reference))
        }
      }
      await Promise.all(counting(4).map(claimAll))
      await pool.end()
      expect(new Set(claims).size).to.equal(ERRANDS)
      expect(doubled(claims).length).to.be.greaterThan(0)
    })

    it('of 300 referrals reach a gateway once each, from both', async () => {
      await keepMany(300)
      const received: string[] = []
      const gateway = {
        async send({ reference }) {
          received.push(reference)
          await pause(1)
          return { result: 'received', at: NOON }
        },
      } as Partial<Gateway> as Gateway
      const sender = ({ referrals }: Store): Promise<number> =>
        sendDue({
          referrals,
          gateways: { of: () => gateway },
          directory: CONTENT.directory,
          clock: { now: () => NOON },
          pace: pacing(() => 0.5),
          alarms: { raise: () => undefined },
        })
      const sent = await Promise.all([sender(one), sender(other)])
      expect([received.length, doubled(received)]).to.deep.equal([300, []])
      for (const share of sent) expect(share, 'a share of one instance').to.be.greaterThan(0)
      expect(await one.referrals.backlog()).to.deep.equal([])
    })

    it('are settled by one of two who both had it, whoever is first', async () => {
      await keepMany(1)
      const lost = await one.referrals.claim(NOON, 30)
      const held = await other.referrals.claim(later(30_000), 30)
      if (!lost || !held) throw new Error('nothing to claim')
      const told = { result: 'told', at: NOON } as const
      const settled = await Promise.all([
        one.referrals.settle(lost, told),
        other.referrals.settle(held, told),
        one.referrals.settle(held, told),
      ])
      expect(settled.filter((isOurs) => isOurs)).to.have.length(1)
      expect(settled[0]).to.equal(false)
    })

    it('never come together with what was taken back at the same moment', async () => {
      await keepMany(60)
      const sent: string[] = []
      const send = async ({ referrals }: Store): Promise<void> => {
        for (let got = await referrals.claim(NOON, 60); got; got = await referrals.claim(NOON, 60)) {
          sent.push(`${got.errand.kind} ${got.reference}`)
          await referrals.settle(got, { result: 'told', at: NOON })
        }
      }
      const withdraw = async (): Promise<void> => {
        for (const n of counting(60)) await other.referrals.withdraw(`STAFFS-${1059 - n}`, NOON)
      }
      await Promise.all([send(one), send(other), withdraw()])
      await send(one)
      const creates = sent.filter((line) => line.startsWith('create')).map((line) => line.slice(7))
      const withdrawals = sent.filter((line) => line.startsWith('withdraw')).map((line) => line.slice(9))
      // Whoever was told of one is told that it was taken back, once; whoever was not hears nothing.
      expect([...withdrawals].sort()).to.deep.equal([...creates].sort())
      expect(doubled(withdrawals)).to.deep.equal([])
      const left = await opened.corner.sql(`select 1 from tracking where sending <> 'withdrawn'`)
      expect(left).to.deep.equal([])
    })
  })

  describe('keeping', () => {
    it('the same referral at the same moment keeps it once, and another of its name not at all', async () => {
      for (const n of counting(10)) {
        const reference = `STAFFS-20${n}`
        const same = [one, other].map(({ referrals }) => referrals.keep(aReferral(reference), 'secret', NOON))
        expect(await Promise.all(same)).to.deep.equal(['kept', 'kept'])
        expect(await other.referrals.keep(aReferral(reference, 'else'), 'secret', NOON)).to.equal('taken')
      }
      expect(await opened.corner.sql('select 1 from outbox')).to.have.length(10)
    })

    it('corrections of both at the same moment leaves one as the last, with a number of its own each', async () => {
      await keepMany(1)
      await one.referrals.claim(NOON, 60)
      const corrections = await Promise.all(
        counting(8).map((n) =>
          (n % 2 === 0 ? one : other).referrals.correct(aReferral('STAFFS-1000', `said ${n}`), NOON),
        ),
      )
      expect(new Set(corrections)).to.deep.equal(new Set(['kept']))
      expect(await opened.corner.sql('select sequence from outbox order by 1')).to.deep.equal([
        { sequence: 1 },
        { sequence: 2 },
      ])
    })
  })

  it('count five wrong tries between them', async () => {
    const guesses = counting(30).map((n) =>
      (n % 2 === 0 ? one : other).referrals.open('STAFFS-9', `${n}`, NOON),
    )
    const results = (await Promise.all(guesses)).map(({ result }) => result)
    expect(results.filter((result) => result === 'wrong')).to.have.length(5)
    expect(results.filter((result) => result === 'slow')).to.have.length(25)
  })
})
