import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Fault } from '../../domain/fault.ts'
import { cannotWait, urgentRecordSchema, type UrgentRecord } from '../../domain/urgent.ts'
import type { UrgentNotes } from '../../ports/urgent-notes.ts'

/** The records that may be used, and everything that is wrong in their file. */
export interface UrgentFile {
  readonly records: readonly UrgentRecord[]
  readonly faults: readonly Fault[]
}

type Mistake = Omit<Fault, 'file'>
type Path = readonly PropertyKey[]

/**
 * Reads what cannot wait from a YAML file, all its mistakes at once. A record with a mistake is left out and does
 * not take the others with it.
 */
export function urgentFromFile(file: string): UrgentFile {
  const text = textOf(file)
  if (text === undefined) {
    const cure = 'Put it back, or start from the one that came with the program'
    return {
      records: [],
      faults: [{ file: basename(file), line: 1, rule: 'missing-file', what: 'it cannot be read', cure }],
    }
  }
  const { records, mistakes } = urgentFromText(text)
  return { records, faults: mistakes.map((mistake) => ({ file: basename(file), ...mistake })) }
}

/** The port over records in memory. */
export const urgentNotes = (records: readonly UrgentRecord[]): UrgentNotes => ({
  fitting: (asked) => cannotWait(records, asked),
})

function urgentFromText(yaml: string): { records: readonly UrgentRecord[]; mistakes: readonly Mistake[] } {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const errors = document.errors.map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    rule: 'bad-yaml',
    what: message,
    cure: 'Mend the YAML there',
  }))
  const list: unknown = errors.length > 0 ? [] : document.toJS()
  if (!Array.isArray(list)) return { records: [], mistakes: [NO_LIST] }

  /** The line of the deepest node on the path: a field that is missing has none of its own. */
  const lineOf = (path: Path): number => {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1
  }
  const records = new Map<string, UrgentRecord>()
  const mistakes = list.flatMap((item: unknown, index): Mistake[] => {
    const { data, error } = urgentRecordSchema.safeParse(item)
    if (error)
      return error.issues.map(({ path, message }) => badRecord(lineOf([index, ...path]), path, message))
    if (records.has(data.id)) return [repeated(lineOf([index]), data.id)]
    records.set(data.id, data)
    return []
  })
  return { records: [...records.values()], mistakes: [...errors, ...mistakes] }
}

const NO_LIST: Mistake = {
  line: 1,
  rule: 'no-list',
  what: 'The file is not a list of records',
  cure: 'Begin each record with "- id:"',
}

const badRecord = (line: number, path: Path, message: string): Mistake => ({
  line,
  rule: 'bad-record',
  what: `${path.join('.') || 'the record'}: ${message}`,
  cure: 'Write it as the records beside it are written',
})

const repeated = (line: number, id: string): Mistake => ({
  line,
  rule: 'repeated-id',
  what: `"${id}" is there twice`,
  cure: 'Give one of them another id, and words under it',
})

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
