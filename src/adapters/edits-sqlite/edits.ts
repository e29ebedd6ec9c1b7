import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { mayDecide } from '../../domain/editing.ts'
import type { Edits, NewVersion } from '../../ports/edits.ts'
import { atomically } from './database.ts'
import { contentOf, VERSION, versionOf } from './rows.ts'

const CURRENT = `${VERSION} where v.id in
  (select max(id) from versions where state = 'approved' group by service) order by v.id`

const fileRecordSchema = z.object({ content: z.string() })

/** Versions in the editors' own file. */
export function editsIn(db: DatabaseSync): Edits {
  const one = db.prepare(`${VERSION} where v.id = ?`)
  const all = db.prepare(`${VERSION} where v.service = ? order by v.id desc`)
  const waiting = db.prepare(`${VERSION} where v.state = 'proposed' order by v.id`)
  const newest = db.prepare(
    "select coalesce(max(id), 0) as id from versions where service = ? and state = 'approved'",
  )
  const insert = db.prepare(
    `insert into versions (service, area, content, edit, base, made_from, by_editor, at, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const note = db.prepare('insert or ignore into file_records (service, digest, content) values (?, ?, ?)')
  const fileRecord = db.prepare('select content from file_records where service = ? and digest = ?')
  const decide = db.prepare(
    'update versions set state = ?, decided_by = ?, decided_at = ?, reason = ? where id = ?',
  )

  const newestOf = (service: string): number => Number(newest.get(service)?.['id'])

  const add = (version: NewVersion): number => {
    const { service, fileRecord: file } = version
    if (file) note.run(service.id, version.madeFrom, JSON.stringify(file))
    const row = insert.run(
      service.id,
      version.area,
      JSON.stringify(service),
      version.edit,
      version.base,
      version.madeFrom,
      version.by.id,
      version.at.getTime(),
      version.state,
    )
    return Number(row.lastInsertRowid)
  }

  return {
    current: async () => currentIn(db),
    history: async (service) => all.all(service).map(versionOf),
    async version(id) {
      const row = one.get(id)
      return row && versionOf(row)
    },
    waiting: async () => waiting.all().map(versionOf),
    async fileRecord(service, digest) {
      const row = fileRecord.get(service, digest)
      return row && contentOf(fileRecordSchema.parse(row).content, service, 'an earlier file record')
    },
    async keep(version) {
      const id = atomically(db, () =>
        newestOf(version.service.id) === version.base ? add(version) : undefined,
      )
      return id === undefined ? { result: 'stale' } : { result: 'kept', version: versionOf(one.get(id)) }
    },
    async decide(id, { approve, by, at, reason }) {
      return atomically(db, () => {
        const row = one.get(id)
        if (!row) return { result: 'unknown' }
        const proposal = versionOf(row)
        if (proposal.state !== 'proposed') return { result: 'decided' }
        if (!mayDecide(proposal, by)) return { result: 'own' }
        if (approve && newestOf(proposal.service.id) !== proposal.base) return { result: 'stale' }
        decide.run(approve ? 'approved' : 'refused', by.id, at.getTime(), reason, id)
        return { result: 'kept', version: versionOf(one.get(id)) }
      })
    },
  }
}

/** The newest approved version of each record. */
export const currentIn = (db: DatabaseSync) => db.prepare(CURRENT).all().map(versionOf)
