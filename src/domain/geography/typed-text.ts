/** Longer text is not the name of a place, and nobody waits while it is looked at. Characters. */
export const LONGEST_PLACE = 200
/** Stands where a comma or a new line stood: what it parts is not one name. */
export const BREAK = ','

const UNREADABLE = /[[\p{Cc}--[\t\n\r]]\p{Extended_Pictographic}\p{Regional_Indicator}\p{Cs}\p{Co}]/v

/** Whether the text can be the name of a place at all: short, and without control characters or pictures. */
export const isReadable = (text: string): boolean => text.length <= LONGEST_PLACE && !UNREADABLE.test(text)

/**
 * The words of a text in small letters without accents or apostrophes, with `BREAK` between its parts. `written`
 * gives one spelling for words that have several.
 */
export function wordsOf(text: string, written: ReadonlyMap<string, string>): readonly string[] {
  const lower = text.toLowerCase()
  // Nearly every name is plain, and the long way takes ten times as long: the whole start would feel it.
  const plain = /^[a-z0-9 -]*$/.test(lower) ? lower : plainOf(lower)
  return plain
    .split(/[ -]+/)
    .filter((word) => word !== '')
    .map((word) => written.get(word) ?? word)
}

const plainOf = (lower: string): string =>
  lower
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’‘ʼ`´]/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[,;:()/|\t\n\r]+/g, ` ${BREAK} `)
    .replace(/[^a-z0-9,]+/g, ' ')

/** What a name is looked up by: its words run together, so that spaces and hyphens do not matter. */
export const keyOf = (words: readonly string[]): string => words.filter((word) => word !== BREAK).join('')
