import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Referrals } from '../../ports/referrals.ts'
import type { Vault } from '../../ports/vault.ts'
import { bothStopped } from '../../domain/safer.ts'
import { allowed, resealed, sealErrand, sealSafer } from '../store-shared/sealing.ts'
import type { SlowSecrets } from '../store-shared/secrets.ts'
import { demandSameArea, isOver, TRACKED, trackedSchema, type Tracked } from '../store-shared/tracked.ts'
import { orCannotKeep } from './commits.ts'
import type { Commits } from './commits.ts'

const lastSchema = z.object({ sequence: z.int(), was_tried: z.int() })
const rowSchema = lastSchema.extend({
  reference: z.string(),
  kind: z.enum(['create', 'correct', 'safer', 'withdraw']),
  sealed: z.instanceof(Uint8Array).nullable(),
})

/** The half of `Referrals` that decides what is to be told: kept, corrected, made safer, taken back. */
export const outboxIn = (
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
  secrets: SlowSecrets,
): Pick<Referrals, 'prepare' | 'keep' | 'correct' | 'makeSafer' | 'withdraw'> => ({
  ...keepingIn(db, commits, vault, secrets),
  ...changingIn(db, commits, vault),
  ...saferIn(db, commits, vault),
})

/** Reads what is known of a referral. */
function trackingIn(db: DatabaseSync): (reference: string) => Tracked | undefined {
  const find = db.prepare(`select ${TRACKED} from tracking where reference = ?`)
  return (reference) => {
    const row = find.get(reference)
    return row && trackedSchema.parse(row)
  }
}

const QUEUE =
  'insert into outbox (reference, sequence, area, kind, sealed, kept_at, due_at) values (?, ?, ?, ?, ?, ?, ?)'

function keepingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
  secrets: SlowSecrets,
): Pick<Referrals, 'prepare' | 'keep'> {
  const tracked = trackingIn(db)
  const track = db.prepare(
    `insert into tracking (reference, area, payload_digest, sending, kept_at, salt, cost, hash)
     values (?, ?, ?, 'waiting', ?, ?, ?, ?) on conflict do nothing`,
  )
  const queue = db.prepare(QUEUE)
  const known = (reference: string, digest: string): 'kept' | 'taken' | undefined => {
    const row = tracked(reference)
    if (!row) return undefined
    return row.payload_digest === digest || row.corrected_digest === digest ? 'kept' : 'taken'
  }
  return {
    prepare: (reference, secret) => secrets.prepare(reference, secret),
    async keep(referral, secret, now) {
      const { reference, area, consent } = referral
      const earlier = known(reference, consent.payload_digest)
      if (earlier) return earlier
      const { salt, cost, hash } = await secrets.hash(reference, secret)
      const sealed = orCannotKeep(() => sealErrand(vault, referral, 1))
      const at = now.getTime()
      return commits.ask(() => {
        const { changes } = track.run(reference, area, consent.payload_digest, at, salt, cost, hash)
        if (changes === 0) return known(reference, consent.payload_digest) ?? 'taken'
        queue.run(reference, 1, area, 'create', sealed, at, at)
        return 'kept'
      })
    },
  }
}

function changingIn(
  db: DatabaseSync,
  commits: Commits,
  vault: Vault,
): Pick<Referrals, 'correct' | 'withdraw'> {
  const tracked = trackingIn(db)
  const queue = db.prepare(QUEUE)
  const replace = db.prepare(
    'update outbox set sealed = ? where reference = ? and sequence = ? and was_tried = 0',
  )
  const last = db.prepare(
    `select sequence, was_tried from outbox where reference = ? and kind <> 'safer' order by sequence desc limit 1`,
  )
  const setCorrected = db.prepare(
    'update tracking set corrected_digest = ?, sequence = ? where reference = ?',
  )
  const tried = db.prepare('select 1 from outbox where reference = ? and was_tried = 1 limit 1')
  const drop = db.prepare('delete from outbox where reference = ?')
  const takeBack = db.prepare(
    "update tracking set sending = 'withdrawn', ended_at = ?, sequence = ? where reference = ?",
  )
  return {
    correct(referral, now) {
      return commits.ask(() => {
        const { reference, consent } = referral
        const row = tracked(reference)
        if (!row || isOver(row)) return 'gone'
        demandSameArea(row, referral)
        const content = allowed(referral, row.stopped, now)
        if ((row.corrected_digest ?? row.payload_digest) === consent.payload_digest) return 'kept'
        const before = last.get(reference)
        const { sequence, was_tried: wasTried } = before
          ? lastSchema.parse(before)
          : { sequence: 0, was_tried: 1 }
        if (wasTried === 0) {
          replace.run(sealErrand(vault, content, sequence), reference, sequence)
          setCorrected.run(consent.payload_digest, row.sequence, reference)
          return 'kept'
        }
        const next = row.sequence + 1
        const at = now.getTime()
        queue.run(reference, next, row.area, 'correct', sealErrand(vault, content, next), at, at)
        setCorrected.run(consent.payload_digest, next, reference)
        return 'kept'
      })
    },
    async withdraw(reference, now) {
      await commits.ask(() => {
        const row = tracked(reference)
        if (!row || row.sending === 'withdrawn') return
        const mayBeThere = row.sending === 'received' || tried.get(reference) !== undefined
        const at = now.getTime()
        const next = mayBeThere ? row.sequence + 1 : row.sequence
        drop.run(reference)
        if (mayBeThere) queue.run(reference, next, row.area, 'withdraw', null, at, at)
        takeBack.run(at, next, reference)
      })
    },
  }
}

function saferIn(db: DatabaseSync, commits: Commits, vault: Vault): Pick<Referrals, 'makeSafer'> {
  const tracked = trackingIn(db)
  const queue = db.prepare(QUEUE)
  const waiting = db.prepare(
    'select reference, sequence, kind, sealed, was_tried from outbox where reference = ? order by sequence',
  )
  const replace = db.prepare('update outbox set sealed = ? where reference = ? and sequence = ?')
  const setStopped = db.prepare('update tracking set stopped = ?, sequence = ? where reference = ?')
  return {
    makeSafer: (reference, safer, now) =>
      commits.ask(() => {
        const row = tracked(reference)
        if (!row || isOver(row)) return 'gone'
        const stop = bothStopped(row.stopped, safer.stop)
        if (JSON.stringify(stop) === JSON.stringify(row.stopped)) return 'kept'
        const errands = waiting.all(reference).map((found) => rowSchema.parse(found))
        const untried = errands.filter((errand) => errand.was_tried === 0)
        for (const errand of untried) {
          const sealed = resealed(vault, errand, stop, now)
          if (sealed) replace.run(sealed, reference, errand.sequence)
        }
        const mayBeThere = row.sending === 'received' || errands.length > untried.length
        const before = untried.find(({ kind }) => kind === 'safer')?.sequence
        const sequence = before ?? row.sequence + 1
        const at = now.getTime()
        if (before !== undefined)
          replace.run(sealSafer(vault, reference, { stop }, sequence), reference, sequence)
        else if (mayBeThere)
          queue.run(
            reference,
            sequence,
            row.area,
            'safer',
            sealSafer(vault, reference, { stop }, sequence),
            at,
            at,
          )
        setStopped.run(
          JSON.stringify(stop),
          mayBeThere ? Math.max(sequence, row.sequence) : row.sequence,
          reference,
        )
        return 'kept'
      }),
  }
}
