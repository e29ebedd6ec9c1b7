/** A record's fields by name, before the schema has looked at them. */
export type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of a field, or of a part of one: `where.councils`. */
export const valueAt = (record: unknown, path: string): unknown =>
  path.split('.').reduce((value, name) => (isFields(value) ? value[name] : undefined), record)

/**
 * The record with one field, or one part of a field, changed. `undefined` takes it out; a field whose last part is
 * taken out goes too, all but `where`, which every record has.
 */
export function withValue(record: Fields, path: string, value: unknown): Fields {
  const [name = '', ...rest] = path.split('.')
  const inner = record[name]
  const next = rest.length === 0 ? value : withValue(isFields(inner) ? inner : {}, rest.join('.'), value)
  const isEmpty = isFields(next) && Object.keys(next).length === 0 && name !== 'where'
  if (next !== undefined && !isEmpty) return { ...record, [name]: next }
  const { [name]: _, ...others } = record
  return others
}
