import type { DatabaseSync } from 'node:sqlite'
import type { Referrals } from '../../ports/referrals.ts'
import type { Commits } from './commits.ts'
import { emptyLog } from './database.ts'

/** Forgotten in steps, so that a year's worth does not hold up a turn. */
const FORGOTTEN_AT_ONCE = 200

/** The third of `Referrals` that forgets what its time is over for. */
export function forgettingIn(db: DatabaseSync, commits: Commits): Pick<Referrals, 'forget'> {
  const forgetSome = stepsIn(db)
  return {
    async forget(before) {
      let forgotten = 0
      for (const { area, unsent, ended } of before) {
        let some: number
        do {
          some = await commits.ask(() => forgetSome(area, unsent.getTime(), ended.getTime()))
          forgotten += some
        } while (some > 0)
      }
      emptyLog(db)
      return forgotten
    },
  }
}

/** One step of forgetting in an area; answers how many referrals and corrections went, 0 when nothing is left to. */
function stepsIn(db: DatabaseSync): (area: string, unsent: number, ended: number) => number {
  const unsentOnes = db.prepare(
    `select reference from tracking where area = ? and sending in ('waiting', 'stuck')
       and not exists (select 1 from outbox where reference = tracking.reference and kept_at > ?) limit ?`,
  )
  // A withdrawal has no content, and is told for as long as it takes.
  const corrections = db.prepare(
    `delete from outbox where rowid in (
       select outbox.rowid from outbox join tracking using (reference)
       where outbox.area = ? and kind = 'correct' and sending = 'received' and outbox.kept_at <= ? limit ?
     )`,
  )
  const endedOnes = db.prepare(
    `delete from tracking where rowid in (
       select rowid from tracking
       where area = ? and sending in ('received', 'refused', 'withdrawn') and ended_at <= ?
         and not exists (select 1 from outbox where reference = tracking.reference) limit ?
     )`,
  )
  const dropErrands = db.prepare('delete from outbox where reference = ?')
  const dropTracking = db.prepare('delete from tracking where reference = ?')
  return (area, unsent, ended) => {
    const gone = unsentOnes.all(area, unsent, FORGOTTEN_AT_ONCE).map((row) => String(row['reference']))
    for (const reference of gone) {
      dropErrands.run(reference)
      dropTracking.run(reference)
    }
    const corrected = Number(corrections.run(area, unsent, FORGOTTEN_AT_ONCE).changes)
    return gone.length + corrected + Number(endedOnes.run(area, ended, FORGOTTEN_AT_ONCE).changes)
  }
}
