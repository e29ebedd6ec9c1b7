import type { Field } from '../../../domain/editing.ts'
import type { Service } from '../../../domain/service.ts'
import type { Cell } from '../../csv/cell.ts'
import type { Column } from '../../csv/column.ts'
import { COLUMNS } from '../../csv/columns.ts'
import { itemsOf } from '../../csv/items.ts'
import type { CouncilNames } from '../../csv/places.ts'
import type { Choice } from './options.ts'

export const GROUPS = ['who', 'reach', 'when', 'where', 'whom', 'marks', 'sources', 'notes'] as const
export type Group = (typeof GROUPS)[number]

/**
 * One input of the form of a record: how a field, or a part of one, becomes text and is read again. The notation is
 * that of the spreadsheet (`csv/columns.ts`), so that an editor learns one; where a cell has `;` a form has a new line.
 */
export interface Input {
  /** Its name in the form; `where.councils` is the part `councils` of the field `where`. */
  readonly name: string
  readonly field: Field
  readonly part?: string
  readonly group: Group
  readonly kind: 'line' | 'paragraph' | 'lines' | 'one-of' | 'several-of'
  readonly choice?: Choice
  /** True: it may also be left open. */
  readonly mayBeOpen?: boolean
  /** True: it cannot be left empty. */
  readonly isNeeded: boolean
  /** True: a date that cannot lie ahead. */
  readonly isPast: boolean
  write(service: Service, names?: CouncilNames): string
  read(text: string, names?: CouncilNames): Cell<unknown>
}

type Shape = Pick<Input, 'group' | 'kind' | 'choice' | 'mayBeOpen'>

/** An input over a column of the spreadsheet. */
export function fromColumn(path: string, shape: Shape): Input {
  const column = columnAt(path)
  return {
    ...named(path, shape),
    isNeeded: column.blank === 'refused',
    isPast: column.isPast === true,
    write: (service, names) => asLines(column.write(service, names), shape.kind),
    read: (text, names) => {
      const cell = text.replace(/\r\n?/g, '\n').trim()
      if (cell !== '') return column.read(cell, names)
      return { value: column.blank === 'refused' ? undefined : column.blank }
    },
  }
}

/** An input over a field that the spreadsheet leaves alone. `kept`: what the record keeps for a chosen text. */
export const ownInput = (
  field: Field,
  shape: Shape,
  kept: Readonly<Record<string, unknown>> = {},
): Input => ({
  ...named(field, shape),
  isNeeded: false,
  isPast: false,
  write: (service) => {
    const value = service[field]
    const text = Object.keys(kept).find((key) => kept[key] === value)
    return text ?? (value === undefined ? '' : String(value))
  },
  read: (text) => {
    const given = text.replace(/\r\n?/g, '\n').trim()
    return { value: given === '' ? undefined : Object.hasOwn(kept, given) ? kept[given] : given }
  },
})

function columnAt(path: string): Column {
  const column = COLUMNS.find((one) => one.path === path)
  if (!column) throw new Error(`There is no column for ${path}`)
  return column
}

function named(path: string, shape: Shape): Pick<Input, 'name' | 'field' | 'part'> & Shape {
  const [field = '', ...parts] = path.split('.')
  return {
    name: path,
    field: field as Field,
    ...(parts.length > 0 && { part: parts.join('.') }),
    ...shape,
  }
}

/** Items on lines of their own, where the input has room for lines. */
function asLines(cell: string, kind: Input['kind']): string {
  if (kind !== 'lines' && kind !== 'several-of') return cell
  const items = itemsOf(cell)
  return 'refused' in items ? cell : items.value.join('\n')
}
