import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Busy, type Turns } from '../../ports/turns.ts'
import type { Vault } from '../../ports/vault.ts'
import { PATIENCE_MS, turnsInProcess } from '../store-shared/turns.ts'
import type { Database } from './database.ts'

/**
 * How long a turn is safe from others after its process last said that it is alive; it says so three times as often.
 * Shorter than the patience, so that whoever writes again after a crash is heard.
 */
const LEASE_MS = 6_000
/** Another instance is seldom in the way, so whoever waits asks again soon, and then less often. */
const FIRST_PAUSE_MS = 10
const LONGEST_PAUSE_MS = 160

/**
 * Turns across instances, by a lease in a row. An advisory lock would pin one connection for the whole of a turn, which
 * may wait seconds for somebody's gateway: a few such turns would hold up everybody, and behind a pooler that shares
 * connections between transactions the lock would belong to a stranger. A row pins nothing, needs no pool of its own,
 * and is free again soon after its host vanished. All times are the database's own. Where a lease is lost under a turn
 * that stood still too long, the version of the conversation is the fence: it keeps nothing and is taken again.
 */
export function turnsIn(
  database: Database,
  vault: Vault,
  { patienceMs = PATIENCE_MS, leaseMs = LEASE_MS } = {},
): Turns & { sweep(): Promise<void> } {
  const here = turnsInProcess(patienceMs)
  const until = `clock_timestamp() + $3::integer * interval '1 millisecond'`
  const take = async (digest: string, lease: string): Promise<boolean> =>
    (await database.change(
      `insert into turns (digest, lease, lease_until) values ($1, $2, ${until})
       on conflict (digest) do update set lease = excluded.lease, lease_until = excluded.lease_until
       where turns.lease_until <= clock_timestamp()`,
      [digest, lease, leaseMs],
    )) === 1
  const renew = (digest: string, lease: string): Promise<unknown> =>
    database.change(`update turns set lease_until = ${until} where digest = $1 and lease = $2`, [
      digest,
      lease,
      leaseMs,
    ])
  const leave = (digest: string, lease: string): Promise<unknown> =>
    database.change('delete from turns where digest = $1 and lease = $2', [digest, lease])

  return {
    inTurn(conversation, work) {
      const asked = performance.now()
      return here.inTurn(conversation, async () => {
        const digest = vault.digest(conversation, 'turn')
        const lease = randomUUID()
        for (let wait = FIRST_PAUSE_MS; !(await take(digest, lease)); wait *= 2) {
          if (performance.now() - asked > patienceMs)
            throw new Busy('Another turn of this conversation did not end')
          await pause(Math.min(wait, LONGEST_PAUSE_MS) * (0.5 + Math.random()))
        }
        const alive = setInterval(() => void renew(digest, lease).catch(() => undefined), leaseMs / 3)
        try {
          return await work()
        } finally {
          clearInterval(alive)
          // What cannot be given back runs out; the turn itself was taken.
          await leave(digest, lease).catch(() => undefined)
        }
      })
    },
    async sweep() {
      await database.change(
        `delete from turns where digest in (
           select digest from turns where lease_until <= clock_timestamp() for update skip locked
         )`,
      )
    },
  }
}
