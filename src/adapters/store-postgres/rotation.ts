import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Rewrapped, SharedRows } from '../../ports/kept-file.ts'
import type { RotatingVault } from '../../ports/vault.ts'
import { SEALED_TABLES, type SealedTable } from '../store-shared/sealed-tables.ts'
import { DatabaseFault, type Database } from './database.ts'
import { DIGEST_KEYS_ROW, KEY_ROW } from './schema.ts'

const rowSchema = z.looseObject({ sealed: z.instanceof(Uint8Array) })
type Row = z.infer<typeof rowSchema>

const single = (name: string, bound: string): SealedTable => ({
  name,
  key: ['id'],
  columns: ['id'],
  boundOf: () => bound,
})
/** Last of all the rows that an instance cannot start without. */
const TABLES = [...SEALED_TABLES, single('digest_keys', DIGEST_KEYS_ROW), single('key_check', KEY_ROW)]

/** Which table, and the key of the row that was the last. */
const keySchema = z.array(z.union([z.string(), z.int()]))
const cursorSchema = z.tuple([z.int(), keySchema])
type Cursor = z.infer<typeof cursorSchema>
const read = (cursor: string | undefined): Cursor =>
  cursor === undefined ? [0, []] : cursorSchema.parse(JSON.parse(cursor))

/** What is done with a row: whether it was, or would be, wrapped anew. Throws when no key opens it. */
type Each = (table: SealedTable, row: Row) => Promise<boolean>

/**
 * The sealed rows in PostgreSQL. A row is changed only while it still is what was read, a transaction for each, so that no
 * turn ever waits for more than one row, and several instances may do this at once.
 */
export function sealedRowsIn(database: Database): SharedRows {
  return {
    rewrap: (vault, after, most) =>
      step(database, after, most, (table, row) => wrap(database, vault, table, row)),
    needing: (vault, after, most) =>
      step(database, after, most, async (table, row) => isOlder(vault, table, row) !== undefined),
    ...notingIn(database),
  }
}

/** An instance that is not heard of for so long is gone; it is forgotten a day later. */
const [HEARD, REMEMBERED] = ["interval '5 minutes'", "interval '1 day'"]
const marksSchema = z.object({ writes: z.string(), reads: z.array(z.string()) })

function notingIn(database: Database): Pick<SharedRows, 'note' | 'instances' | 'leave'> {
  const id = randomUUID()
  return {
    async note({ writes, reads }) {
      await database.change(
        `insert into instances (id, writes, reads) values ($1, $2, $3) on conflict (id) do update
         set writes = excluded.writes, reads = excluded.reads, seen_at = clock_timestamp()`,
        [id, writes, reads],
      )
      await database.change(`delete from instances where seen_at < clock_timestamp() - ${REMEMBERED}`)
    },
    instances: () =>
      database.all(
        marksSchema,
        `select writes, reads from instances where seen_at > clock_timestamp() - ${HEARD}`,
      ),
    async leave() {
      await database.change('delete from instances where id = $1', [id])
    },
  }
}

async function step(
  database: Database,
  after: string | undefined,
  most: number,
  each: Each,
): Promise<Rewrapped> {
  const [index, last] = read(after)
  const table = TABLES[index]!
  const rows = await someOf(database, table, last, most)
  let [rewrapped, unreadable, held] = [0, 0, 0]
  for (const row of rows) {
    try {
      if (await each(table, row)) rewrapped += 1
    } catch (error) {
      if (error instanceof Unreadable) unreadable += 1
      else if (isHeld(error)) held += 1
      else throw error
    }
  }
  const end = rows.length === most ? rows.at(-1) : undefined
  const next: Cursor | undefined = end
    ? [index, keyOf(table, end)]
    : index + 1 < TABLES.length
      ? [index + 1, []]
      : undefined
  return { rewrapped, unreadable, held, ...(next && { next: JSON.stringify(next) }) }
}

/** Rows in the order of their keys, from the one after `last`. */
function someOf(database: Database, { name, key, columns }: SealedTable, last: Cursor[1], most: number) {
  const order = key.join(', ')
  const after = last.length > 0 ? `and (${order}) > (${last.map((_, at) => `$${at + 2}`).join(', ')})` : ''
  return database.all(
    rowSchema,
    `select sealed, ${columns.join(', ')} from ${name} where sealed is not null ${after} order by ${order} limit $1`,
    [most, ...last],
  )
}

const keyOf = ({ key }: SealedTable, row: Row): Cursor[1] => keySchema.parse(key.map((column) => row[column]))

/** Somebody altered it, or its key is not among ours. */
class Unreadable extends Error {}

/** The row under the current key; `undefined` when it is so already. */
function isOlder(vault: RotatingVault, table: SealedTable, row: Row): Uint8Array | undefined {
  const bound = table.boundOf(row)
  try {
    return vault.rewrap(row.sealed, bound)
  } catch (error) {
    throw new Unreadable('A row opens with no key', { cause: error })
  }
}

/** A row that another transaction holds is waited for so long, and then left for another time. */
const LOCK_MS = 2_000
const isHeld = (error: unknown): boolean => error instanceof DatabaseFault && error.code === '55P03'

/** Where somebody wrote the row meanwhile, what they wrote is looked at; nothing is left to do where it is gone. */
async function wrap(
  database: Database,
  vault: RotatingVault,
  table: SealedTable,
  read: Row,
): Promise<boolean> {
  const { name, key, columns } = table
  const its = key.map((column, at) => `${column} = $${at + 1}`).join(' and ')
  for (let row: Row | undefined = read; row;) {
    const again = isOlder(vault, table, row)
    if (!again) return false
    const values = keyOf(table, row)
    const { sealed } = row
    const changed = await database.together(async (questions) => {
      await questions.change(`set local lock_timeout = ${LOCK_MS}`)
      return questions.change(
        `update ${name} set sealed = $${key.length + 1} where ${its} and sealed = $${key.length + 2}`,
        [...values, again, sealed],
      )
    })
    if (changed === 1) return true
    ;[row] = await database.all(
      rowSchema,
      `select sealed, ${columns.join(', ')} from ${name} where ${its} and sealed is not null`,
      values,
    )
  }
  return false
}
