import { clean } from './clean.ts'
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
  const words = cleanedWords(parsed.data)
  const folding = foldingOf(words.reading)
  const faults = patternFaults(words, folding).map((fault) => ({ file, ...fault }))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, words: { language, words, folding } }
}

/** Single words as texts are cleaned, so that both are alike whatever accents an author wrote. Patterns clean their own. */
function cleanedWords(words: Words): Words {
  const one = (word: string): string => (/^[a-z' ]*$/.test(word) ? word : clean(word))
  const all = (list: readonly string[]): string[] => list.map(one)
  const { reading, past } = words
  return {
    ...words,
    reading: {
      ...reading,
      spellings: Object.fromEntries(
        Object.entries(reading.spellings).map(([usual, others]) => [one(usual), all(others)]),
      ),
      fillers: all(reading.fillers),
      negations: all(reading.negations),
      carries: all(reading.carries),
    },
    past: { ...past, story: all(past.story), tense: all(past.tense) },
  }
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
