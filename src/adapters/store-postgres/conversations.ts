import { z } from 'zod'
import type { Conversations } from '../../ports/conversations.ts'
import type { Vault } from '../../ports/vault.ts'
import { conversationBoundTo } from '../store-shared/sealed-tables.ts'
import type { Database } from './database.ts'

const rowSchema = z.object({ version: z.int(), sealed: z.instanceof(Uint8Array) })

/** Swept in steps, so that a night's worth of idle conversations does not hold up a turn. */
const SWEPT_AT_ONCE = 200

/**
 * Conversations are found for sweeping by slots of five minutes, because most turns stay within one: they rewrite the
 * row where it lies and change no index.
 */
const slotOf = (milliseconds: number): number => Math.floor(milliseconds / (5 * 60 * 1000))

/**
 * Conversations in PostgreSQL. Nothing is remembered in the process: another one may have taken the last turn. A place
 * that does not open throws: it was tampered with, or it is a bug.
 */
export function conversationsIn(database: Database, vault: Vault): Conversations {
  const digestOf = (id: string): string => vault.digest(id, 'conversation')
  return {
    async load(id) {
      const digest = digestOf(id)
      const [row] = await database.all(
        rowSchema,
        'select version, sealed from conversations where digest = $1',
        [digest],
      )
      if (!row) return undefined
      const { version, sealed } = row
      return { version, place: parse(vault.open(sealed, conversationBoundTo(digest, version))) }
    },
    async save(id, expected, { channel, place, idleAt }) {
      const digest = digestOf(id)
      const at = idleAt.getTime()
      const sealed = vault.seal(Buffer.from(JSON.stringify(place)), conversationBoundTo(digest, expected + 1))
      const changes =
        expected === 0
          ? await database.change(
              `insert into conversations (digest, version, channel, idle_at, idle_slot, sealed)
               values ($1, 1, $2, $3, $4, $5) on conflict do nothing`,
              [digest, channel, at, slotOf(at), sealed],
            )
          : await database.change(
              `update conversations set version = version + 1, idle_at = $3, idle_slot = $4, sealed = $5
               where digest = $1 and version = $2`,
              [digest, expected, at, slotOf(at), sealed],
            )
      return changes === 1 ? 'saved' : 'stale'
    },
    async touch(id, idleAt) {
      const at = idleAt.getTime()
      const changes = await database.change(
        'update conversations set idle_at = $2, idle_slot = $3 where digest = $1',
        [digestOf(id), at, slotOf(at)],
      )
      return changes === 1
    },
    async forget(id) {
      await database.change('delete from conversations where digest = $1', [digestOf(id)])
    },
    async sweep(now) {
      const at = now.getTime()
      let swept = 0
      let changes: number
      do {
        changes = await database.change(
          `delete from conversations where digest in (
             select digest from conversations where idle_slot <= $1 and idle_at <= $2 limit $3
             for update skip locked
           )`,
          [slotOf(at), at, SWEPT_AT_ONCE],
        )
        swept += changes
      } while (changes === SWEPT_AT_ONCE)
      return swept
    },
  }
}

const parse = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
