import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

/** The words of each language that pages for staff speak. */
export type Languages<Words> = ReadonlyMap<string, Words>

/** One mistake in words for staff: the file under the folder of languages, the key, and what is wrong with it. */
export interface StaffWordsFault {
  readonly file: string
  /** Dotted; empty where the whole file cannot be read. */
  readonly key: string
  readonly problem: string
}

/** Every mistake in one kind of words for staff, told at once. */
export class StaffWordsError extends Error {
  readonly faults: readonly StaffWordsFault[]
  constructor(faults: readonly StaffWordsFault[]) {
    super(faults.map(({ file, key, problem }) => `${file}: ${key}: ${problem}`).join('\n'))
    this.name = 'StaffWordsError'
    this.faults = faults
  }
}

/** Reads `<folder>/<language>/<name>` of every language that has one. Throws `StaffWordsError`. */
export function readWords<Words>(folder: string, name: string, schema: z.ZodType<Words>): Languages<Words> {
  const faults: StaffWordsFault[] = []
  const languages = readdirSync(folder).filter((language) => existsSync(join(folder, language, name)))
  const read = languages.toSorted().flatMap((language) => {
    const file = `${language}/${name}`
    const json = jsonOf(readFileSync(join(folder, file), 'utf8'))
    if (json === undefined) faults.push({ file, key: '', problem: 'this is not JSON' })
    const words = schema.safeParse(json)
    if (words.success) return [[language, words.data] as const]
    if (json !== undefined) faults.push(...words.error.issues.flatMap((issue) => faultsOf(file, json, issue)))
    return []
  })
  if (faults.length > 0) throw new StaffWordsError(faults)
  return new Map(read)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function faultsOf(file: string, json: unknown, issue: z.core.$ZodIssue): readonly StaffWordsFault[] {
  const fault = (path: readonly PropertyKey[], problem: string): StaffWordsFault => ({
    file,
    key: path.map(String).join('.'),
    problem,
  })
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => fault([...issue.path, key], 'nothing says this'))
  const isThere = isAt(json, issue.path)
  return [fault(issue.path, isThere ? issue.message : 'there are no words for this')]
}

const isAt = (json: unknown, path: readonly PropertyKey[]): boolean => {
  const [key, ...rest] = path
  if (key === undefined) return json !== undefined
  return typeof json === 'object' && json !== null && isAt(Reflect.get(json, key), rest)
}
