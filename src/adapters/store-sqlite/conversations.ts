import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Conversations } from '../../ports/conversations.ts'
import type { Vault } from '../../ports/vault.ts'
import { conversationBoundTo } from '../store-shared/sealed-tables.ts'
import type { Commits } from './commits.ts'
import { emptyLog } from './database.ts'
import { leaversOf } from './leavers.ts'

const rowSchema = z.object({ version: z.int(), sealed: z.instanceof(Uint8Array) })

/** Swept in steps, so that a night's worth of idle conversations does not hold up a turn. */
const SWEPT_AT_ONCE = 200

/**
 * Conversations are found for sweeping by slots of five minutes, because most turns stay within one: they write
 * the row's page and no page of the index.
 */
const slotOf = (milliseconds: number): number => Math.floor(milliseconds / (5 * 60 * 1000))

/** What was kept last of a conversation, so that its next turn need not read and open it again. */
interface Recent {
  readonly digest: string
  readonly version: number
  readonly place: unknown
  readonly idleAt: number
}

/** As many people as talk within a minute or two; their places take a few megabytes. */
const MOST_RECENT = 1000

/**
 * The conversations that were saved last, in memory only. One process holds the file, so nobody else changes a row
 * behind it; a save that finds its row changed all the same forgets what it knew.
 */
function recentOf() {
  const known = new Map<string, Recent>()
  return {
    get: (id: string): Recent | undefined => known.get(id),
    delete: (id: string): boolean => known.delete(id),
    set(id: string, recent: Recent): void {
      known.delete(id)
      known.set(id, recent)
      if (known.size > MOST_RECENT) known.delete(known.keys().next().value!)
    },
    sweep(at: number): void {
      for (const [id, { idleAt }] of known) if (idleAt <= at) known.delete(id)
    },
  }
}

/** What is asked of the file. */
function statementsOn(db: DatabaseSync) {
  const find = db.prepare('select version, sealed from conversations where digest = ?')
  const insert = db.prepare(
    `insert into conversations (digest, version, channel, idle_at, idle_slot, sealed)
     values (?, 1, ?, ?, ?, ?) on conflict do nothing`,
  )
  const updateInSlot = db.prepare(
    `update conversations set version = version + 1, idle_at = ?, sealed = ?
     where digest = ? and version = ? and idle_slot = ?`,
  )
  const update = db.prepare(
    `update conversations set version = version + 1, idle_at = ?, sealed = ?, idle_slot = ?
     where digest = ? and version = ?`,
  )
  const move = db.prepare('update conversations set idle_at = ?, idle_slot = ? where digest = ?')
  const remove = db.prepare('delete from conversations where digest = ?')
  const removeIdle = db.prepare(
    `delete from conversations where rowid in (
       select rowid from conversations where idle_slot <= ? and idle_at <= ? limit ?
     )`,
  )
  return { find, insert, updateInSlot, update, move, remove, removeIdle }
}

/** Conversations in SQLite. A place that does not open throws: it was tampered with, or it is a bug. */
export function conversationsIn(db: DatabaseSync, commits: Commits, vault: Vault): Conversations {
  const { find, insert, updateInSlot, update, move, remove, removeIdle } = statementsOn(db)
  const recent = recentOf()
  const leavers = leaversOf(commits, (digest) => remove.run(digest))
  const digestOf = (id: string): string => recent.get(id)?.digest ?? vault.digest(id, 'conversation')

  return {
    async load(id) {
      const known = recent.get(id)
      if (known) return { version: known.version, place: known.place }
      const digest = digestOf(id)
      const row = leavers.has(digest) ? undefined : find.get(digest)
      if (!row) return undefined
      const { version, sealed } = rowSchema.parse(row)
      return { version, place: parse(vault.open(sealed, conversationBoundTo(digest, version))) }
    },
    async save(id, expected, kept) {
      const digest = digestOf(id)
      const sealed = vault.seal(
        Buffer.from(JSON.stringify(kept.place)),
        conversationBoundTo(digest, expected + 1),
      )
      const idleAt = kept.idleAt.getTime()
      const slot = slotOf(idleAt)
      const { changes } = await leavers.write(digest, () => {
        if (expected === 0) return insert.run(digest, kept.channel, idleAt, slot, sealed)
        const inSlot = updateInSlot.run(idleAt, sealed, digest, expected, slot)
        return inSlot.changes === 1 ? inSlot : update.run(idleAt, sealed, slot, digest, expected)
      })
      if (changes !== 1) {
        recent.delete(id)
        return 'stale'
      }
      recent.set(id, { digest, version: expected + 1, place: kept.place, idleAt })
      return 'saved'
    },
    async touch(id, idleAt) {
      const digest = digestOf(id)
      const at = idleAt.getTime()
      const { changes } = await commits.ask(() =>
        leavers.has(digest) ? { changes: 0 } : move.run(at, slotOf(at), digest),
      )
      const known = recent.get(id)
      if (known && changes === 1) recent.set(id, { ...known, idleAt: at })
      return changes === 1
    },
    async forget(id) {
      const digest = digestOf(id)
      recent.delete(id)
      await leavers.forget(digest)
    },
    async sweep(now) {
      const at = now.getTime()
      recent.sweep(at)
      await leavers.finish()
      let swept = 0
      let changes: number
      do {
        changes = await commits.ask(() => Number(removeIdle.run(slotOf(at), at, SWEPT_AT_ONCE).changes))
        swept += changes
      } while (changes === SWEPT_AT_ONCE)
      // Also for those who left by themselves since the last sweep: until now the log still has what they said.
      emptyLog(db)
      return swept
    },
  }
}

const parse = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
