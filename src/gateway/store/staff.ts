import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { newSecret } from '../../staff/secrets.ts'
import type { Vault } from '../vault.ts'
import { atomically } from './database.ts'

/** What the audit log can say. There is no free string, so nothing about a person can get in. */
export type Deed =
  | 'signed-in'
  | 'sign-in-refused'
  | 'signed-out'
  | 'opened-list'
  | 'opened-referral'
  | 'changed-status'
  | 'changed-capacity'
  | 'received'
  | 'corrected'
  | 'made-safer'
  | 'withdrawn'

/** Someone who is signed in. `csrf` goes into every form; `label` into history and audit. */
export interface Session {
  readonly label: string
  readonly csrf: string
}

/** Who works at the desk, and what was done there. */
export interface StaffStore {
  /** Starts a session; `token` is for the cookie and is kept only as a keyed digest. */
  signIn(now: Date): { readonly token: string; readonly label: string }
  session(token: string, now: Date): Session | undefined
  signOut(token: string): void
  audit(at: string, who: string, what: Deed, reference?: string): void
  /** When somebody last opened the list or a referral; ISO 8601, UTC. */
  lastOpenedAt(): string | undefined
}

/** How long a session lasts, in seconds: a working day. */
export const SESSION_SECONDS = 8 * 60 * 60

const labelSchema = z.object({ label: z.string() })
const countSchema = z.object({ count: z.number() })
const lastSchema = z.object({ at: z.string().nullable() })

/** Sessions and the audit log in the gateway's own file. */
export function staffStore(db: DatabaseSync, vault: Vault): StaffStore {
  const digestOf = (token: string) => vault.digest(token, 'gateway.sessions')
  const sweep = db.prepare('delete from sessions where expires_at <= ?')
  const insert = db.prepare('insert into sessions (digest, label, expires_at) values (?, ?, ?)')
  const find = db.prepare('select label from sessions where digest = ? and expires_at > ?')
  const remove = db.prepare('delete from sessions where digest = ?')
  const write = db.prepare('insert into audit (at, who, what, reference) values (?, ?, ?, ?)')
  const count = db.prepare("select count(*) as count from audit where what = 'signed-in'")
  const last = db.prepare("select max(at) as at from audit where what in ('opened-list', 'opened-referral')")

  return {
    signIn: (now) =>
      atomically(db, () => {
        const token = newSecret()
        const label = `Staff session ${countSchema.parse(count.get()).count + 1}`
        const expires = new Date(now.getTime() + SESSION_SECONDS * 1000).toISOString()
        sweep.run(now.toISOString())
        insert.run(digestOf(token), label, expires)
        write.run(now.toISOString(), label, 'signed-in', null)
        return { token, label }
      }),
    session: (token, now) => {
      const row = find.get(digestOf(token), now.toISOString())
      return row && { label: labelSchema.parse(row).label, csrf: vault.digest(token, 'gateway.csrf') }
    },
    signOut: (token) => void remove.run(digestOf(token)),
    audit: (at, who, what, reference) => void write.run(at, who, what, reference ?? null),
    lastOpenedAt: () => lastSchema.parse(last.get()).at ?? undefined,
  }
}
