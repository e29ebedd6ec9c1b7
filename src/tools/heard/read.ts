import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { headSchema, lineSchema } from './line.ts'
import type { Head, HeardLine } from './line.ts'

/** One file of the corpus: one writer, one language. */
export interface HeardFile {
  readonly file: string
  readonly head: Head
  readonly lines: readonly HeardLine[]
}

/** A mistake in a corpus file: where it is and what is wrong. */
export interface HeardFault {
  readonly file: string
  readonly line: number
  readonly problem: string
}

/** Every mistake, said at once. It quotes no text, only file and line. */
export class HeardError extends Error {
  readonly faults: readonly HeardFault[]
  constructor(faults: readonly HeardFault[]) {
    super(faults.map(({ file, line, problem }) => `${file}:${line}: ${problem}`).join('\n'))
    this.name = 'HeardError'
    this.faults = faults
  }
}

/** The corpus of every language: `<locales>/<language>/heard/*.jsonl`, in the order of their names. Throws `HeardError`. */
export const readCorpus = (locales: string): HeardFile[] =>
  readHeard(heardFiles(locales).map((file) => join(locales, file)))

/** These corpus files. Throws `HeardError`. */
export function readHeard(files: readonly string[]): HeardFile[] {
  const read = files.map((file) => parseHeard(readFileSync(file, 'utf8'), file))
  const faults = read.flatMap((one) => (Array.isArray(one) ? one : []))
  if (faults.length > 0) throw new HeardError(faults)
  return read.flatMap((one) => (Array.isArray(one) ? [] : [one]))
}

/** The names of the corpus files under `locales`. */
export function heardFiles(locales: string): string[] {
  return readdirSync(locales)
    .filter((language) => existsSync(join(locales, language, 'heard')))
    .toSorted()
    .flatMap((language) =>
      readdirSync(join(locales, language, 'heard'))
        .filter((name) => name.endsWith('.jsonl'))
        .toSorted()
        .map((name) => join(language, 'heard', name)),
    )
}

/** One corpus file from its content, or everything that is wrong with it. */
export function parseHeard(content: string, file: string): HeardFile | HeardFault[] {
  const [first = '', ...others] = content.split('\n')
  const faults: HeardFault[] = []
  const keep = <T>(line: number, text: string, schema: z.ZodType<T>): T[] => {
    const parsed = schema.safeParse(json(text))
    if (parsed.success) return [parsed.data]
    for (const { path, message } of parsed.error.issues)
      faults.push({ file, line, problem: [path.join('.'), message].filter(Boolean).join(': ') })
    return []
  }
  const [head] = keep(1, first, headSchema)
  const lines = others.flatMap((text, at) => (text.trim() === '' ? [] : keep(at + 2, text, lineSchema)))
  return head && faults.length === 0 ? { file, head, lines } : faults
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
