import { z } from 'zod'
import type { Vault } from '../../ports/vault.ts'
import type { Database, Questions } from './database.ts'
import { MIGRATIONS } from './migrations.ts'

/** Any number that no other program takes an advisory lock by: "haven" on a telephone's keys. */
const MIGRATION_LOCK = 42_836
export const KEY_ROW = 'key|1'
export const DIGEST_KEYS_ROW = 'digest keys|1'

/** How an instance shares its digest keys with those that come after it. */
export interface DigestKeySharing {
  /** Its own, sealed for a row. */
  sealDigestKeys(bound: string): Uint8Array
  /** Takes up those of the others; false where it cannot. */
  takeDigestKeys(sealed: Uint8Array, bound: string): boolean
}

const versionSchema = z.object({ version: z.int() })
const sealedSchema = z.object({ sealed: z.instanceof(Uint8Array) })
const keySchema = sealedSchema.extend({ digest: z.string() })
const promisesSchema = z.object({ fsync: z.string(), synchronous_commit: z.string() })

/**
 * Brings the schema up to date and checks the key, or throws a sentence for whoever runs it. One transaction under a
 * lock, so that of several instances that start at once one migrates, and a crash leaves the old schema or the new one.
 */
export function prepare(database: Database, vault: Vault, sharing?: DigestKeySharing): Promise<void> {
  return database.together(async (questions) => {
    await demandDurability(questions)
    await questions.change('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await migrate(questions)
    await checkKey(questions, vault)
    if (sharing) await shareDigestKeys(questions, vault, sharing)
    await checkDigests(questions, vault)
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

/** Throws, with a sentence, where another version of Haven made the tables last, or none did. */
export async function demandSchema(questions: Questions): Promise<void> {
  const [taken] = await questions.all(versionSchema, 'select version from haven_schema')
  if (taken?.version !== MIGRATIONS.length)
    throw new Error(
      'Another version of Haven uses this database. Start this version on it first; nothing was changed.',
    )
}

/** Found at the start, not by the first person who comes back. */
async function checkKey(questions: Questions, vault: Vault): Promise<void> {
  const [row] = await questions.all(keySchema, FIND_KEY)
  if (!row) {
    const sealed = vault.seal(Buffer.from('haven'), KEY_ROW)
    const values = [sealed, vault.digest('haven', 'key check')]
    await questions.change('insert into key_check (id, sealed, digest) values (1, $1, $2)', values)
    return
  }
  try {
    vault.open(row.sealed, KEY_ROW)
  } catch (error) {
    throw new Error(
      'This database was sealed with another key. Set HAVEN_KEY to the one that its instances have; after an older dump ' +
        'was brought back, HAVEN_KEY_PREVIOUS to the one of then.',
      { cause: error },
    )
  }
}

const FIND_KEY = 'select sealed, digest from key_check'
const isSame = async (questions: Questions, vault: Vault): Promise<boolean> =>
  (await questions.all(keySchema, FIND_KEY))[0]?.digest === vault.digest('haven', 'key check')

/** Whoever has the right ones leaves them for those who come; whoever begins takes them up. */
async function shareDigestKeys(questions: Questions, vault: Vault, sharing: DigestKeySharing): Promise<void> {
  const [left] = await questions.all(sealedSchema, 'select sealed from digest_keys')
  if (await isSame(questions, vault)) {
    if (!left || !opens(vault, left.sealed))
      await questions.change(
        'insert into digest_keys (id, sealed) values (1, $1) on conflict (id) do update set sealed = excluded.sealed',
        [sharing.sealDigestKeys(DIGEST_KEYS_ROW)],
      )
  } else if (left && opens(vault, left.sealed)) sharing.takeDigestKeys(left.sealed, DIGEST_KEYS_ROW)
}

/** One that was altered is as good as none: whoever has the keys writes it anew. */
function opens(vault: Vault, sealed: Uint8Array): boolean {
  try {
    vault.open(sealed, DIGEST_KEYS_ROW)
    return true
  } catch {
    return false
  }
}

/** Whoever looks up by other digests finds nobody's conversation, and takes everybody for new. */
async function checkDigests(questions: Questions, vault: Vault): Promise<void> {
  if (await isSame(questions, vault)) return
  throw new Error(
    'This instance has other digest keys than this database. Give it the keys.db of the others, or an empty data folder.',
  )
}
