import pg from 'pg'
import type { z } from 'zod'
import { CannotKeep } from '../../ports/store.ts'

/**
 * Connections of one process. No port holds one while it waits for anything but the database, so a few serve everybody:
 * on two cores ten let through 2.5 times what one does, and more add nothing (measured). Four instances, and four more
 * while they are replaced, stay below the 97 that PostgreSQL lets in as it is delivered.
 */
const MOST_CONNECTIONS = 10
/** How long somebody waits for a connection, and for the answer to one question. */
const CONNECT_MS = 5_000
const ANSWER_MS = 10_000

/** Something that PostgreSQL did not do. The message has a code and nothing that anybody typed. */
export class DatabaseFault extends CannotKeep {
  override readonly name = 'DatabaseFault'
  /** SQLSTATE, or the code of the network's error. */
  readonly code: string
  constructor(code: string) {
    super(`PostgreSQL did not do it (${code})`)
    this.code = code
  }
}

/** Asks one thing at a time. Rejects with `DatabaseFault`. */
export interface Questions {
  /** The rows, each read by `schema`. */
  all<T>(schema: z.ZodType<T>, sql: string, values?: readonly unknown[]): Promise<readonly T[]>
  /** How many rows it touched. */
  change(sql: string, values?: readonly unknown[]): Promise<number>
}

/** A database that several processes may use. */
export interface Database extends Questions {
  /**
   * All of `work` or nothing of it, durable when it resolves. When it rejects because the connection went while it was
   * committed, nobody knows which: whatever is asked must bear repeating.
   */
  together<T>(work: (questions: Questions) => Promise<T>): Promise<T>
  /** Finishes what was asked for; refuses everything after that. */
  end(): Promise<void>
}

/** Connects when first asked. The URL decides about TLS (`sslmode`). */
export function connectTo(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  // A connection that goes while nobody uses it is nobody's failure; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))

  const underWay = new Set<Promise<unknown>>()
  let ending: Promise<void> | undefined
  const tracked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (ending) throw new Error('The store is closed')
    const mine = work()
    underWay.add(mine)
    try {
      return await mine
    } finally {
      underWay.delete(mine)
    }
  }
  const alone = questionsOf(pool)
  return {
    all: (schema, sql, values) => tracked(() => alone.all(schema, sql, values)),
    change: (sql, values) => tracked(() => alone.change(sql, values)),
    together: (work) => tracked(() => transaction(pool, work)),
    end() {
      ending ??= Promise.allSettled(underWay).then(() => pool.end())
      return ending
    },
  }
}

function questionsOf(asked: pg.Pool | pg.PoolClient): Questions {
  const ask = async (sql: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    try {
      return await asked.query(sql, [...values])
    } catch (error) {
      throw faultOf(error)
    }
  }
  return {
    async all(schema, sql, values = []) {
      const { rows } = await ask(sql, values)
      return rows.map((row) => schema.parse(row))
    },
    async change(sql, values = []) {
      return (await ask(sql, values)).rowCount ?? 0
    },
  }
}

/** A host that vanishes in the middle holds its rows no longer than this; the network alone would take hours to notice. */
const BEGIN = `begin isolation level read committed; set local idle_in_transaction_session_timeout = '30s'`

/** After any failure the connection is closed, and whatever it had begun goes with it. */
async function transaction<T>(pool: pg.Pool, work: (questions: Questions) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw faultOf(error)
  })
  const questions = questionsOf(client)
  try {
    await questions.change(BEGIN)
    const answer = await work(questions)
    await questions.change('commit')
    client.release()
    return answer
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Only the code goes on: PostgreSQL's own message and details may quote a value. */
function faultOf(error: unknown): DatabaseFault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new DatabaseFault(typeof code === 'string' ? code : 'no answer')
}
