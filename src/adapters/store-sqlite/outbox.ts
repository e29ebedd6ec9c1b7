import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { referralSchema, type Referral } from '../../domain/referral.ts'
import type { Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Commits } from './commits.ts'
import type { SlowSecrets } from './secrets.ts'

const claimedSchema = z.object({ reference: z.string(), sealed: z.instanceof(Uint8Array), tries: z.int() })

const boundTo = (reference: string): string => `referral|${reference}`

/**
 * The sending half of `Referrals`. A lease that runs out makes a referral claimable again, so a crash between claim
 * and settle loses nothing; each claim has a lease of its own, so whoever lost it can no longer settle. `tries` counts
 * this claim too.
 */
export function outboxIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
  secrets: SlowSecrets,
): Pick<Referrals, 'keep' | 'claim' | 'settle' | 'withdraw'> {
  const find = db.prepare('select payload_digest from tracking where reference = ?')
  const track = db.prepare(
    `insert into tracking (reference, area, payload_digest, sending, kept_at, salt, cost, hash)
     values (?, ?, ?, 'waiting', ?, ?, ?, ?) on conflict do nothing`,
  )
  const queue = db.prepare('insert into outbox (reference, sealed, due_at) values (?, ?, ?)')
  const lease = 'update outbox set lease = ?, lease_until = ?, tries = tries + 1'
  const claimNext = db.prepare(
    `${lease} where reference = (
       select reference from outbox where due_at <= ? and lease_until <= ? order by due_at, reference limit 1
     ) returning reference, sealed, tries`,
  )
  const claimNamed = db.prepare(
    `${lease} where reference = ? and lease_until <= ? returning reference, sealed, tries`,
  )
  const wait = db.prepare(
    'update outbox set due_at = ?, lease = null, lease_until = 0 where reference = ? and lease = ?',
  )
  const wipe = db.prepare('delete from outbox where reference = ? and lease = ?')
  const end = db.prepare('update tracking set sending = ?, received_at = ? where reference = ?')
  const drop = db.prepare('delete from outbox where reference = ?')
  const takeBack = db.prepare("update tracking set sending = 'withdrawn' where reference = ?")
  const known = (reference: string, digest: string): 'kept' | 'taken' | undefined => {
    const row = find.get(reference)
    return row === undefined ? undefined : row['payload_digest'] === digest ? 'kept' : 'taken'
  }

  return {
    async keep(referral, secret, now) {
      const { reference, area, consent } = referral
      const earlier = known(reference, consent.payload_digest)
      if (earlier) return earlier
      const { salt, cost, hash } = await secrets.hash(reference, secret)
      const sealed = vault.seal(Buffer.from(JSON.stringify(referral)), boundTo(reference))
      return commits.ask(() => {
        const { changes } = track.run(
          reference,
          area,
          consent.payload_digest,
          now.getTime(),
          salt,
          cost,
          hash,
        )
        if (changes === 0) return known(reference, consent.payload_digest) ?? 'taken'
        queue.run(reference, sealed, now.getTime())
        return 'kept'
      })
    },
    async claim(now, leaseSeconds, reference) {
      const token = randomUUID()
      const at = now.getTime()
      const until = at + leaseSeconds * 1000
      const row = await commits.ask(() =>
        reference === undefined
          ? claimNext.get(token, until, at, at)
          : claimNamed.get(token, until, reference, at),
      )
      if (!row) return undefined
      const claimed = claimedSchema.parse(row)
      return { referral: read(vault, claimed), lease: token, tries: claimed.tries }
    },
    settle(reference, token, { sending, at, retryAt }) {
      return commits.ask(() => {
        if (sending === 'waiting') return wait.run((retryAt ?? at).getTime(), reference, token).changes === 1
        if (wipe.run(reference, token).changes === 0) return false
        end.run(sending, sending === 'received' ? at.getTime() : null, reference)
        return true
      })
    },
    async withdraw(reference) {
      await commits.ask(() => {
        drop.run(reference)
        takeBack.run(reference)
      })
    },
  }
}

/**
 * One that cannot be read throws, after its lease was committed: it stays leased, so the others go on. The message
 * has the reference, which is not secret, and no cause: a parser may quote what it read.
 */
function read(vault: Vault, row: z.infer<typeof claimedSchema>): Referral {
  try {
    return referralSchema.parse(
      JSON.parse(Buffer.from(vault.open(row.sealed, boundTo(row.reference))).toString()),
    )
  } catch {
    throw new Error(`The kept referral ${row.reference} cannot be read`)
  }
}
