import { refused, type Cell } from './cell.ts'

/** The largest file that is read, in bytes: some 20,000 services. A larger one is something else. */
export const MAX_BYTES = 10_000_000

export const tooLarge = (bytes: number) =>
  refused(
    'too-large',
    `the file has ${Math.ceil(bytes / 1_000_000)} MB, and ${MAX_BYTES / 1_000_000} MB is the most that is read`,
    'Save the sheet with the services alone, as CSV UTF-8',
  )

const AGAIN = 'Save it again from the spreadsheet as "CSV UTF-8 (comma delimited)"'

/**
 * A file's bytes as text: UTF-8 with or without a byte order mark, UTF-16 with one, and else Windows-1252, which is what
 * an older Excel saves; that is said, because no rule can tell whether it is right.
 */
export function decoded(bytes: Uint8Array): Cell<string> {
  if (bytes.length > MAX_BYTES) return tooLarge(bytes.length)
  const starts = (...signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) {
    return refused('not-csv', 'this is a workbook, and not a CSV file', AGAIN)
  }
  const encoding = starts(0xff, 0xfe) ? 'utf-16le' : starts(0xfe, 0xff) ? 'utf-16be' : 'utf-8'
  const text = exactly(bytes, encoding)
  if (text === undefined && encoding !== 'utf-8') {
    return refused('spoilt-letters', 'the file is damaged: it is not whole UTF-16', AGAIN)
  }
  const content = text ?? new TextDecoder('windows-1252').decode(bytes)
  if (content.includes('\0')) return refused('not-csv', 'the file is not text', AGAIN)
  if (content.trim() === '')
    return refused('empty-file', 'there is nothing in the file', 'Check that it was saved')
  if (text !== undefined) return { value: content }
  const what = 'the file is not UTF-8 and was read as Windows-1252'
  return {
    value: content,
    note: {
      rule: 'old-letters',
      what,
      cure: 'Check accents, dashes and quotes; better: save it as CSV UTF-8',
    },
  }
}

/** Leaves the byte order mark out. Undefined where a byte fits no letter. */
function exactly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
