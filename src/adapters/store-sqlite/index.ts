import type { Conversations } from '../../ports/conversations.ts'
import type { Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import { groupCommits } from './commits.ts'
import { conversationsIn } from './conversations.ts'
import { checkKey, emptyLog, openDatabase } from './database.ts'
import { openingIn } from './opening.ts'
import { outboxIn } from './outbox.ts'
import { slowSecrets } from './secrets.ts'

/** Everything that this instance keeps. `close` finishes what was asked for; later calls are refused. Repeatable. */
export interface Store {
  readonly conversations: Conversations
  readonly referrals: Referrals
  close(): Promise<void>
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
}): Store {
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
  return {
    conversations: conversationsIn(db, commits, vault),
    referrals: { ...outboxIn(db, commits, vault, secrets), ...openingIn(db, commits, vault, secrets) },
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
