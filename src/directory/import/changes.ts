import { serviceSchema, type Service } from '../../domain/service.ts'
import { COLUMNS } from '../csv/columns.ts'
import type { CouncilNames } from '../csv/places.ts'

/** One difference between a record and what it would be, as plain text. Nothing is an empty text. */
export interface Change {
  /** The column's header; the field's name where it has no column. */
  readonly field: string
  readonly from: string
  readonly to: string
}

const WITHOUT_COLUMN = serviceSchema
  .keyof()
  .options.filter((name) => !COLUMNS.some(({ path }) => path.split('.')[0] === name))

/** Every difference, in the order of the columns. An empty list and none at all are no difference. */
export function changesBetween(
  before: Service,
  after: Service,
  councils: CouncilNames | undefined,
): readonly Change[] {
  const written = COLUMNS.map(({ header, write }) => ({
    field: header,
    from: write(before, councils),
    to: write(after, councils),
  }))
  const others = WITHOUT_COLUMN.map((name) => ({
    field: name,
    from: JSON.stringify(before[name]) ?? '',
    to: JSON.stringify(after[name]) ?? '',
  }))
  const translated = { field: 'translations', from: otherLanguages(before), to: otherLanguages(after) }
  return [...written, ...others, translated].filter(({ from, to }) => from !== to)
}

/** Words in languages that have no column. */
function otherLanguages({ translations = {} }: Service): string {
  const others = Object.entries(translations).filter(([language]) => language !== 'cy')
  return others.length === 0 ? '' : JSON.stringify(others)
}

/** Whether any way to reach a service is another one. Spaces in a number and the order of numbers are not. */
export const isContactChanged = (
  before: Service,
  after: Service,
  contacts: readonly (keyof Service)[],
): boolean => contacts.some((name) => reached(before, name) !== reached(after, name))

function reached(service: Service, name: keyof Service): string {
  if (name === 'phones') {
    const lines = service.phones.map(({ number, label = '' }) => `${digits(number)} ${label}`)
    return lines.sort().join('\n')
  }
  if (name === 'text_number') return digits(service.text_number ?? '')
  return COLUMNS.find(({ path }) => path === name)?.write(service, undefined) ?? ''
}

const digits = (number: string): string => number.replace(/[ -]/g, '')
