import { refused, type Cell } from './cell.ts'

/**
 * Several things in one cell, with `;` or a new line between them; several parts of one thing, with `|`. Where a thing
 * has one of those signs itself, it stands in double quotes, as in CSV.
 */
export const itemsOf = (cell: string): Cell<readonly string[]> => {
  const items = apart(cell, /[;\r\n]/)
  if (!items) return refused('quotes', 'a double quote is opened and not closed', 'Close it, or take it out')
  return { value: items.filter((item) => item !== '') }
}

/** The parts of one item, in their order; one that is blank is an empty text. */
export const partsOf = (item: string): readonly string[] => (apart(item, /\|/) ?? [item]).map(unquoted)

/** Writes items so that {@link itemsOf} finds them again. They are quoted already where they need it. */
export const asItems = (items: readonly string[]): string => items.join('; ')

/** Writes parts so that {@link partsOf} finds them again; blank ones at the end are left out. */
export const asParts = (parts: readonly (string | undefined)[]): string =>
  parts
    .slice(0, parts.findLastIndex((part) => part !== undefined && part !== '') + 1)
    .map((part) => inQuotes(part ?? ''))
    .join(' | ')

/** A text in double quotes where it would be taken for more than one, or for a quoted one. */
export const inQuotes = (text: string): string =>
  /[;|"\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** What stands in double quotes; any other text as it is. */
export const unquoted = (text: string): string =>
  /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text

/** Pieces between separators that are not in quotes; undefined where a quote stays open. */
function apart(text: string, separator: RegExp): readonly string[] | undefined {
  const pieces: string[] = []
  let piece = ''
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    if (!isQuoted && separator.test(sign)) {
      pieces.push(piece.trim())
      piece = ''
    } else piece += sign
  }
  return isQuoted ? undefined : [...pieces, piece.trim()]
}
