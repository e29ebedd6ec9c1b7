import type { Arrival, Incoming, Trouble } from '../arrival.ts'
import type { Refusal } from '../refusals.ts'
import { decoded } from './decode.ts'
import { rowsOf, type Row } from './grid.ts'
import { headersOf, type Headers } from './headers.ts'
import { serviceIn, type CsvOptions } from './row.ts'

export type { CsvOptions } from './row.ts'

/** A record from a spreadsheet. */
export interface CsvIncoming extends Incoming {
  /** The fields, or parts of them, that its row speaks of; the others are kept as the directory has them. */
  readonly fields: readonly string[]
}

/** What a spreadsheet brought. A row with any mistake is refused whole, and is in `troubles` only. */
export interface CsvArrival extends Arrival {
  readonly services: readonly CsvIncoming[]
  /** How something was read that could be read in another way. These refuse nothing. */
  readonly notes: readonly Trouble[]
  /** The ids of all rows, refused ones too: records that did stand in the file. */
  readonly named: readonly string[]
}

/**
 * Reads a spreadsheet saved as CSV. Never throws for what is in it. A file that cannot be understood as a whole (not
 * text, a broken quote, unknown columns) brings no records at all.
 */
export function readCsv(bytes: Uint8Array, options: CsvOptions): CsvArrival {
  const text = decoded(bytes)
  if ('refused' in text) return nothing(text.refused)
  const rows = rowsOf(text.value)
  if ('refused' in rows) return nothing(rows.refused)
  const [first, ...others] = rows.value
  const headers = headersOf(first?.cells ?? [])
  if ('troubles' in headers) return { ...NOTHING, troubles: headers.troubles }
  const notes = text.note ? [{ at: 'the file', ...text.note }] : []
  const read = services(headers, others, options)
  return { ...read, notes: [...notes, ...read.notes] }
}

/** England and Wales together have fewer services for people hurt by crime. */
const MOST_ROWS = 20_000

const NOTHING: CsvArrival = { services: [], troubles: [], notes: [], named: [] }
const nothing = (refusal: Refusal): CsvArrival => ({ ...NOTHING, troubles: [{ at: 'the file', ...refusal }] })

function services(headers: Headers, rows: readonly Row[], options: CsvOptions): CsvArrival {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) {
    const what = 'there are headers and no rows'
    return nothing({ rule: 'empty-file', what, cure: 'Write one row for each service' })
  }
  if (filled.length > MOST_ROWS) {
    const what = `there are ${filled.length} rows, and ${MOST_ROWS} are the most that are read`
    return nothing({ rule: 'too-large', what, cure: 'Check that this is the sheet with the services' })
  }
  const rowsById = Map.groupBy(
    filled.filter((row) => headers.idIn(row) !== ''),
    (row) => headers.idIn(row),
  )
  const read = filled.map((row) => {
    const at = `row ${row.number}`
    const twin = rowsById.get(headers.idIn(row))?.find(({ number }) => number !== row.number)
    const result = serviceIn(row, headers, options)
    const troubles = [
      ...(twin ? [doubled(headers.idIn(row), twin.number)] : []),
      ...('refusals' in result ? result.refusals : []),
    ]
    return {
      services: troubles.length === 0 && 'service' in result ? [{ at, ...result }] : [],
      troubles: troubles.map((one) => ({ at, ...one })),
      notes: result.notes.map((one) => ({ at, ...one })),
    }
  })
  return {
    services: read.flatMap((row) => row.services.map(({ at, service, fields }) => ({ at, service, fields }))),
    troubles: read.flatMap((row) => row.troubles),
    notes: read.flatMap((row) => row.notes),
    named: [...rowsById.keys()],
  }
}

const doubled = (id: string, row: number): Refusal => ({
  rule: 'doubled-id',
  what: `the id "${id}" is in row ${row} too`,
  cure: 'Keep one of the rows, or give one of them another id',
})
