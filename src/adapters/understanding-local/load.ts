import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseWords } from './parse-words.ts'
import type { ParsedWords, WordsFault, WordsRead } from './parse-words.ts'

/** Every mistake in the words, said at once. It quotes authors' files and nothing that a person typed. */
export class WordsError extends Error {
  readonly faults: readonly WordsFault[]
  constructor(faults: readonly WordsFault[]) {
    super(faults.map(({ file, key, problem }) => `${file}: ${key}: ${problem}`).join('\n'))
    this.name = 'WordsError'
    this.faults = faults
  }
}

/**
 * The words of every language in `folder` (`<folder>/<language>/words.json`) that says what danger sounds like. Throws
 * `WordsError` when an author made a mistake, so that nothing starts half deaf.
 */
export function loadWords(folder: string): ParsedWords[] {
  const read = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'words.json')))
    .flatMap((entry) => readOne(folder, entry.name))
  const faults = read.flatMap((one) => (one.ok ? [] : one.faults))
  if (faults.length > 0) throw new WordsError(faults)
  return read.flatMap((one) => (one.ok ? [one.words] : []))
}

function readOne(folder: string, language: string): WordsRead[] {
  const file = `${language}/words.json`
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, language, 'words.json'), 'utf8'))
    const isOurs = typeof content !== 'object' || content === null || 'danger' in content
    return isOurs ? [parseWords(content, file, language)] : []
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return [{ ok: false, faults: [{ file, key: '', problem: `not JSON: ${cause.message}` }] }]
  }
}
