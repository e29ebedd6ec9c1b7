import { z } from 'zod'
import { CRIMES } from '../../domain/crimes.ts'
import { NEEDS } from '../../domain/needs.ts'
import { faultsOfPattern } from './pattern.ts'
import { foldingOf } from './fold.ts'
import type { Folding } from './fold.ts'

const text = z.string().trim().min(1)
const patterns = z.array(text)
const levels = z.strictObject({ now: patterns, ask: patterns })
const evidence = z.strictObject({
  phrases: patterns,
  words: z.record(text, z.number().gt(0).max(5)),
  not: patterns.optional(),
})
/** Keyed by every id: a missing one is a mistake too. */
const crimes = z.record(z.enum(CRIMES), evidence)
const needs = z.record(z.enum(NEEDS), evidence)

/**
 * What this adapter reads of a `words.json`. Other readers keep keys of their own in the same file, so unknown
 * top-level keys are left alone; inside ours, an unknown key is a mistake.
 */
const wordsSchema = z.object({
  reading: z.strictObject({
    /** How people spell a word: the usual form, then its other forms. */
    spellings: z.record(text, patterns),
    /** Words that say nothing here and are dropped. */
    fillers: patterns,
    negations: patterns,
    /** Words that a negation reaches through: "not going to ...". */
    carries: patterns,
    /** Named lists of single words, written `<name>` in a pattern. */
    groups: z.record(z.string().regex(/^[a-z]+$/), patterns),
  }),
  danger: z.strictObject({
    immediate: levels,
    suicide: levels,
    child: levels,
    harm_to_others: levels,
    /** Look-alikes: whatever they cover is not listened to. */
    idioms: patterns,
  }),
  past: z.strictObject({
    /** What says that it is long over. */
    markers: patterns,
    /** Single words of stories and games. */
    story: patterns,
    /** What says that it goes on, whatever else is past. */
    still: patterns,
    /** Verbs that put what follows in the past. */
    tense: patterns,
  }),
  crimes,
  needs,
})

export type Words = z.infer<typeof wordsSchema>
export type Evidence = z.infer<typeof evidence>

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
  return lists(words).flatMap(([key, list]) =>
    list.flatMap((pattern, at) =>
      faultsOfPattern(pattern, folding).map((problem) => ({ key: `${key}.${at}`, problem })),
    ),
  )
}

/** Every list of patterns with the key at which an author finds it. */
function lists(words: Words): [string, readonly string[]][] {
  const { idioms, ...kinds } = words.danger
  const dangers = Object.entries(kinds).flatMap(([kind, { now, ask }]): [string, string[]][] => [
    [`danger.${kind}.now`, now],
    [`danger.${kind}.ask`, ask],
  ])
  const evidences = [...entries('crimes', words.crimes), ...entries('needs', words.needs)]
  const past: [string, string[]][] = [
    ['danger.idioms', idioms],
    ['past.markers', words.past.markers],
    ['past.still', words.past.still],
  ]
  return [...dangers, ...past, ...evidences]
}

function entries(key: string, all: Readonly<Record<string, Evidence>>): [string, string[]][] {
  return Object.entries(all).flatMap(([id, { phrases, words, not }]): [string, string[]][] => [
    [`${key}.${id}.phrases`, phrases],
    [`${key}.${id}.words`, Object.keys(words)],
    [`${key}.${id}.not`, not ?? []],
  ])
}
