import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { languagesIn } from '../../adapters/words-i18next/index.ts'

/** One file of words: the texts by dotted key, and the line of every key, branches included. */
export interface TextFile {
  readonly texts: Readonly<Record<string, string>>
  readonly lines: Readonly<Record<string, number>>
}

/** Files of words by language, then by the file's name without `.json`. */
export type Texts = Readonly<Record<string, Readonly<Record<string, TextFile>>>>

/** Not said by any step: what people type, the word list for secrets, and what a language says of itself. */
export const NOT_SAID: readonly string[] = [
  'words.json',
  'spoken-words.json',
  'about.json',
  'style.json',
  'made-from.json',
]

/** Read by staff at work and never by a person: the rules of style for what a person reads do not hold there. */
export const FOR_STAFF: readonly string[] = ['desk', 'editors']

/** Reads `locales/<language>/*.json`. A file that is not JSON reads as empty: the reader of words tells that itself. */
export const readTexts = (folder: string): Texts =>
  Object.fromEntries(
    languagesIn(folder).map((language) => [
      language,
      Object.fromEntries(
        readdirSync(join(folder, language))
          .filter((file) => file.endsWith('.json') && !NOT_SAID.includes(file))
          .map((file) => [
            basename(file, '.json'),
            textFile(readFileSync(join(folder, language, file), 'utf8')),
          ]),
      ),
    ]),
  )

/** One file, from its text. A list of paragraphs counts as one text. */
export function textFile(json: string): TextFile {
  try {
    return { texts: Object.fromEntries(leaves('', JSON.parse(json))), lines: linesOf(json) }
  } catch {
    return { texts: {}, lines: {} }
  }
}

function leaves(path: string, value: unknown): (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (Array.isArray(value)) return [[path, value.join('\n')]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(path === '' ? key : `${path}.${key}`, inner))
}

/** The line of each dotted key, counted from 1, in JSON with one key a line, which is how prettier writes it. */
function linesOf(json: string): Readonly<Record<string, number>> {
  const lines: Record<string, number> = {}
  const path: string[] = []
  for (const [index, line] of json.split('\n').entries()) {
    const key = /^\s*"((?:[^"\\]|\\.)*)":\s*(\{\s*$)?/.exec(line)
    if (key) lines[[...path, key[1]].join('.')] = index + 1
    if (key?.[2] !== undefined) path.push(key[1]!)
    else if (/^\s*\},?\s*$/.test(line)) path.pop()
  }
  return lines
}
