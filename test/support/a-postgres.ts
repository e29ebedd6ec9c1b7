import pg from 'pg'
import { isPostgresHere, startPostgres, type PostgresServer } from '../../src/tools/bench/postgres-server.ts'

export { isPostgresHere } from '../../src/tools/bench/postgres-server.ts'

let server: Promise<PostgresServer> | undefined
let next = 0

/** This process's own PostgreSQL, started when it is first asked for; it ends with the process. */
export const aPostgres = (): Promise<PostgresServer> => (server ??= startPostgres())

/** A place in it for one test: as good as a database of its own, and far quicker to make. */
export interface Corner {
  readonly url: string
  /** Asks it directly, as somebody with the database in their hands would. */
  sql(text: string, values?: readonly unknown[]): Promise<pg.QueryResult['rows']>
  remove(): Promise<void>
}

export async function aCorner(): Promise<Corner> {
  const { url: whole } = await aPostgres()
  const name = `corner_${process.pid}_${next++}`
  const url = `${whole}?options=${encodeURIComponent(`-c search_path=${name}`)}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create schema ${name}`)
  return {
    url,
    sql: async (text, values = []) => (await client.query(text, [...values])).rows,
    async remove() {
      await client.query(`set client_min_messages = warning; drop schema ${name} cascade`)
      await client.end()
    },
  }
}

/** For `before` in a suite that needs it: skips all of it, and says so, where `proof/` was not installed. */
export function needsPostgres(this: Mocha.Context): void {
  if (isPostgresHere()) return
  let count = 0
  this.test?.parent?.eachTest(() => (count += 1))
  console.log(`      skipped: ${count} tests need a PostgreSQL. Install it with npm ci --prefix proof`)
  this.skip()
}
