import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { ClaimedErrand, Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import { openErrand } from '../store-shared/sealing.ts'
import type { Commits } from './commits.ts'

const claimedSchema = z.object({
  reference: z.string(),
  area: z.string(),
  sequence: z.int(),
  kind: z.enum(['create', 'correct', 'safer', 'withdraw']),
  sealed: z.instanceof(Uint8Array).nullable(),
  tries: z.int(),
  kept_at: z.int(),
})
type Claimed = z.infer<typeof claimedSchema>

const backlogSchema = z.object({ area: z.string(), waiting: z.int(), stuck: z.int(), oldest: z.int() })

/** No lease and no pause is nearly so long: one that seems to be is from a clock that has since been set right. */
const DAY = 24 * 60 * 60 * 1000

/** The sending half of `Referrals`. */
export const errandsIn = (
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
): Pick<Referrals, 'claim' | 'settle' | 'backlog' | 'revive'> => {
  const stick = stickingIn(db)
  return {
    ...claimingIn(db, commits, vault, stick),
    ...settlingIn(db, commits, stick),
    ...waitingIn(db, commits),
  }
}

/** Whoever holds a lease may do this; it answers what the errand was for, and nothing when the lease is not theirs. */
type Ending = (reference: string, sequence: number, lease: string) => unknown
const OURS = 'where reference = ? and sequence = ? and lease = ?'

function stickingIn(db: DatabaseSync): Ending {
  const stick = db.prepare(
    `update outbox set stuck = 1, lease = null, lease_until = 0 ${OURS} returning kind`,
  )
  const setStuck = db.prepare("update tracking set sending = 'stuck' where reference = ?")
  return (reference, sequence, lease) => {
    const kind = stick.get(reference, sequence, lease)?.['kind']
    if (kind === 'create') setStuck.run(reference)
    return kind
  }
}

/**
 * A lease that runs out makes an errand claimable again, so a crash between claim and settle loses nothing; each claim
 * has a lease of its own, so whoever lost it can no longer settle.
 */
function claimingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
  stick: Ending,
): Pick<Referrals, 'claim'> {
  const claiming = (which: string): string =>
    `update outbox set lease = :lease, lease_until = :until, tries = tries + 1, was_tried = 1
     where rowid = (
       select rowid from outbox as one
       where stuck = 0 and ${which}
         and (lease_until <= :at or lease_until > :at + ${DAY})
         and sequence = (
           select sequence from outbox where reference = one.reference order by kind <> 'safer', sequence limit 1
         )
         and area not in (select value from json_each(:except))
       order by due_at, reference limit 1
     ) returning reference, area, sequence, kind, sealed, tries, kept_at`
  const claimNext = db.prepare(claiming(`(due_at <= :at or due_at > :at + ${DAY})`))
  const claimNamed = db.prepare(claiming('reference = :reference'))
  return {
    async claim(now, leaseSeconds, { reference, except = [] } = {}) {
      const lease = randomUUID()
      const at = now.getTime()
      const asked = { lease, at, until: at + leaseSeconds * 1000, except: JSON.stringify(except) }
      const row = await commits.ask(() =>
        reference === undefined ? claimNext.get(asked) : claimNamed.get({ ...asked, reference }),
      )
      if (!row) return undefined
      const claimed = claimedSchema.parse(row)
      try {
        return errandOf(vault, claimed, lease)
      } catch (error) {
        // It never can be sent, so a person has to look; what is behind it waits, and others go on.
        await commits.ask(() => stick(claimed.reference, claimed.sequence, lease))
        throw error
      }
    },
  }
}

function settlingIn(db: DatabaseSync, commits: Commits, stick: Ending): Pick<Referrals, 'settle'> {
  const wait = db.prepare(`update outbox set due_at = ?, lease = null, lease_until = 0 ${OURS}`)
  const wipe = db.prepare(`delete from outbox ${OURS} returning kind`)
  const dropBehind = db.prepare('delete from outbox where reference = ?')
  const receive = db.prepare(
    "update tracking set sending = 'received', received_at = :at, ended_at = :at where reference = :reference",
  )
  const refuse = db.prepare("update tracking set sending = 'refused', ended_at = ? where reference = ?")
  const end = (reference: string, sequence: number, lease: string, told: boolean, at: number): boolean => {
    const kind = wipe.get(reference, sequence, lease)?.['kind']
    if (kind === 'create' && told) receive.run({ at, reference })
    if (kind === 'create' && !told) {
      dropBehind.run(reference)
      refuse.run(at, reference)
    }
    return kind !== undefined
  }
  return {
    settle({ reference, sequence, lease }, settled) {
      return commits.ask(() => {
        switch (settled.result) {
          case 'waiting':
            return wait.run(settled.retryAt.getTime(), reference, sequence, lease).changes === 1
          case 'stuck':
            return stick(reference, sequence, lease) !== undefined
          default:
            return end(reference, sequence, lease, settled.result === 'told', settled.at.getTime())
        }
      })
    },
  }
}

function waitingIn(db: DatabaseSync, commits: Commits): Pick<Referrals, 'backlog' | 'revive'> {
  const waiting = db.prepare(
    `select area, sum(stuck = 0) as waiting, sum(stuck) as stuck, min(kept_at) as oldest
     from outbox group by area order by area`,
  )
  const letGo = 'update outbox set stuck = 0, tries = 0, due_at = :at where stuck = 1'
  const reviveAll = db.prepare(letGo)
  const reviveNamed = db.prepare(`${letGo} and reference = :reference`)
  const waitAgain = db.prepare(
    `update tracking set sending = 'waiting' where sending = 'stuck'
       and not exists (select 1 from outbox where reference = tracking.reference and stuck = 1)`,
  )
  return {
    async backlog() {
      return waiting.all().map((row) => {
        const { oldest, ...counts } = backlogSchema.parse(row)
        return { ...counts, oldest: new Date(oldest) }
      })
    },
    revive(now, reference) {
      return commits.ask(() => {
        const at = now.getTime()
        const { changes } =
          reference === undefined ? reviveAll.run({ at }) : reviveNamed.run({ at, reference })
        waitAgain.run()
        return Number(changes)
      })
    },
  }
}

function errandOf(vault: Vault, row: Claimed, lease: string): ClaimedErrand {
  const { reference, area, sequence, tries } = row
  const errand = openErrand(vault, row)
  return { reference, area, sequence, errand, lease, tries, keptAt: new Date(row.kept_at) }
}
