import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Phone, TextQueue } from '../../ports/text-queue.ts'
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
import type { Database, Questions } from './database.ts'

const countSchema = z.object({ failures: z.coerce.number() })

/** Texts in PostgreSQL. */
export const textsIn = (database: Database, vault: Vault): TextQueue => ({
  phoneOf: (number) => phoneIn(vault, number),
  ...arrivingIn(database, vault),
  ...leavingIn(database, vault),
  ...stoppingIn(database),
  ...sweepingIn(database),
})

const arrivingIn = (
  database: Database,
  vault: Vault,
): Pick<TextQueue, 'keep' | 'due' | 'arrived' | 'begin' | 'answer'> => ({
  async keep(provider, text, now) {
    const key = keyOf(vault, provider, text.id)
    const added = await database.change(
      'insert into texts_in (key, phone, sealed, at) values ($1, $2, $3, $4) on conflict do nothing',
      [key, phoneIn(vault, text.from), sealIn(vault, provider, text, key), now.getTime()],
    )
    return added === 1
  },
  async due(now) {
    const rows = await database.all(
      phoneRow,
      `select phone from texts_in where sealed is not null
       union select phone from texts_out where sealed is not null and due_at <= $1`,
      [now.getTime()],
    )
    return rows.map(({ phone }) => phone)
  },
  async arrived(phone) {
    const rows = await database.all(
      arrivedRow,
      'select key, sealed, at, begun from texts_in where phone = $1 and sealed is not null order by id',
      [phone],
    )
    return rows.map((row) => arrivedOf(vault, row))
  },
  async begin(keys, version) {
    await database.change('update texts_in set begun = $2 where key = any ($1) and begun is null', [
      keys,
      version,
    ])
  },
  async answer(phone, keys, answer, now, mark) {
    const at = now.getTime()
    const rows = (answer?.texts ?? []).map((text) => {
      const key = randomUUID()
      return { key, sealed: sealOut(vault, answer!, text, key) }
    })
    await database.together(async (questions) => {
      await questions.change('update texts_in set sealed = null, phone = null where key = any ($1)', [keys])
      if (mark === 'stopped') await stop(questions, phone, now)
      if (mark === 'forgotten') await drop(questions, phone)
      if (mark === 'started') await questions.change('delete from texts_stopped where phone = $1', [phone])
      for (const [index, { key, sealed }] of rows.entries())
        await questions.change(
          `insert into texts_out (key, phone, sealed, made_at, due_at, tried_at, tries)
           values ($1, $2, $3, $4, $4, $5, $6)`,
          [key, phone, sealed, at, index === 0 ? at : null, index === 0 ? 1 : 0],
        )
    })
    return rows[0]?.key
  },
})

const leavingIn = (
  database: Database,
  vault: Vault,
): Pick<TextQueue, 'next' | 'trying' | 'settle' | 'isTaken' | 'receipt' | 'failures'> => ({
  async next(phone, now) {
    const [waiting] = await database.all(
      waitingRow,
      `select key, sealed, made_at, due_at, tried_at, tries from texts_out
       where phone = $1 and sealed is not null order by id limit 1`,
      [phone],
    )
    return waiting && waiting.due_at <= now.getTime() ? waitingOf(vault, waiting) : undefined
  },
  async trying(key, now) {
    await database.change('update texts_out set tried_at = $2, tries = tries + 1 where key = $1', [
      key,
      now.getTime(),
    ])
  },
  async settle(key, settled) {
    if (settled.result === 'taken') {
      const theirs = keyOf(vault, settled.provider, settled.id)
      await database.change('update texts_out set sealed = null, provider_key = $2 where key = $1', [
        key,
        theirs,
      ])
    } else if (settled.result === 'failed') {
      await database.change('update texts_out set sealed = null, failed = true where key = $1', [key])
    } else {
      await database.change(
        'update texts_out set due_at = $2, tried_at = case when $3 then tried_at end where key = $1',
        [key, settled.at.getTime(), settled.isUnknown],
      )
    }
  },
  async isTaken(provider, id) {
    const key = keyOf(vault, provider, id)
    const rows = await database.all(phoneRow, 'select phone from texts_out where provider_key = $1', [key])
    return rows.length > 0
  },
  async receipt(provider, { id, result }) {
    const key = keyOf(vault, provider, id)
    const [row] = await database.all(phoneRow, 'select phone from texts_out where provider_key = $1', [key])
    if (result === 'failed' || result === 'stopped')
      await database.change('update texts_out set failed = true where provider_key = $1', [key])
    return row?.phone
  },
  async failures() {
    const [row] = await database.all(countSchema, 'select count(*) as failures from texts_out where failed')
    return row?.failures ?? 0
  },
})

async function stop(questions: Questions, phone: Phone, now: Date): Promise<void> {
  await questions.change('insert into texts_stopped (phone, at) values ($1, $2) on conflict do nothing', [
    phone,
    now.getTime(),
  ])
  await drop(questions, phone)
}

const drop = (questions: Questions, phone: Phone): Promise<unknown> =>
  questions.change('delete from texts_out where phone = $1 and sealed is not null', [phone])

const stoppingIn = (database: Database): Pick<TextQueue, 'stop' | 'isStopped'> => ({
  stop: (phone, now) => database.together((questions) => stop(questions, phone, now)),
  async isStopped(phone) {
    const rows = await database.all(phoneRow, 'select phone from texts_stopped where phone = $1', [phone])
    return rows.length > 0
  },
})

const sweepingIn = (database: Database): Pick<TextQueue, 'sweep'> => ({
  async sweep(now) {
    const at = now.getTime()
    await database.change(
      'update texts_in set sealed = null, phone = null where sealed is not null and at <= $1',
      [at - UNANSWERED_MS],
    )
    await database.change('delete from texts_in where sealed is null and at <= $1', [at - REMEMBERED_MS])
    await database.change('delete from texts_out where made_at <= $1 and sealed is null and not failed', [
      at - SENT_MS,
    ])
    await database.change('delete from texts_out where made_at <= $1', [at - REMEMBERED_MS])
    await database.change('delete from texts_stopped where at <= $1', [at - STOPPED_MS])
  },
})
