import { addDays } from '../../domain/london-time.ts'
import { quoted, refused, type Cell } from './cell.ts'

/** The day that spreadsheets count as 0, in the system that Excel uses on Windows and by default everywhere. */
const DAY_ZERO = '1899-12-30'
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CURE = 'Write it as 2026-12-31'

/**
 * One day, as `YYYY-MM-DD`, from what people and spreadsheets make of it: 2026-12-31, 31/12/2026, 31 Dec 2026, 46387.
 * The day is taken to stand before the month, and that is said where it could be the other way round. A month of 13 or
 * more and a year of two digits are refused, never guessed.
 */
export function day(cell: string): Cell<string> {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(cell)
  if (iso) return real(cell, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  if (/^[2-7]\d{4}(\.0+)?$/.test(cell)) return counted(cell)
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(cell)
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? '').slice(0, 3).toLowerCase()) + 1
    return real(cell, Number(named[3]), month, Number(named[1]))
  }
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?$/.exec(cell)
  return slashed ? dayFirst(cell, Number(slashed[1]), Number(slashed[2]), Number(slashed[3])) : noDay(cell)
}

const noDay = (cell: string) => refused('not-a-date', `${quoted(cell)} is not a date`, CURE)

function real(cell: string, year: number, month: number, dayOfMonth: number): Cell<string> {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(dayOfMonth)}`
  const read = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? { value: date } : noDay(cell)
}

function counted(cell: string): Cell<string> {
  const value = addDays(DAY_ZERO, Math.trunc(Number(cell)))
  const what = `${cell} was read as ${value}, the way that a spreadsheet counts days`
  return { value, note: { rule: 'counted-date', what, cure: 'Check the date' } }
}

function dayFirst(cell: string, first: number, second: number, year: number): Cell<string> {
  if (second > 12 && first <= 12) {
    return refused('not-a-date', `${quoted(cell)} has the month first, or is no date`, CURE)
  }
  const read = real(cell, year, second, first)
  if ('refused' in read || first > 12 || first === second) return read
  const what = `${quoted(cell)} was read as ${read.value}, the day before the month`
  return { ...read, note: { rule: 'day-first', what, cure: 'Check the date' } }
}
