import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { EDITOR_DEEDS, type Editors } from '../../ports/editors.ts'

const rowSchema = z.object({
  at: z.int(),
  by_editor: z.int().nullable(),
  name: z.string().nullable(),
  deed: z.enum(EDITOR_DEEDS),
  about: z.string().nullable(),
})

/** The audit log: lines are only ever added. */
export function auditIn(db: DatabaseSync): Pick<Editors, 'audit' | 'audited'> {
  const write = db.prepare('insert into audit (at, by_editor, deed, about) values (?, ?, ?, ?)')
  const last = db.prepare(
    `select a.at, a.by_editor, e.name, a.deed, a.about from audit a left join editors e on e.id = a.by_editor
     order by a.id desc limit ?`,
  )
  return {
    audit: async ({ at, by, deed, about }) =>
      void write.run(at.getTime(), by?.id ?? null, deed, about ?? null),
    audited: async (limit) =>
      last.all(limit).map((found) => {
        const { at, by_editor: id, name, deed, about } = rowSchema.parse(found)
        return {
          at: new Date(at),
          deed,
          ...(id !== null && { by: { id, name: name ?? '' } }),
          ...(about !== null && { about }),
        }
      }),
  }
}
