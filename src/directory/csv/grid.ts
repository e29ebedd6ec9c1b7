import { CsvError, parse } from 'csv-parse/sync'
import { COLUMNS } from './columns.ts'
import { refused, type Cell } from './cell.ts'
import { optionNamed } from './choices.ts'

/** A row as the spreadsheet shows it: its number, counted from 1 with the headers, and its cells. */
export interface Row {
  readonly number: number
  readonly cells: readonly string[]
}

const HEADERS = COLUMNS.map(({ header }) => header)
/** In characters: all our headers twice over, and the rest of a line that is none. */
const LONGEST_FIRST_ROW = 5_000
const SEPARATORS = [',', ';', '\t'] as const

/**
 * A text as rows of cells. The separator is the one that finds the most of our columns in the first row. Rows are
 * counted as a spreadsheet counts them: one with several lines in a cell is one row, and an empty one is a row too.
 */
export function rowsOf(text: string): Cell<readonly Row[]> {
  const [, told, rest = text] = /^"?sep=(.)"?\r?\n(.*)$/s.exec(text) ?? []
  const separator = told ?? separatorOf(rest)
  try {
    const rows: string[][] = parse(rest, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    })
    return { value: rows.map((cells, index) => ({ number: index + 1, cells })) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return brokenAt(error)
  }
}

function separatorOf(text: string): string {
  const first = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.slice(0, LONGEST_FIRST_ROW))?.[0] ?? ''
  const known = (separator: string) =>
    first.split(separator).filter((cell) => optionNamed(cell, HEADERS) !== undefined).length
  return [...SEPARATORS].sort((a, b) => known(b) - known(a))[0] ?? ','
}

/** After a broken quote nobody can tell where rows begin, so nothing of the file is read. */
function brokenAt(error: CsvError): { readonly refused: ReturnType<typeof refused>['refused'] } {
  const row = Number(error['records'] ?? 0) + 1
  const isQuote = /QUOTE|RECORD_SIZE/.test(error.code)
  return refused(
    isQuote ? 'quotes' : 'not-csv',
    isQuote
      ? `a double quote in row ${row} is opened and not closed, or closed too early`
      : `row ${row} cannot be read as CSV`,
    'Mend that row, or save the sheet again from the spreadsheet as CSV UTF-8: it writes the quotes itself',
  )
}
