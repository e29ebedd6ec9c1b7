import { z } from 'zod'
import { EDITS } from '../../domain/editing.ts'
import { serviceSchema, type Service } from '../../domain/service.ts'
import type { Version } from '../../ports/edits.ts'

/** A version's columns, with the names of those who made and decided it. */
export const VERSION = `
  select v.id, v.service, v.area, v.content, v.edit, v.base, v.made_from, v.by_editor, b.name as by_name, v.at, v.state,
    v.decided_by, d.name as decided_name, v.decided_at, v.reason
  from versions v join editors b on b.id = v.by_editor left join editors d on d.id = v.decided_by`

const rowSchema = z.object({
  id: z.int(),
  service: z.string(),
  area: z.string(),
  content: z.string(),
  edit: z.enum(EDITS),
  base: z.int(),
  made_from: z.string(),
  by_editor: z.int(),
  by_name: z.string(),
  at: z.int(),
  state: z.enum(['approved', 'proposed', 'refused']),
  decided_by: z.int().nullable(),
  decided_name: z.string().nullable(),
  decided_at: z.int().nullable(),
  reason: z.string().nullable(),
})

/** A row as a version. Throws, naming the version and never its content, when it is no record of today's schema. */
export function versionOf(found: unknown): Version {
  const row = rowSchema.parse(found)
  const { decided_by, decided_name, decided_at } = row
  const decided =
    decided_by === null || decided_name === null || decided_at === null
      ? undefined
      : { by: { id: decided_by, name: decided_name }, at: new Date(decided_at), reason: row.reason ?? '' }
  return {
    id: row.id,
    service: contentOf(row.content, row.service, `version ${row.id}`),
    area: row.area,
    edit: row.edit,
    base: row.base,
    madeFrom: row.made_from,
    by: { id: row.by_editor, name: row.by_name },
    at: new Date(row.at),
    state: row.state,
    ...(decided && { decided }),
  }
}

/** A record as it was kept. `which` names it in an error. */
export function contentOf(text: string, id: string, which: string): Service {
  const parsed = serviceSchema.safeParse(jsonOf(text))
  if (parsed.success && parsed.data.id === id) return parsed.data
  const where = parsed.success ? 'id' : (parsed.error.issues[0]?.path.join('.') ?? 'record')
  throw new Error(
    `The editors' database holds ${which} of ${id}, which is no record that this Haven can read (${where}). ` +
      'Restore a copy of directory.db, or run the Haven that wrote it.',
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
