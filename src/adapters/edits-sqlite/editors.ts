import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Editors, KnownEditor } from '../../ports/editors.ts'
import type { Vault } from '../../ports/vault.ts'
import { atomically } from './database.ts'
import { auditIn } from './audit.ts'
import { newKey, newSecret, plainKey } from './keys.ts'

const HOUR = 60 * 60 * 1000
/** A working day. */
const SESSION = 8 * HOUR
/** Long enough for somebody who is not in today; a link that lies about longer is a key for whoever finds it. */
const LINK = 7 * 24 * HOUR

const EDITOR = `select e.id, e.name, e.areas, e.invited_by, i.name as invited_name, e.invited_at, e.since, e.ended_at
  from editors e left join editors i on i.id = e.invited_by`

const rowSchema = z.object({
  id: z.int(),
  name: z.string(),
  areas: z.string().nullable(),
  invited_by: z.int().nullable(),
  invited_name: z.string().nullable(),
  invited_at: z.int(),
  since: z.int().nullable(),
  ended_at: z.int().nullable(),
})
const areasSchema = z.array(z.string())

function editorOf(found: unknown): KnownEditor {
  const row = rowSchema.parse(found)
  return {
    id: row.id,
    name: row.name,
    areas: row.areas === null ? 'all' : areasSchema.parse(JSON.parse(row.areas)),
    ...(row.invited_by !== null && { invitedBy: { id: row.invited_by, name: row.invited_name ?? '' } }),
    invitedAt: new Date(row.invited_at),
    ...(row.since !== null && { since: new Date(row.since) }),
    ...(row.ended_at !== null && { endedAt: new Date(row.ended_at) }),
  }
}

/** Editors, their sessions and the audit log in the editors' own file. */
export function editorsIn(db: DatabaseSync, vault: Vault): Editors {
  const one = db.prepare(`${EDITOR} where e.id = ?`)
  const named = db.prepare(`${EDITOR} where e.name = ? and e.ended_at is null order by e.id desc`)
  const byLink = db.prepare(`${EDITOR} where e.link_digest = ? and e.link_until > ? and e.ended_at is null`)
  const byKey = db.prepare(`${EDITOR} where e.key_digest = ? and e.ended_at is null`)
  const bySession = db.prepare(
    `${EDITOR} join sessions s on s.editor = e.id where s.digest = ? and s.expires_at > ? and e.ended_at is null`,
  )
  const all = db.prepare(`${EDITOR} order by e.name collate nocase, e.id`)
  const insert = db.prepare('insert into editors (name, areas, invited_by, invited_at) values (?, ?, ?, ?)')
  const setLink = db.prepare('update editors set link_digest = ?, link_until = ? where id = ?')
  const setKey = db.prepare(
    'update editors set key_digest = ?, since = ?, link_digest = null, link_until = null where id = ?',
  )
  const sweep = db.prepare('delete from sessions where expires_at <= ?')
  const addSession = db.prepare('insert into sessions (digest, editor, expires_at) values (?, ?, ?)')
  const endSession = db.prepare('delete from sessions where digest = ?')
  const endSessions = db.prepare('delete from sessions where editor = ?')
  const endEditor = db.prepare(
    `update editors set ended_at = coalesce(ended_at, ?), link_digest = null, link_until = null, key_digest = null
     where id = ?`,
  )

  const digest = (value: string, of: 'link' | 'key' | 'session'): string =>
    vault.digest(value, `directory.${of}`)
  const begin = (editor: number, now: Date): string => {
    const token = newSecret()
    sweep.run(now.getTime())
    addSession.run(digest(token, 'session'), editor, now.getTime() + SESSION)
    return token
  }
  const maybe = (row: unknown): KnownEditor | undefined => (row === undefined ? undefined : editorOf(row))

  return {
    ...auditIn(db),
    async invite({ name, areas, by, at, mayRenew = false }) {
      return atomically(db, () => {
        const known = maybe(named.get(name))
        if (known?.since && !mayRenew) return { result: 'taken' }
        const allowed = areas === 'all' ? null : JSON.stringify(areas)
        const id =
          known?.id ?? Number(insert.run(name, allowed, by?.id ?? null, at.getTime()).lastInsertRowid)
        const secret = newSecret()
        setLink.run(digest(secret, 'link'), at.getTime() + LINK, id)
        return { result: 'invited', editor: editorOf(one.get(id)), secret }
      })
    },
    invited: async (secret, now) => maybe(byLink.get(digest(secret, 'link'), now.getTime())),
    async takeUp(secret, now) {
      return atomically(db, () => {
        const editor = maybe(byLink.get(digest(secret, 'link'), now.getTime()))
        if (!editor) return undefined
        const key = newKey()
        setKey.run(digest(plainKey(key), 'key'), now.getTime(), editor.id)
        endSessions.run(editor.id)
        return { key, token: begin(editor.id, now), editor: editorOf(one.get(editor.id)) }
      })
    },
    async signIn(key, now) {
      return atomically(db, () => {
        const editor = maybe(byKey.get(digest(plainKey(key), 'key')))
        return editor && { token: begin(editor.id, now), editor }
      })
    },
    async session(token, now) {
      const editor = maybe(bySession.get(digest(token, 'session'), now.getTime()))
      return editor && { editor, csrf: vault.digest(token, 'directory.csrf') }
    },
    signOut: async (token) => void endSession.run(digest(token, 'session')),
    list: async () => all.all().map(editorOf),
    async end(id, now) {
      atomically(db, () => {
        endEditor.run(now.getTime(), id)
        endSessions.run(id)
      })
    },
  }
}
