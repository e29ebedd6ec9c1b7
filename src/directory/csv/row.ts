import { serviceSchema, type Service } from '../../domain/service.ts'
import { valueAt, withValue, type Fields } from '../fields.ts'
import type { Refusal } from '../refusals.ts'
import { refused, undefused, type Cell } from './cell.ts'
import type { Column } from './column.ts'
import { COLUMNS, TOGETHER } from './columns.ts'
import type { Row } from './grid.ts'
import type { Headers } from './headers.ts'
import { isWithheld, type CouncilNames } from './places.ts'

/** What a reader has to know besides the file. */
export interface CsvOptions {
  /** The file's name, for the source of a record that has no other. */
  readonly file: string
  /** `YYYY-MM-DD`, in London. */
  readonly today: string
  /** The area's force: where a new record works whose row does not say. */
  readonly force?: string | undefined
  readonly councils?: CouncilNames | undefined
}

type Result = { readonly notes: readonly Refusal[] } & (
  | { readonly service: Service; readonly fields: readonly string[] }
  | { readonly refusals: readonly Refusal[] }
)

/** One row as a record, or everything that is wrong with it, told by the headers of its columns. */
export function serviceIn(row: Row, headers: Headers, options: CsvOptions): Result {
  const shape = shapeRefusal(row, headers)
  if (shape) return { refusals: [shape], notes: [] }
  const cells = headers.columns.map(({ column, at }) => {
    const content = undefused(row.cells[at] ?? '')
    return { column, isBlank: content === '', cell: cellIn(content, column, options) }
  })
  const notes = cells.flatMap(({ column, cell }) =>
    'note' in cell && cell.note ? [named(column, cell.note)] : [],
  )
  const refusals = cells.flatMap(({ column, cell }) =>
    'refused' in cell ? [named(column, cell.refused)] : [],
  )
  if (refusals.length > 0) return { refusals, notes }
  // Every record has a source: where a row names none, the record's own are kept, or the file is one.
  const said = cells.filter(({ column, isBlank }) => column.path !== 'sources' || !isBlank)
  const draft = said.reduce<Fields>(
    (record, { column, cell }) => ('value' in cell ? withValue(record, column.path, cell.value) : record),
    defaults(options),
  )
  const half = halfWithheld(draft)
  if (half.length > 0) return { refusals: half, notes }
  const parsed = serviceSchema.safeParse(placed(draft, options.force))
  if (!parsed.success) return { refusals: schemaRefusals(parsed.error.issues), notes }
  return { service: parsed.data, fields: fieldsOf(said.map(({ column }) => column)), notes }
}

/** What a new record is where its row does not say. Nobody has rung, so nothing is shown until somebody has. */
const defaults = ({ file, today }: CsvOptions): Fields => ({
  status: 'active',
  kind: 'support',
  gender: 'any',
  crimes: [],
  needs: [],
  where: {},
  phones: [],
  hours: null,
  languages: [],
  referral: 'unknown',
  confidence: 'low',
  show_in_demo: false,
  info_checked_on: null,
  collected_on: today,
  sources: [{ url: file, kind: 'spreadsheet', page_date: today }],
})

function shapeRefusal(row: Row, headers: Headers): Refusal | undefined {
  if (row.cells.slice(headers.width).some((cell) => cell.trim() !== '')) {
    const cure =
      'Put double quotes around a cell that holds the separator, or save it again from the spreadsheet'
    return refused('too-many-cells', 'it has more cells than the first row has columns', cure).refused
  }
  if (headers.idIn(row) !== '') return undefined
  const cure =
    'Where cells were merged in the spreadsheet, take them apart and fill every row; each needs its id'
  return refused('no-id', 'it has no id and is not empty', cure).refused
}

function cellIn(content: string, column: Column, { today, councils }: CsvOptions): Cell<unknown> {
  if (content === '') {
    return column.blank === 'refused'
      ? refused('blank', 'it must not be blank', `Write ${column.what}`)
      : { value: column.blank }
  }
  const cell = column.read(content, councils)
  const isAhead = column.isPast === true && 'value' in cell && String(cell.value) > today
  return isAhead ? refused('date-ahead', `${String(cell.value)} is not here yet`, 'Check the date') : cell
}

const named = ({ header }: Column, refusal: Refusal): Refusal => ({
  ...refusal,
  what: `${header}: ${refusal.what}`,
})

/** A place that must not be found, beside the town or the postcode where it can be. */
function halfWithheld(draft: Fields): readonly Refusal[] {
  const isFound = [valueAt(draft, 'address.town'), valueAt(draft, 'address.postcode')].some(
    (part) => part !== undefined,
  )
  const what = 'Address: it is withheld, and its town or postcode is given'
  return isWithheld(valueAt(draft, 'address.lines')) && isFound
    ? [{ rule: 'half-withheld', what, cure: 'Leave Town and Postcode blank' }]
    : []
}

/** "Withheld" is an address of its own; and a record of an area works in its force, where nothing else is said. */
function placed(draft: Fields, force: string | undefined): Fields {
  const isHidden = isWithheld(valueAt(draft, 'address.lines'))
  const withAddress = isHidden ? { ...draft, address: { withheld: true } } : draft
  const isNowhere =
    valueAt(draft, 'where.force') === undefined && valueAt(draft, 'where.countries') === undefined
  return isNowhere && force !== undefined ? withValue(withAddress, 'where.force', force) : withAddress
}

/** One refusal for each column: a cell has one cure. */
function schemaRefusals(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
) {
  const byHeader = new Map<string, Refusal>()
  for (const { path, message } of issues) {
    const dotted = path.map(String).join('.')
    const column =
      COLUMNS.find((one) => dotted === one.path || dotted.startsWith(`${one.path}.`)) ??
      COLUMNS.find((one) => one.path.startsWith(`${dotted}.`))
    const header = column?.header ?? dotted
    const refusal = {
      rule: 'wrong-cell',
      what: `${header}: ${message}`,
      cure: `Write ${column?.what ?? 'it anew'}`,
    }
    if (!byHeader.has(header)) byHeader.set(header, refusal)
  }
  return [...byHeader.values()]
}

/** Grouped fields are spoken of whole. */
const fieldsOf = (columns: readonly Column[]): readonly string[] => [
  ...new Set(columns.map(({ path }) => TOGETHER.find((name) => path.startsWith(`${name}.`)) ?? path)),
]
