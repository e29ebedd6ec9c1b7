import { backup, type DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'
import { boundTo } from './rows.ts'

/** The vault of whoever runs the desk, while its key is changed. */
export interface RotatingVault extends Vault {
  /** The same record under the current key; `undefined` when it is so already. Throws as `open` does. */
  rewrap(sealed: Uint8Array, bound: string): Uint8Array | undefined
}

/** Enough of a record to tell which key it needs. */
const HEAD = 18
const rowSchema = z.object({ rowid: z.int(), reference: z.string(), sealed: z.instanceof(Uint8Array) })
const fateSchema = z.object({ withdrawn_at: z.string().nullable() })

/** The tables with something sealed. (A test finds any that is missing here.) */
export const SEALED_TABLES = ['referrals'] as const

/** gateway.db, as those who look after it see it. No method gives content. */
export function keptFileOf(db: DatabaseSync) {
  const some = (sealed: string) =>
    db.prepare(
      `select rowid, reference, ${sealed} as sealed from referrals
       where rowid > ? and sealed is not null order by rowid limit ?`,
    )
  const [whole, heads] = [some('sealed'), some(`substr(sealed, 1, ${HEAD})`)]
  const update = db.prepare('update referrals set sealed = ? where rowid = ?')
  const find = db.prepare('select withdrawn_at from referrals where reference = ?')
  const nextOf = (rows: readonly z.infer<typeof rowSchema>[], most: number) => {
    const last = rows.length === most ? rows.at(-1) : undefined
    return last ? { next: String(last.rowid) } : {}
  }

  return {
    /** Wraps the next rows by the current key, in one commit. `unreadable` ones were altered and stay as they are. */
    rewrap: async (vault: RotatingVault, after: string | undefined, most: number) =>
      atomically(db, () => {
        const rows = whole.all(Number(after ?? 0), most).map((row) => rowSchema.parse(row))
        let [rewrapped, unreadable] = [0, 0]
        for (const { rowid, reference, sealed } of rows) {
          try {
            const again = vault.rewrap(sealed, boundTo(reference))
            if (again) rewrapped += Number(update.run(again, rowid).changes)
          } catch (error) {
            // A full disk is not a row that was altered.
            if (error instanceof Error && 'errcode' in error) throw error
            unreadable += 1
          }
        }
        return { rewrapped, unreadable, ...nextOf(rows, most) }
      }),
    /** The first bytes of the next contents: they tell which key each needs. */
    contents(after: string | undefined, most: number) {
      const rows = heads.all(Number(after ?? 0), most).map((row) => rowSchema.parse(row))
      return { heads: rows.map(({ sealed }) => sealed), ...nextOf(rows, most) }
    },
    /** What became of a content: `withdrawn`, `forgotten`, or `replaced` by a correction. */
    fateOf(bound: string): string {
      const found = find.get(bound.split('|')[1] ?? '')
      if (!found) return 'forgotten'
      return fateSchema.parse(found).withdrawn_at === null ? 'replaced' : 'withdrawn'
    },
    copyTo: async (file: string): Promise<void> => void (await backup(db, file)),
    emptyLog: (): void => db.exec('pragma wal_checkpoint(truncate)'),
  }
}
