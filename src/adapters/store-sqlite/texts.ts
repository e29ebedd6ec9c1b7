import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { TextQueue } from '../../ports/text-queue.ts'
import type { Vault } from '../../ports/vault.ts'
import {
  arrivedOf,
  arrivedRow,
  keyOf,
  phoneIn,
  phoneRow,
  REMEMBERED_MS,
  sealIn,
  sealOut,
  SENT_MS,
  STOPPED_MS,
  UNANSWERED_MS,
  waitingOf,
  waitingRow,
} from '../store-shared/texts.ts'
import type { Commits } from './commits.ts'

/** Texts in SQLite. */
export const textsIn = (db: DatabaseSync, commits: Commits, vault: Vault): TextQueue => ({
  phoneOf: (number) => phoneIn(vault, number),
  ...arrivingIn(db, commits, vault),
  ...leavingIn(db, commits, vault),
  ...stoppingIn(db, commits),
  ...sweepingIn(db, commits),
})

const STOP = 'insert into texts_stopped (phone, at) values (?, ?) on conflict do nothing'
const DROP = 'delete from texts_out where phone = ? and sealed is not null'

function arrivingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
): Pick<TextQueue, 'keep' | 'due' | 'arrived' | 'begin' | 'answer'> {
  const add = db.prepare(
    'insert into texts_in (key, phone, sealed, at) values (?, ?, ?, ?) on conflict do nothing',
  )
  const due = db.prepare(
    `select phone from texts_in where sealed is not null
     union select phone from texts_out where sealed is not null and due_at <= ?`,
  )
  const list = db.prepare(
    'select key, sealed, at, begun from texts_in where phone = ? and sealed is not null order by id',
  )
  const begin = db.prepare('update texts_in set begun = ? where key = ? and begun is null')
  const done = db.prepare('update texts_in set sealed = null, phone = null where key = ?')
  const queue = db.prepare(
    'insert into texts_out (key, phone, sealed, made_at, due_at, tried_at, tries) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const stop = db.prepare(STOP)
  const drop = db.prepare(DROP)
  const start = db.prepare('delete from texts_stopped where phone = ?')
  return {
    keep(provider, text, now) {
      const key = keyOf(vault, provider, text.id)
      const sealed = sealIn(vault, provider, text, key)
      const phone = phoneIn(vault, text.from)
      return commits.ask(() => add.run(key, phone, sealed, now.getTime()).changes === 1)
    },
    due: async (now) => due.all(now.getTime()).map((row) => phoneRow.parse(row).phone),
    arrived: async (phone) => list.all(phone).map((row) => arrivedOf(vault, arrivedRow.parse(row))),
    async begin(keys, version) {
      await commits.ask(() => keys.forEach((key) => begin.run(version, key)))
    },
    async answer(phone, keys, answer, now, mark) {
      const at = now.getTime()
      const rows = (answer?.texts ?? []).map((text) => {
        const key = randomUUID()
        return { key, sealed: sealOut(vault, answer!, text, key) }
      })
      await commits.ask(() => {
        for (const key of keys) done.run(key)
        if (mark === 'stopped') stop.run(phone, at)
        if (mark === 'stopped' || mark === 'forgotten') drop.run(phone)
        if (mark === 'started') start.run(phone)
        for (const [index, { key, sealed }] of rows.entries())
          queue.run(key, phone, sealed, at, at, index === 0 ? at : null, index === 0 ? 1 : 0)
      })
      return rows[0]?.key
    },
  }
}

function leavingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
): Pick<TextQueue, 'next' | 'trying' | 'settle' | 'isTaken' | 'receipt' | 'failures'> {
  const first = db.prepare(
    `select key, sealed, made_at, due_at, tried_at, tries from texts_out
     where phone = ? and sealed is not null order by id limit 1`,
  )
  const tried = db.prepare('update texts_out set tried_at = ?, tries = tries + 1 where key = ?')
  const taken = db.prepare('update texts_out set sealed = null, provider_key = ? where key = ?')
  const fail = db.prepare('update texts_out set sealed = null, failed = 1 where key = ?')
  const again = db.prepare('update texts_out set due_at = ? where key = ?')
  const known = db.prepare('update texts_out set tried_at = null where key = ?')
  const find = db.prepare('select phone from texts_out where provider_key = ?')
  const failed = db.prepare('update texts_out set failed = 1 where provider_key = ?')
  const failures = db.prepare('select count(*) as failures from texts_out where failed = 1')
  return {
    async next(phone, now) {
      const row = first.get(phone)
      const waiting = row && waitingRow.parse(row)
      return waiting && waiting.due_at <= now.getTime() ? waitingOf(vault, waiting) : undefined
    },
    async trying(key, now) {
      await commits.ask(() => tried.run(now.getTime(), key))
    },
    async settle(key, settled) {
      await commits.ask(() => {
        if (settled.result === 'taken') taken.run(keyOf(vault, settled.provider, settled.id), key)
        else if (settled.result === 'failed') fail.run(key)
        else {
          again.run(settled.at.getTime(), key)
          if (!settled.isUnknown) known.run(key)
        }
      })
    },
    isTaken: async (provider, id) => find.get(keyOf(vault, provider, id)) !== undefined,
    receipt(provider, { id, result }) {
      const key = keyOf(vault, provider, id)
      return commits.ask(() => {
        const row = find.get(key)
        if (result === 'failed' || result === 'stopped') failed.run(key)
        return row && phoneRow.parse(row).phone
      })
    },
    failures: async () => Number(failures.get()?.['failures'] ?? 0),
  }
}

function stoppingIn(db: DatabaseSync, commits: Commits): Pick<TextQueue, 'stop' | 'isStopped'> {
  const add = db.prepare(STOP)
  const drop = db.prepare(DROP)
  const find = db.prepare('select 1 from texts_stopped where phone = ?')
  return {
    async stop(phone, now) {
      await commits.ask(() => {
        add.run(phone, now.getTime())
        drop.run(phone)
      })
    },
    isStopped: async (phone) => find.get(phone) !== undefined,
  }
}

function sweepingIn(db: DatabaseSync, commits: Commits): Pick<TextQueue, 'sweep'> {
  const late = db.prepare(
    'update texts_in set sealed = null, phone = null where sealed is not null and at <= ?',
  )
  const oldIn = db.prepare('delete from texts_in where at <= ? and sealed is null')
  const sentOut = db.prepare('delete from texts_out where made_at <= ? and sealed is null and failed = 0')
  const oldOut = db.prepare('delete from texts_out where made_at <= ?')
  const oldStops = db.prepare('delete from texts_stopped where at <= ?')
  return {
    async sweep(now) {
      const at = now.getTime()
      await commits.ask(() => {
        late.run(at - UNANSWERED_MS)
        oldIn.run(at - REMEMBERED_MS)
        sentOut.run(at - SENT_MS)
        oldOut.run(at - REMEMBERED_MS)
        oldStops.run(at - STOPPED_MS)
      })
    },
  }
}
