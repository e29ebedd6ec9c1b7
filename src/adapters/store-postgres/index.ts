import type { SharedRows } from '../../ports/kept-file.ts'
import type { Store } from '../../ports/store.ts'
import type { Vault } from '../../ports/vault.ts'
import { slowSecrets } from '../store-shared/secrets.ts'
import { careIn } from './care.ts'
import { conversationsIn } from './conversations.ts'
import { connectTo, DatabaseFault } from './database.ts'
import { errandsIn } from './errands.ts'
import { inboxIn } from './inbox.ts'
import { openingIn } from './opening.ts'
import { outboxIn } from './outbox.ts'
import { sealedRowsIn } from './rotation.ts'
import { demandSchema, prepare, type DigestKeySharing } from './schema.ts'
import { textsIn } from './texts.ts'
import { turnsIn } from './turns.ts'

/**
 * Opens a store that several instances share, its tables made if they are not there. Rejects, with a sentence for the
 * person who runs it and no part of the URL, when the database cannot be used, when the key is another one, when a newer
 * Haven wrote it, or when it does not promise durability. `digestKeys`: how an instance with an empty folder comes to
 * those of the others. `secretCost` is scrypt's N; only tests lower it.
 */
export async function openPostgresStore(settings: {
  readonly url: string
  readonly vault: Vault
  readonly digestKeys?: DigestKeySharing
  readonly secretCost?: number
}): Promise<Store & { readonly rows: SharedRows }> {
  const { url, vault, digestKeys, secretCost } = settings
  const database = connectTo(url)
  try {
    await prepare(database, vault, digestKeys)
  } catch (error) {
    await database.end()
    throw inWords(error)
  }
  const secrets = slowSecrets(vault, secretCost)
  const conversations = conversationsIn(database, vault)
  const inbox = inboxIn(database, vault)
  const texts = textsIn(database, vault)
  const turns = turnsIn(database, vault)
  return {
    conversations: {
      ...conversations,
      async sweep(now) {
        await Promise.all([inbox.sweep(now), turns.sweep(), texts.sweep(now)])
        return conversations.sweep(now)
      },
    },
    referrals: {
      ...outboxIn(database, vault, secrets),
      ...errandsIn(database, vault),
      ...careIn(database),
      ...openingIn(database, vault, secrets),
    },
    turns: { inTurn: turns.inTurn },
    inbox: { isNew: inbox.isNew },
    texts,
    rows: sealedRowsIn(database),
    close: () => database.end(),
  }
}

/**
 * The sealed rows alone, for a command beside the instances that run: it needs no digest keys, and makes no table. What
 * goes wrong rejects with a sentence and no part of the URL.
 */
export async function openSealedRows(
  url: string,
): Promise<Pick<SharedRows, 'rewrap' | 'needing' | 'instances'> & { close(): Promise<void> }> {
  const database = connectTo(url)
  try {
    await demandSchema(database)
  } catch (error) {
    await database.end()
    throw inWords(error)
  }
  const rows = sealedRowsIn(database)
  const said =
    <A extends readonly unknown[], T>(ask: (...asked: A) => Promise<T>) =>
    (...asked: A): Promise<T> =>
      ask(...asked).catch((error: unknown) => {
        throw inWords(error)
      })
  return {
    rewrap: said(rows.rewrap),
    needing: said(rows.needing),
    instances: said(rows.instances),
    close: () => database.end(),
  }
}

const inWords = (error: unknown): unknown =>
  error instanceof DatabaseFault ? new Error(sentenceOf(error.code), { cause: error }) : error

/** The usual reasons, by SQLSTATE or the network's code. */
const REASONS: Readonly<Record<string, string>> = {
  '28P01': 'it knows no such user with that password',
  '28000': 'it does not let that user in',
  '3D000': 'there is no database of that name',
  '42P01': 'no Haven has made its tables in it yet',
  '42501': 'the user may not make tables in it',
  '25006': 'it is a copy that can only be read',
  '53300': 'it has no connection left',
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such host',
  ETIMEDOUT: 'nothing answers there',
}

const sentenceOf = (code: string): string =>
  `The database of HAVEN_DATABASE_URL cannot be used: ${REASONS[code] ?? 'it could not be asked'} (${code}).`
