import type { DatabaseSync } from 'node:sqlite'
import { FIELDS } from './rows.ts'

/** Everything that is asked and written about referrals, prepared once. */
export const statements = (db: DatabaseSync) => ({
  one: db.prepare(`select ${FIELDS} from referrals where reference = ?`),
  page: db.prepare(
    `select ${FIELDS} from referrals where received_at is not null
     order by received_at desc, reference desc limit ? offset ?`,
  ),
  changedAfter: db.prepare(
    `select ${FIELDS} from referrals where client = ? and changed > ? order by changed limit ?`,
  ),
  sealed: db.prepare('select sealed from referrals where reference = ?'),
  insert: db.prepare(
    `insert into referrals (reference, client, body_digest, sealed, received_at, status, status_at, withdrawn_at)
     values (?, ?, ?, ?, ?, 'received', ?, ?)`,
  ),
  replace: db.prepare(
    `update referrals set sealed = ?, sequence = ?, corrected_at = ?, correction_read_at = null
     where reference = ?`,
  ),
  correction: db.prepare('select body_digest, at from corrections where reference = ? and sequence = ?'),
  noteCorrection: db.prepare(
    'insert into corrections (reference, sequence, body_digest, at) values (?, ?, ?, ?)',
  ),
  read: db.prepare(
    'update referrals set correction_read_at = :at, stop_read_at = :at where reference = :reference',
  ),
  /** The referral itself, after something about it that was faster. */
  arrive: db.prepare(
    `update referrals set body_digest = :digest, sealed = :sealed, received_at = :at, status_at = :at
     where reference = :reference`,
  ),
  reseal: db.prepare('update referrals set sealed = ? where reference = ?'),
  stop: db.prepare(
    'update referrals set stopped = ?, stopped_at = ?, stop_read_at = null where reference = ?',
  ),
  wipe: db.prepare('update referrals set sealed = null, withdrawn_at = ? where reference = ?'),
  update: db.prepare(
    'update referrals set status = ?, status_at = ?, reason = ?, wait_weeks = ? where reference = ?',
  ),
  note: db.prepare('insert into status_changes (reference, status, at, who) values (?, ?, ?, ?)'),
  countChange: db.prepare('update last_change set number = number + 1'),
  markChanged: db.prepare(
    'update referrals set changed = (select number from last_change) where reference = ?',
  ),
  history: db.prepare('select status, at, who from status_changes where reference = ? order by id desc'),
})

export type Statements = ReturnType<typeof statements>
