import type { Service } from '../../domain/service.ts'
import { valueAt } from '../fields.ts'
import { quoted, refused, type Cell } from './cell.ts'
import { choices, whole, yesOrNo } from './choices.ts'
import { day } from './days.ts'
import { asItems } from './items.ts'
import type { CouncilNames } from './places.ts'

/** One column of the spreadsheet. */
export interface Column {
  /** What stands at its top; capitals, spaces and hyphens do not matter when it is read. */
  readonly header: string
  /** The field, with a dot where it is part of one: `where.councils`. */
  readonly path: string
  /** What may stand in it, for whoever fills it in. */
  readonly what: string
  /** The field's value if the cell is blank; absent: no value; 'refused': it must not be blank. */
  readonly blank?: unknown
  /** True: a date that cannot lie ahead. */
  readonly isPast?: boolean
  /** Reads a cell that is not blank. */
  readonly read: (cell: string, names: CouncilNames | undefined) => Cell<unknown>
  readonly write: (service: Service, names: CouncilNames | undefined) => string
}

/** A column of plain text. */
export const column = (header: string, path: string, what: string, write: Column['write']): Column => ({
  header,
  path,
  what,
  write,
  read: readText,
})

/** Signs that nobody sees, and that make a screen or a terminal do or show something else. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

function readText(cell: string): Cell<string> {
  if (cell.includes('\ufffd')) {
    return refused(
      'spoilt-letters',
      `${quoted(cell)} has letters that were lost`,
      'Save it again as CSV UTF-8',
    )
  }
  return UNSEEN.test(cell.replace(/[\t\r\n]/g, ''))
    ? refused('unseen-signs', `${quoted(cell)} has control characters in it`, 'Type the text anew')
    : { value: cell }
}

/** A field of plain text. */
export const plain = (header: string, path: string, what: string): Column =>
  column(header, path, what, (service) => {
    const value = valueAt(service, path)
    return typeof value === 'string' ? value : ''
  })

export const years = (header: string, path: string, what: string): Column => ({
  ...column(header, path, what, (service) => String(valueAt(service, path) ?? '')),
  read: whole,
})

/** Several of a few words. */
export const list = (header: string, path: string, options: readonly string[]): Column => ({
  ...column(header, path, `some of: ${options.join(', ')}`, (service) => {
    const value = valueAt(service, path)
    return Array.isArray(value) ? asItems(value.map(String)) : ''
  }),
  read: (cell) => choices(cell, options),
})

/** Yes or no. `kept`: what the record keeps for each, where that is not true and false. */
export const truth = (
  header: string,
  path: string,
  what: string,
  kept: { readonly yes: unknown; readonly no: unknown } = { yes: true, no: false },
): Column => ({
  ...column(header, path, `yes or no: ${what}`, (service) => {
    const value = valueAt(service, path)
    return value === undefined ? '' : value === kept.yes ? 'yes' : 'no'
  }),
  read: (cell) => {
    const read = yesOrNo(cell)
    return 'refused' in read ? read : { value: read.value ? kept.yes : kept.no }
  },
})

/** A date; `past`: one that cannot lie ahead. */
export const dated = (header: string, path: string, what: string, when?: 'past'): Column => ({
  ...plain(header, path, `${what}, as 2026-12-31`),
  read: day,
  isPast: when === 'past',
})
