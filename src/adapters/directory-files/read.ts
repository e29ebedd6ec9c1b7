import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parse, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'

/** Where in a file something is: keys and indexes from its top. */
export type Path = readonly (string | number)[]

/** One file that was read: what of it is sound, its mistakes, and the line of any place in it. */
export interface ReadFile<T> {
  readonly file: string
  readonly value: T | undefined
  readonly faults: readonly Fault[]
  readonly lineOf: (path: Path) => number
}

/** Rules with a name and a cure of their own, by the key they are about. */
const KNOWN: Readonly<Record<string, readonly [rule: string, cure: string]>> = {
  crimes: ['unknown-crime', 'Use ids from src/domain/crimes.ts, or * for every crime'],
  needs: ['unknown-need', 'Use ids from src/domain/needs.ts'],
  phones: [
    'wrong-number',
    'Check every digit against the source; a new short number goes into src/domain/uk-number.ts',
  ],
  text_number: ['wrong-number', 'Check every digit against the source'],
  tel: ['wrong-number', 'Write the number that a link may ring, or null'],
  exit: [
    'wrong-exit',
    'Write the https address of a page that is the same for everybody, such as the weather',
  ],
  origins: [
    'wrong-origin',
    'Write https:// and the host as browsers show it, no path and no slash at the end; http:// only for this machine',
  ],
  look: [
    'wrong-look',
    'Write colours as "#1d4f91", and accent, link, button and header for both light and dark (src/domain/look.ts)',
  ],
  hours: ['wrong-hours', 'Write byday, opens_at, closes_at and bank_holidays, or always, or unknown'],
}

/**
 * Reads one YAML or JSON file and checks it against a schema. Never throws for what an author can mend: a file that
 * is missing, unreadable or wrong is a fault. Lines are only worked out when something asks for one.
 */
export function readChecked<T>(folder: string, file: string, schema: z.ZodType<T>): ReadFile<T> {
  const text = textOf(join(folder, file))
  if (text === undefined) {
    const missing = { file, line: 1, rule: 'missing-file', what: 'the file cannot be read', cure: 'Add it' }
    return { file, value: undefined, faults: [missing], lineOf: () => 1 }
  }
  const lineOf = lines(text)
  const content = contentOf(file, text)
  if (content.fault) return { file, value: undefined, faults: [content.fault], lineOf }
  const checked = schema.safeParse(content.value)
  if (checked.success) return { file, value: checked.data, faults: [], lineOf }
  const faults = checked.error.issues.map((issue) => schemaFault(file, issue, lineOf))
  return { file, value: undefined, faults, lineOf }
}

/** A fault at a place in a file that was read. */
export const faultAt = (
  read: Pick<ReadFile<unknown>, 'file' | 'lineOf'>,
  path: Path,
  rule: string,
  what: string,
  cure: string,
): Fault => ({ file: read.file, line: read.lineOf(path), rule, what, cure })

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function contentOf(file: string, text: string): { readonly value?: unknown; readonly fault?: Fault } {
  const isJson = file.endsWith('.json')
  try {
    return { value: isJson ? JSON.parse(text) : parse(text) }
  } catch (error) {
    const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    const cure = `Mend the ${isJson ? 'JSON' : 'YAML'} here or just above`
    return { fault: { file, line: lineIn(what, text), rule: 'unreadable', what, cure } }
  }
}

/** Both parsers say in their message where they stopped: by line, or by characters from the start. */
function lineIn(message: string, text: string): number {
  const line = /\bline (\d+)/.exec(message)?.[1]
  if (line !== undefined) return Number(line)
  const position = /\bposition (\d+)/.exec(message)?.[1]
  return position === undefined ? text.split('\n').length : text.slice(0, Number(position)).split('\n').length
}

function schemaFault(file: string, issue: z.core.$ZodIssue, lineOf: (path: Path) => number): Fault {
  const path = issue.path.filter((key) => typeof key !== 'symbol')
  const key = path.findLast((part) => typeof part === 'string' && KNOWN[part])
  const [rule, cure] = KNOWN[key ?? ''] ?? [
    'wrong-shape',
    'Compare with src/domain and with a record that is sound',
  ]
  return { file, line: lineOf(path), rule, what: `${path.join('.') || 'the file'}: ${issue.message}`, cure }
}

/** The line of a path, or of the nearest thing around it. JSON is read as YAML, which contains it. */
function lines(text: string): (path: Path) => number {
  let read: { readonly document: Document; readonly counter: LineCounter } | undefined
  return (path) => {
    if (!read) {
      const counter = new LineCounter()
      read = { counter, document: parseDocument(text, { lineCounter: counter }) }
    }
    for (let length = path.length; length > 0; length -= 1) {
      const node = read.document.getIn(path.slice(0, length), true)
      const range = (node as { readonly range?: readonly number[] } | undefined)?.range
      if (range) return read.counter.linePos(range[0] ?? 0).line
    }
    return 1
  }
}
