import type { Change } from '../../domain/editing.ts'
import type { Service } from '../../domain/service.ts'
import { valueAt, withValue, type Fields } from '../fields.ts'
import { isWithheld, type CouncilNames } from '../csv/places.ts'
import { INPUTS } from './inputs/inputs.ts'
import type { Input } from './inputs/input.ts'

/** What the form finds by itself; the words of a page say each. */
export type FormRule = 'missing' | 'too-long' | 'strange-signs' | 'future-date'

/** What is wrong with one input, said beside it. */
export type InputFault = {
  /** The input's name; empty: the record as a whole. */
  readonly input: string
} & (
  | { readonly rule: FormRule }
  /** Found by code that the command line shares: it says so itself, in English. */
  | { readonly rule: string; readonly what: string; readonly cure: string }
)

/** A form as it came: what was typed stays, whatever is wrong with it. */
export interface TypedForm {
  readonly typed: ReadonlyMap<string, string>
  readonly change: Change
  readonly faults: readonly InputFault[]
}

/** Longer than any text of a record by far; what is longer was not typed by an editor. */
export const LONGEST = 5_000

/** What the form of a record says when nobody has typed anything yet. */
export const formOf = (service: Service, names?: CouncilNames): ReadonlyMap<string, string> =>
  new Map(INPUTS.map((input) => [input.name, input.write(service, names)]))

/**
 * Reads a form over a record. What was not touched stays as it is, so an old record that would not pass today can still
 * be mended elsewhere, and saving an untouched form changes nothing. `seen`: the content that the form was made from;
 * where somebody changed the record since, an input that was not touched says what they wrote. `today`: `YYYY-MM-DD`.
 */
export function readTyped(
  fields: URLSearchParams,
  { now, seen }: { readonly now: Service; readonly seen: Service },
  today: string,
  names?: CouncilNames,
): TypedForm {
  const [current, original] = [formOf(now, names), formOf(seen, names)]
  const read = INPUTS.map((input) => {
    const text = fields
      .getAll(input.name)
      .join('\n')
      .slice(0, LONGEST + 1)
    const isUntouched = alike(input, text, original.get(input.name) ?? '')
    return isUntouched
      ? { input, isUntouched, text: current.get(input.name) ?? '' }
      : { input, isUntouched, text, ...readOne(input, text, today, names) }
  })
  return {
    typed: new Map(read.map(({ input, text }) => [input.name, text])),
    faults: read.flatMap((one) => ('fault' in one && one.fault ? [one.fault] : [])),
    change: changeFrom(
      now,
      read.filter(({ isUntouched }) => !isUntouched),
    ),
  }
}

/** Browsers end lines in their own way, and send what was chosen in the order of the page. */
function alike({ kind }: Input, one: string, other: string): boolean {
  const items = (text: string): readonly string[] => {
    const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
    return kind === 'several-of' ? lines.filter(Boolean).sort() : lines
  }
  return items(one).join('\n').trim() === items(other).join('\n').trim()
}

function readOne(
  input: Input,
  text: string,
  today: string,
  names: CouncilNames | undefined,
): { readonly value?: unknown; readonly fault?: InputFault } {
  const fault = (rule: FormRule) => ({ fault: { input: input.name, rule } })
  if (text.length > LONGEST) return fault('too-long')
  // Nobody types these; shown to a person they would be boxes, or hide what stands behind them.
  if (/[^\P{Cc}\t\r\n]|[\u202a-\u202e\u2066-\u2069]/u.test(text)) return fault('strange-signs')
  if (input.isNeeded && text.trim() === '') return fault('missing')
  const cell = input.read(text, names)
  if ('refused' in cell) return { fault: { input: input.name, ...cell.refused } }
  if (input.isPast && typeof cell.value === 'string' && cell.value > today) return fault('future-date')
  return { value: cell.value }
}

/** The values of the fields that were touched, the parts of one field put together again. */
function changeFrom(
  before: Service,
  read: readonly { readonly input: Input; readonly value?: unknown }[],
): Change {
  const after = read.reduce<Fields>(
    (record, { input, value }) => withValue(record, input.name, value),
    before,
  )
  const touched = new Set(read.map(({ input }) => input.field))
  return Object.fromEntries(
    [...touched].map((field) => [field, field === 'address' ? addressFrom(after[field]) : after[field]]),
  )
}

/** A place that is withheld has no lines; with lines it is withheld no longer, which `refusals.ts` judges. */
function addressFrom(given: unknown): unknown {
  if (isWithheld(valueAt(given, 'lines'))) return { withheld: true }
  const parts = Object.entries(given ?? {}).filter(([name]) => name !== 'withheld')
  return parts.length > 0 ? Object.fromEntries(parts) : undefined
}
