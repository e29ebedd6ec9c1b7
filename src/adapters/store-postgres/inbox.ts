import type { Inbox } from '../../ports/turns.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Database } from './database.ts'

/** Channels repeat a message within minutes; a day is on the safe side. Milliseconds. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000

/** Messages that arrived, by digest. `sweep` forgets those of more than a day ago. */
export function inboxIn(database: Database, vault: Vault): Inbox & { sweep(now: Date): Promise<void> } {
  return {
    async isNew(channel, message, now) {
      const at = now.getTime()
      // An old row, or one from a clock that has since been set right, is as good as none.
      const changes = await database.change(
        `insert into inbox (digest, at) values ($1, $2)
         on conflict (digest) do update set at = excluded.at where inbox.at <= $3 or inbox.at > $4`,
        [
          vault.digest(JSON.stringify([channel, message]), 'inbox'),
          at,
          at - REMEMBERED_MS,
          at + REMEMBERED_MS,
        ],
      )
      return changes === 1
    },
    async sweep(now) {
      const at = now.getTime()
      await database.change(
        `delete from inbox where digest in (
           select digest from inbox where at <= $1 or at > $2 for update skip locked
         )`,
        [at - REMEMBERED_MS, at + REMEMBERED_MS],
      )
    },
  }
}
