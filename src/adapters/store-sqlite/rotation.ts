import { backup, type DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { KeptFile, Rewrapped } from '../../ports/kept-file.ts'
import type { RotatingVault } from '../../ports/vault.ts'
import { boundTo as errandBoundTo } from '../store-shared/sealing.ts'
import { inBoundTo, outBoundTo } from '../store-shared/texts.ts'
import type { Commits } from './commits.ts'
import { boundTo as conversationBoundTo } from './conversations.ts'
import { emptyLog, KEY_ROW } from './database.ts'

const row = z.object({ rowid: z.int(), sealed: z.instanceof(Uint8Array) })
const conversation = row.extend({ digest: z.string(), version: z.int() })
const errand = row.extend({ reference: z.string(), sequence: z.int() })
const text = row.extend({ key: z.string() })

/** Every table with something sealed, by how its rows are bound. (A test finds any that is missing here.) */
export const SEALED_TABLES = [
  {
    name: 'outbox',
    columns: 'reference, sequence',
    read(found: unknown) {
      const { reference, sequence, ...rest } = errand.parse(found)
      return { ...rest, bound: errandBoundTo(reference, sequence) }
    },
  },
  {
    name: 'conversations',
    columns: 'digest, version',
    read(found: unknown) {
      const { digest, version, ...rest } = conversation.parse(found)
      return { ...rest, bound: conversationBoundTo(digest, version) }
    },
  },
  {
    name: 'texts_in',
    columns: 'key',
    read(found: unknown) {
      const { key, ...rest } = text.parse(found)
      return { ...rest, bound: inBoundTo(key) }
    },
  },
  {
    name: 'texts_out',
    columns: 'key',
    read(found: unknown) {
      const { key, ...rest } = text.parse(found)
      return { ...rest, bound: outBoundTo(key) }
    },
  },
] as const

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
  const tables = SEALED_TABLES.map(({ name, columns, read: readRow }) => ({
    readRow,
    some: db.prepare(
      `select rowid, sealed, ${columns} from ${name} where rowid > ? and sealed is not null order by rowid limit ?`,
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
    const rows = table.some.all(from, most).map((found) => table.readRow(found))
    let [rewrapped, unreadable] = [0, 0]
    for (const { rowid, sealed, bound } of rows) {
      try {
        const again = vault.rewrap(sealed, bound)
        if (again) rewrapped += Number(table.update.run(again, rowid).changes)
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
      const rows = heads.all(from, most).map((found) => row.parse(found))
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
