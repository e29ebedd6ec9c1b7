import type { Refusal } from '../refusals.ts'

/** What a cell was read as, perhaps with something to say about how; or why it cannot be read. */
export type Cell<T> = { readonly value: T; readonly note?: Refusal } | { readonly refused: Refusal }

export const refused = (rule: string, what: string, cure: string): { readonly refused: Refusal } => ({
  refused: { rule, what, cure },
})

/** The values of all cells, or the first refusal; what there is to say about the first of them stays. */
export function together<T>(cells: readonly Cell<T>[]): Cell<readonly T[]> {
  const values: T[] = []
  for (const cell of cells) {
    if ('refused' in cell) return cell
    values.push(cell.value)
  }
  const note = cells.flatMap((cell) => ('note' in cell && cell.note ? [cell.note] : []))[0]
  return { value: values, ...(note && { note }) }
}

/** A cell's content as a message quotes it: one line, and not a whole page of it. */
export function quoted(content: string): string {
  const line = content.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`
}

/**
 * Beginnings that make a spreadsheet run a cell instead of showing it (OWASP, "CSV injection"; the full-width forms are
 * taken for the plain ones in some languages), and digits after a 0, which a spreadsheet would drop.
 */
const RUNS = '(?:[=+\\-@\\t\\r\\n＝＋－＠]|0\\d+$)'
const DANGEROUS = new RegExp(`^'*${RUNS}`)
const DEFUSED = new RegExp(`^'+${RUNS}`)

/** A text as it may stand in a cell: with an apostrophe in front where a spreadsheet would run or spoil it. */
export const defused = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text)

/** A cell's content again: without that apostrophe, and without the space around what people type. */
export const undefused = (cell: string): string =>
  DEFUSED.test(cell) ? cell.slice(1).trimEnd() : cell.trim()
