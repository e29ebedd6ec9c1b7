import { foldingOf } from './fold.ts'
import type { Folding } from './fold.ts'
import { patternCheckOf } from './pattern.ts'
import { wordsSchema } from './words.ts'
import type { Evidence, Words } from './words.ts'

/** The checked words of one language. Only `parseWords` makes one. */
export interface ParsedWords {
  readonly language: string
  readonly words: Words
  readonly folding: Folding
}

/** One mistake of an author: where it is and what to do. It quotes the file, never a person. */
export interface WordsFault {
  readonly file: string
  readonly key: string
  readonly problem: string
}

export type WordsRead =
  | { readonly ok: true; readonly words: ParsedWords }
  | { readonly ok: false; readonly faults: readonly WordsFault[] }

/** Checks the content of one `words.json`, patterns included. Says every mistake at once, by file and key. */
export function parseWords(content: unknown, file: string, language: string): WordsRead {
  const parsed = wordsSchema.safeParse(content)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      file,
      key: path.join('.'),
      problem: message,
    }))
    return { ok: false, faults }
  }
  const folding = foldingOf(parsed.data.reading)
  const faults = patternFaults(parsed.data, folding).map((fault) => ({ file, ...fault }))
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, words: { language, words: parsed.data, folding } }
}

function patternFaults(words: Words, folding: Folding): Omit<WordsFault, 'file'>[] {
  const faultsOf = patternCheckOf(folding)
  return lists(words).flatMap(([key, list]) =>
    list.flatMap((pattern, at) => faultsOf(pattern).map((problem) => ({ key: `${key}.${at}`, problem }))),
  )
}

/** Every list of patterns with the key at which an author finds it. */
function lists(words: Words): [string, readonly string[]][] {
  const { idioms, ...kinds } = words.danger
  const dangers = Object.entries(kinds).flatMap(([kind, { now, ask }]): [string, readonly string[]][] => [
    [`danger.${kind}.now`, now],
    [`danger.${kind}.ask`, ask],
  ])
  const past = (['markers', 'recent', 'aftermath', 'still'] as const).map(
    (name): [string, readonly string[]] => [`past.${name}`, words.past[name] ?? []],
  )
  const evidences = [...entries('crimes', words.crimes), ...entries('needs', words.needs)]
  return [...dangers, ['danger.idioms', idioms], ...past, ...evidences]
}

function entries(key: string, all: Readonly<Record<string, Evidence>>): [string, readonly string[]][] {
  return Object.entries(all).flatMap(([id, { phrases, words, not }]): [string, readonly string[]][] => [
    [`${key}.${id}.phrases`, phrases],
    [`${key}.${id}.words`, Object.keys(words)],
    [`${key}.${id}.not`, not ?? []],
  ])
}
