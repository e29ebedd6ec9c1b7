import { backup, type DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { KeptFile, Rewrapped } from '../../ports/kept-file.ts'
import type { RotatingVault } from '../../ports/vault.ts'
import { SEALED_TABLES } from '../store-shared/sealed-tables.ts'
import type { Commits } from './commits.ts'
import { emptyLog, KEY_ROW } from './database.ts'

const rowSchema = z.looseObject({ rowid: z.int(), sealed: z.instanceof(Uint8Array) })

/** What the check row says once there is a keys.db that the file cannot be read without. */
const CHECKED = 'haven|keys.db'
/** Enough of a record to tell which key it needs. */
const HEAD = 18

const cursorSchema = z.tuple([z.int(), z.int()])
const write = (table: number, rowid: number): string => JSON.stringify([table, rowid])
const read = (cursor: string | undefined): readonly [number, number] =>
  cursor === undefined ? [0, 0] : cursorSchema.parse(JSON.parse(cursor))

/** haven.db, as those who look after it see it. */
export function keptFileOf(db: DatabaseSync, commits: Commits): KeptFile {
  const tables = SEALED_TABLES.map(({ name, columns, boundOf }) => ({
    boundOf,
    some: db.prepare(
      `select rowid, sealed, ${columns.join(', ')} from ${name} where rowid > ? and sealed is not null order by rowid limit ?`,
    ),
    update: db.prepare(`update ${name} set sealed = ? where rowid = ?`),
  }))
  const heads = db.prepare(
    `select rowid, substr(sealed, 1, ${HEAD}) as sealed from outbox
     where rowid > ? and sealed is not null order by rowid limit ?`,
  )
  const setCheck = db.prepare('update key_check set sealed = ?')
  const sendingOf = db.prepare('select sending from tracking where reference = ?')

  /** Synchronous, so that nobody changes a row between its reading and its writing. */
  const step = (vault: RotatingVault, after: string | undefined, most: number): Rewrapped => {
    const [index, from] = read(after)
    const table = tables[index]
    if (!table) {
      setCheck.run(vault.seal(Buffer.from(CHECKED), KEY_ROW))
      return { rewrapped: 0, unreadable: 0 }
    }
    const rows = table.some.all(from, most).map((found) => rowSchema.parse(found))
    let [rewrapped, unreadable] = [0, 0]
    for (const row of rows) {
      const bound = table.boundOf(row)
      try {
        const again = vault.rewrap(row.sealed, bound)
        if (again) rewrapped += Number(table.update.run(again, row.rowid).changes)
      } catch (error) {
        if (isOfDatabase(error)) throw error
        unreadable += 1
      }
    }
    const last = rows.at(-1)
    const next = last && rows.length === most ? write(index, last.rowid) : write(index + 1, 0)
    return { rewrapped, unreadable, next }
  }

  return {
    rewrap: (vault, after, most) => commits.ask(() => step(vault, after, most)),
    contents(after, most) {
      const [, from] = read(after)
      const rows = heads.all(from, most).map((found) => rowSchema.parse(found))
      const last = rows.length === most ? rows.at(-1) : undefined
      return { heads: rows.map(({ sealed }) => sealed), ...(last && { next: write(0, last.rowid) }) }
    },
    fateOf(bound) {
      const [, reference = ''] = bound.split('|')
      const found = sendingOf.get(reference)
      return found === undefined ? 'forgotten' : String(found['sending'])
    },
    copyTo: async (file) => void (await backup(db, file)),
    emptyLog: () => emptyLog(db),
  }
}

/** A full disk is not a row that was altered. */
const isOfDatabase = (error: unknown): boolean => error instanceof Error && 'errcode' in error
