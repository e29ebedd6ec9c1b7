import { z } from 'zod'
import type { Vault } from '../../ports/vault.ts'
import type { Database, Questions } from './database.ts'
import { MIGRATIONS } from './migrations.ts'

/** Any number that no other program takes an advisory lock by: "haven" on a telephone's keys. */
const MIGRATION_LOCK = 42_836
const KEY_ROW = 'key|1'

const versionSchema = z.object({ version: z.int() })
const keySchema = z.object({ sealed: z.instanceof(Uint8Array), digest: z.string() })
const promisesSchema = z.object({ fsync: z.string(), synchronous_commit: z.string() })

/**
 * Brings the schema up to date and checks the key, or throws a sentence for whoever runs it. One transaction under a
 * lock, so that of several instances that start at once one migrates, and a crash leaves the old schema or the new one.
 */
export function prepare(database: Database, vault: Vault): Promise<void> {
  return database.together(async (questions) => {
    await demandDurability(questions)
    await questions.change('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await migrate(questions)
    await checkKey(questions, vault)
  })
}

/** What the promises rest on: a commit that was acknowledged outlives a power cut. */
async function demandDurability(questions: Questions): Promise<void> {
  const [promises] = await questions.all(
    promisesSchema,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`,
  )
  if (promises?.fsync === 'on' && promises.synchronous_commit !== 'off') return
  throw new Error(
    'The database must have fsync = on, and synchronous_commit not off: else referrals are lost.',
  )
}

async function migrate(questions: Questions): Promise<void> {
  await questions.change('create table if not exists haven_schema (version integer not null)')
  const [taken] = await questions.all(versionSchema, 'select version from haven_schema')
  const version = taken?.version ?? 0
  if (version > MIGRATIONS.length)
    throw new Error('A newer Haven wrote this database. Run that one, or restore an older copy.')
  for (const migration of MIGRATIONS.slice(version)) await questions.change(migration)
  await questions.change(
    taken ? 'update haven_schema set version = $1' : 'insert into haven_schema (version) values ($1)',
    [MIGRATIONS.length],
  )
}

/** Found at the start, not by the first person who comes back. */
async function checkKey(questions: Questions, vault: Vault): Promise<void> {
  const [row] = await questions.all(keySchema, 'select sealed, digest from key_check')
  const digest = vault.digest('haven', 'key check')
  if (!row) {
    const sealed = vault.seal(Buffer.from('haven'), KEY_ROW)
    await questions.change('insert into key_check (id, sealed, digest) values (1, $1, $2)', [sealed, digest])
    return
  }
  try {
    vault.open(row.sealed, KEY_ROW)
  } catch (error) {
    throw new Error(
      'This database was sealed with another key. Set HAVEN_KEY to the one it was made with; all instances share it.',
      { cause: error },
    )
  }
  // Whoever looks up by other digests finds nobody's conversation, and takes everybody for new.
  if (row.digest !== digest)
    throw new Error(
      'This instance has other digest keys than this database. Give it the keys.db of the others.',
    )
}
