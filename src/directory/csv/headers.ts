import type { Trouble } from '../arrival.ts'
import { quoted, undefused } from './cell.ts'
import { nearest, optionNamed } from './choices.ts'
import type { Column } from './column.ts'
import { ALWAYS_NEEDED, COLUMNS, TOGETHER } from './columns.ts'
import type { Row } from './grid.ts'

/** The columns of a file, each with its position in a row. */
export interface Headers {
  readonly columns: readonly { readonly column: Column; readonly at: number }[]
  /** How many cells a row has at most. */
  readonly width: number
  idIn(row: Row): string
}

const NAMES = COLUMNS.map(({ header }) => header)
/** Fields whose columns come all or none. */
const groupOf = ({ path }: Column): string | undefined => TOGETHER.find((name) => path.startsWith(`${name}.`))

/**
 * Reads the first row. An unknown column is refused and not passed over, because a misspelt one would else quietly leave
 * a field as it was.
 */
export function headersOf(cells: readonly string[]): Headers | { readonly troubles: readonly Trouble[] } {
  const named = cells.map((cell, at) => {
    const header = undefused(cell)
    const name = optionNamed(header, NAMES)
    return { header, at, column: COLUMNS.find((one) => one.header === name) }
  })
  const columns = named.flatMap(({ column, at }) => (column ? [{ column, at }] : []))
  const troubles = [
    ...named.filter(({ header, column }) => header !== '' && !column).map(({ header }) => unknown(header)),
    ...doubled(columns.map(({ column }) => column.header)),
    ...missing(columns.map(({ column }) => column)),
  ]
  if (troubles.length > 0) return { troubles: troubles.map((one) => ({ at: 'row 1', ...one })) }
  const idAt = columns.find(({ column }) => column.path === 'id')?.at ?? 0
  return { columns, width: cells.length, idIn: ({ cells: row }) => undefused(row[idAt] ?? '') }
}

function unknown(header: string) {
  const near = nearest(header, NAMES)
  const cure =
    near === undefined
      ? 'Take the column out; npm run directory -- import --columns lists what there is'
      : `Did you mean "${near}"? Otherwise take the column out`
  return { rule: 'unknown-column', what: `there is no column ${quoted(header)}`, cure }
}

const doubled = (headers: readonly string[]) =>
  [...new Set(headers.filter((header, at) => headers.indexOf(header) !== at))].map((header) => ({
    rule: 'doubled-column',
    what: `the column "${header}" is there twice`,
    cure: 'Take one of them out',
  }))

function missing(columns: readonly Column[]) {
  const there = new Set(columns.map(({ header }) => header))
  const groups = new Set(columns.map(groupOf).filter((name) => name !== undefined))
  const needed = COLUMNS.filter(
    (column) => ALWAYS_NEEDED.includes(column.header) || groups.has(groupOf(column) ?? ''),
  )
  return needed
    .filter(({ header }) => !there.has(header))
    .map((column) => {
      const group = groupOf(column)
      const others = COLUMNS.filter((one) => groupOf(one) === group).map(({ header }) => header)
      const why = group === undefined ? 'first row' : `first row: ${others.join(', ')} come all or none`
      return {
        rule: 'missing-column',
        what: `there is no column "${column.header}"`,
        cure: `Add it to the ${why}`,
      }
    })
}
