import type { KeptFile } from '../../ports/kept-file.ts'
import type { Store } from '../../ports/store.ts'
import type { Vault } from '../../ports/vault.ts'
import { slowSecrets } from '../store-shared/secrets.ts'
import { turnsInProcess } from '../store-shared/turns.ts'
import { groupCommits } from './commits.ts'
import { conversationsIn } from './conversations.ts'
import { checkKey, emptyLog, openDatabase } from './database.ts'
import { errandsIn } from './errands.ts'
import { forgettingIn } from './forgetting.ts'
import { inboxIn } from './inbox.ts'
import { openingIn } from './opening.ts'
import { outboxIn } from './outbox.ts'
import { keptFileOf } from './rotation.ts'
import { textsIn } from './texts.ts'

export type { Store } from '../../ports/store.ts'

/** The embedded store, with its file for those who look after it. */
export interface SqliteStore extends Store {
  readonly file: KeptFile
}

/**
 * Opens the store, made if it is not there. One process has the file at a time. Throws, with a sentence for the
 * person who runs it, when another process has it, when the key is another one, when a newer Haven wrote it, or when
 * the disk cannot promise durability. `secretCost` is scrypt's N, a power of two; only tests lower it.
 */
export function openStore(settings: {
  readonly file: string
  readonly vault: Vault
  readonly secretCost?: number
}): SqliteStore {
  const { file, vault, secretCost } = settings
  const db = openDatabase(file)
  try {
    checkKey(db, vault)
  } catch (error) {
    db.close()
    throw error
  }
  const commits = groupCommits(db)
  const secrets = slowSecrets(vault, secretCost)
  const conversations = conversationsIn(db, commits, vault)
  const inbox = inboxIn(db, commits, vault)
  const texts = textsIn(db, commits, vault)
  return {
    conversations: {
      ...conversations,
      async sweep(now) {
        await inbox.sweep(now)
        await texts.sweep(now)
        return conversations.sweep(now)
      },
    },
    referrals: {
      ...outboxIn(db, commits, vault, secrets),
      ...errandsIn(db, commits, vault),
      ...forgettingIn(db, commits),
      ...openingIn(db, commits, vault, secrets),
    },
    turns: turnsInProcess(),
    inbox: { isNew: inbox.isNew },
    texts,
    file: keptFileOf(db, commits),
    async close() {
      if (!db.isOpen) return
      commits.end()
      try {
        emptyLog(db)
      } finally {
        db.close()
      }
    },
  }
}
