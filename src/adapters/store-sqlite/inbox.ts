import type { DatabaseSync } from 'node:sqlite'
import type { Inbox } from '../../ports/turns.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Commits } from './commits.ts'

/** Channels repeat a message within minutes; a day is on the safe side. Milliseconds. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000

/** Messages that arrived, by digest. `sweep` forgets those of more than a day ago. */
export function inboxIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
): Inbox & { sweep(now: Date): Promise<void> } {
  const add = db.prepare('insert into inbox (digest, at) values (?, ?) on conflict do nothing')
  // Those from the future are from a clock that has since been set right.
  const removeOld = db.prepare('delete from inbox where at <= ? or at > ?')
  const forgetOld = (at: number): void => {
    removeOld.run(at - REMEMBERED_MS, at + REMEMBERED_MS)
  }
  return {
    isNew(channel, message, now) {
      const digest = vault.digest(JSON.stringify([channel, message]), 'inbox')
      return commits.ask(() => {
        forgetOld(now.getTime())
        return add.run(digest, now.getTime()).changes === 1
      })
    },
    async sweep(now) {
      await commits.ask(() => forgetOld(now.getTime()))
    },
  }
}
