import { z } from 'zod'
import { CRIMES } from '../../domain/crimes.ts'
import { NEEDS } from '../../domain/needs.ts'

/** Checked as a whole: the file holds thousands of texts, and one check for each of them would slow every start. */
const texts = z.custom<readonly string[]>(isTexts, 'must be a list of texts, none of them empty')
const weights = z.custom<Readonly<Record<string, number>>>(
  isWeights,
  'must give each word a weight above 0 and up to 5',
)
const wordLists = z.custom<Readonly<Record<string, readonly string[]>>>(
  isWordLists,
  'must give each name a list of texts, none of them empty',
)
const groups = wordLists.refine(
  (named) => Object.keys(named).every((name) => /^[a-z]+$/.test(name)),
  'must name each group in lower-case letters',
)
const levels = z.strictObject({ now: texts, ask: texts })
const evidence = z.strictObject({ phrases: texts, words: weights, not: texts.optional() })

/**
 * What this adapter reads of a `words.json`. Other readers keep keys of their own in the same file, so unknown
 * top-level keys are left alone; inside ours, an unknown key is a mistake.
 */
export const wordsSchema = z.object({
  reading: z.strictObject({
    /** How people spell a word: the usual form, then its other forms. */
    spellings: wordLists,
    /** Words that say nothing here and are dropped. */
    fillers: texts,
    negations: texts,
    /** Everyday words that are one letter from a telling one, and are no slip: "stronger" is not "stranger". */
    real: texts.optional(),
    /** Words that a negation reaches through: "not going to ...". */
    carries: texts,
    /** Named lists of single words, written `<name>` in a pattern. */
    groups,
  }),
  danger: z.strictObject({
    immediate: levels,
    suicide: levels,
    child: levels,
    harm_to_others: levels,
    /** Look-alikes: whatever they cover is not listened to. */
    idioms: texts,
  }),
  past: z.strictObject({
    /** What says that it is long over. */
    markers: texts,
    /** What says that it is over for now: a danger that was heard becomes a question, and never silence. */
    recent: texts.optional(),
    /** What people say of afterwards, and which sounds like going on: "still shaking", "fine now". */
    aftermath: texts.optional(),
    /** Single words of stories and games. */
    story: texts,
    /** What says that it goes on, whatever else is past. */
    still: texts,
    /** Verbs that put what is said around them in the past. */
    tense: texts,
  }),
  /** Keyed by every id: a missing one is a mistake too. */
  crimes: z.record(z.enum(CRIMES), evidence),
  needs: z.record(z.enum(NEEDS), evidence),
})

export type Words = z.infer<typeof wordsSchema>
export type Evidence = z.infer<typeof evidence>

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one.trim() !== '')
}

function isWordLists(value: unknown): boolean {
  return isPlain(value) && Object.entries(value).every(([name, list]) => name.trim() !== '' && isTexts(list))
}

function isWeights(value: unknown): boolean {
  return (
    isPlain(value) &&
    Object.entries(value).every(
      ([word, weight]) => word.trim() !== '' && typeof weight === 'number' && weight > 0 && weight <= 5,
    )
  )
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
