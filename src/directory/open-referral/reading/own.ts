import type { Service } from '../../../domain/service.ts'
import { ownFieldsSchema, type OwnField } from '../own-fields.ts'
import type { Row } from './row.ts'
import type { Tell } from './tell.ts'

type Own = Partial<Pick<Service, OwnField>>

/** Our own fields from the record of another Haven, each by itself: one that is wrong does not cost the others. */
export function readOwn(row: Row, tell: Tell): Own {
  const given = row.haven ?? {}
  const known = Object.entries(ownFieldsSchema.shape).flatMap(([field, schema]) => {
    const value = given[field]
    if (value === undefined) return []
    const read = schema.safeParse(value)
    if (read.success) return [[field, read.data] as const]
    tell('wrong-own-field', `haven.${field} is not what it should be`, 'Update whichever Haven is the older')
    return []
  })
  return Object.fromEntries(known)
}
