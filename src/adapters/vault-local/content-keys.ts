import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RotatingVault } from '../../ports/vault.ts'
import { KEY, open, seal } from './sealing.ts'

/** The first byte of a record whose key is in keys.db: then the key's id, then a record as ever. */
export const APART = 2
const ID = 16
const RECORD_AT = 1 + ID

/** Which rows hold what a person agreed to send: the outbox's, and the embedded desk's. */
const CONTENT = /^(referral|gateway\.referrals)\|/

const keySchema = z.object({ sealed: z.instanceof(Uint8Array).nullable() })
const listedSchema = z.object({ number: z.int(), id: z.instanceof(Uint8Array), bound: z.string() })
const storedSchema = listedSchema.extend({ sealed: z.instanceof(Uint8Array) })

/** A key that is not destroyed, and the row that it was made for. */
export interface ContentKey {
  readonly number: number
  /** Hex. */
  readonly id: string
  readonly bound: string
}

/** The keys of single contents. Destroying one makes every copy of that content unreadable, wherever it is. */
export interface ContentKeys {
  /** A vault that seals contents with a key of their own each, and everything else as `master` does. */
  readonly vault: RotatingVault
  /** The highest number so far: keys above it were made since. */
  last(): number
  /** The next `most` keys after a number, in their order. */
  after(number: number, most: number): readonly ContentKey[]
  /** Destroys a key for good; `ended` is what became of its row. Durable when it returns. */
  destroy(id: string, ended: string, now: Date): void
  /** Wraps the next `most` keys after a number by the current master key. */
  rewrap(number: number, most: number): { readonly rewrapped: number; readonly next: number | undefined }
  /** Forgets which keys were destroyed before a moment. */
  forget(before: Date): number
}

/** The id of a content's key as its record has it, hex; `undefined` for a record of before there were such keys. */
export const contentKeyOf = (sealed: Uint8Array): string | undefined =>
  sealed[0] === APART && sealed.length > RECORD_AT
    ? Buffer.from(sealed.subarray(1, RECORD_AT)).toString('hex')
    : undefined

const boundOf = (id: Uint8Array, bound: string): string =>
  `content-key|${Buffer.from(id).toString('hex')}|${bound}`

/** Keys of contents in keys.db. Making one is a commit of its own, durable before the content is. */
export function contentKeysIn(db: DatabaseSync, master: RotatingVault): ContentKeys {
  const insert = db.prepare('insert into content_keys (id, bound, sealed) values (?, ?, ?)')
  const find = db.prepare('select sealed from content_keys where id = ?')
  const highest = db.prepare('select max(number) as number from content_keys')
  const list = db.prepare(
    'select number, id, bound from content_keys where number > ? and sealed is not null order by number limit ?',
  )
  const listSealed = db.prepare(
    'select number, id, bound, sealed from content_keys where number > ? and sealed is not null order by number limit ?',
  )
  const update = db.prepare('update content_keys set sealed = ? where number = ? and sealed is not null')
  const wipe = db.prepare(
    'update content_keys set sealed = null, ended = ?, destroyed_at = ? where id = ? and sealed is not null',
  )
  const forget = db.prepare('delete from content_keys where destroyed_at <= ?')

  const keyOf = (id: Uint8Array, bound: string): KeyObject => {
    const row = find.get(id)
    const sealed = row && keySchema.parse(row).sealed
    if (!sealed) throw new Error('The key of this record was destroyed, or keys.db is another one')
    const key = master.open(sealed, boundOf(id, bound))
    const made = createSecretKey(key)
    key.fill(0)
    return made
  }

  const sealApart = (plain: Uint8Array, bound: string): Uint8Array => {
    const [id, key] = [randomBytes(ID), randomBytes(KEY)]
    insert.run(id, bound, master.seal(key, boundOf(id, bound)))
    const record = seal(createSecretKey(key), plain, Buffer.from(bound))
    key.fill(0)
    return Buffer.concat([Buffer.of(APART), id, record])
  }

  return {
    vault: {
      seal: (plain, bound) => (CONTENT.test(bound) ? sealApart(plain, bound) : master.seal(plain, bound)),
      open(sealed, bound) {
        if (contentKeyOf(sealed) === undefined) return master.open(sealed, bound)
        const key = keyOf(sealed.subarray(1, RECORD_AT), bound)
        return open([key], sealed.subarray(RECORD_AT), Buffer.from(bound))
      },
      rewrap(sealed, bound) {
        // Its key is in keys.db, and is wrapped anew there.
        if (contentKeyOf(sealed) !== undefined) return undefined
        // One of before there were such keys gets one of its own.
        return CONTENT.test(bound)
          ? sealApart(master.open(sealed, bound), bound)
          : master.rewrap(sealed, bound)
      },
      digest: master.digest,
    },
    last: () => Number(highest.get()?.['number'] ?? 0),
    after: (number, most) =>
      list.all(number, most).map((row) => {
        const { id, ...rest } = listedSchema.parse(row)
        return { ...rest, id: Buffer.from(id).toString('hex') }
      }),
    destroy: (id, ended, now) => void wipe.run(ended, now.getTime(), Buffer.from(id, 'hex')),
    rewrap(number, most) {
      const rows = listSealed.all(number, most).map((row) => storedSchema.parse(row))
      let rewrapped = 0
      db.exec('begin immediate')
      try {
        for (const { number: at, id, bound, sealed } of rows) {
          const again = master.rewrap(sealed, boundOf(id, bound))
          if (again) rewrapped += Number(update.run(again, at).changes)
        }
        db.exec('commit')
      } catch (error) {
        if (db.isTransaction) db.exec('rollback')
        throw error
      }
      return { rewrapped, next: rows.length < most ? undefined : rows.at(-1)?.number }
    },
    forget: (before) => Number(forget.run(before.getTime()).changes),
  }
}
