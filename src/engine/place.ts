import type { Layout } from '../domain/layout.ts'
import type { Book, StepKey } from './flow.ts'
import { isWaiting } from './flow.ts'

/** What an action found, by name; JSON. */
export type Found = Readonly<Record<string, unknown>>

/** What a person answered: option ids, picked ids, or text. Text comes only from a `text` step. */
export type Answer = string | readonly string[]

/** How it was answered. `noticed`: with what was offered back to them, as they had written it or as that option. */
export type By = 'option' | 'text' | 'noticed'

/** One thing that happened on the way here. */
export type Entry =
  | { readonly kind: 'said'; readonly at: StepKey }
  | { readonly kind: 'asked'; readonly at: StepKey; readonly heard: Answer; readonly by: By }
  | { readonly kind: 'done'; readonly at: StepKey; readonly outcome: string; readonly found?: Found }
  /** Into a flow that several share, and out of it again. */
  | { readonly kind: 'went'; readonly at: StepKey; readonly then: StepKey }
  | { readonly kind: 'returned'; readonly at: StepKey }

type Asked = Extract<Entry, { kind: 'asked' }>

/** What an interruption will return to. */
export interface Paused {
  readonly at: StepKey
  readonly trail: readonly Entry[]
  readonly before: readonly Entry[]
  readonly changed: readonly string[]
  readonly asking: StepKey
  readonly until?: StepKey
}

/**
 * Where one person is in a conversation: plain JSON, the only thing that is kept. The answers are whatever stands on
 * the trail, so an answer that is no longer on the path no longer exists. After a change, `before` remembers the
 * earlier answers, `changed` the names that became different, and `asking` the question that the person chose to answer
 * again, until they are back where they were: `until`.
 */
export interface Place {
  readonly edition: string
  readonly language: string
  readonly at: StepKey
  readonly trail: readonly Entry[]
  readonly before: readonly Entry[]
  readonly changed: readonly string[]
  readonly asking: StepKey
  readonly until?: StepKey
  readonly paused: readonly Paused[]
  /** What danger was asked about already, by the signs it was heard by: it is not asked again. */
  readonly asked?: readonly string[]
  /**
   * What stood on the screen that asks for an agreement: the edition of its words, and a digest of exactly what would be
   * sent. Only there, and while an action acts on the answer.
   */
  readonly shown?: { readonly wording: string; readonly payload: string }
  /** Under what the code that this person made keeps their place (`actions/codes.ts`): leaving destroys it. */
  readonly code?: string
  /** How often the rest of this screen was asked for, where a channel shows it in parts. */
  readonly part?: number
  /** How the page shows it, once the person chose. Kept with the language when all else is forgotten. */
  readonly layout?: Layout
  /** When they were last heard, where the channel needs to know (`domain/silence.ts`). ISO 8601; the shell writes it. */
  readonly heardAt?: string
  /** The language that a person was told we noticed: it is said once. */
  readonly noticed?: string
}

export const newPlace = (book: Book, language: string): Place => ({
  edition: book.edition,
  language,
  at: book.everywhere.start,
  trail: [],
  before: [],
  changed: [],
  asking: '',
  paused: [],
})

/** Every entry, the interrupted way first. */
export const allEntries = (place: Place): readonly Entry[] => [
  ...place.paused.flatMap((frame) => frame.trail),
  ...place.trail,
]

export type Answers = Readonly<Record<string, Answer>>

/**
 * The answers on the current path, by the name they are saved under. Lists saved under one name by several steps are
 * joined. A `text` step that was answered with an option ("skip") saves nothing.
 */
export function answersOn(book: Book, place: Place): Answers {
  const answers: Record<string, Answer> = {}
  for (const entry of allEntries(place)) {
    if (entry.kind !== 'asked') continue
    const step = book.steps[entry.at]
    if (!isWaiting(step) || step.save === undefined || (step.kind === 'text' && entry.by === 'option'))
      continue
    const earlier = answers[step.save]
    answers[step.save] =
      Array.isArray(entry.heard) && Array.isArray(earlier)
        ? [...new Set([...earlier, ...entry.heard])]
        : entry.heard
  }
  return answers
}

/** Everything that actions found on the current path; the latest of a name wins. */
export const foundOn = (place: Place): Found =>
  Object.assign(
    {},
    ...allEntries(place).map((entry) => (entry.kind === 'done' ? entry.found : undefined)),
  ) as Found

/** The step that asked for an answer, if it is on the path and may be changed from here. */
export const askedAt = (place: Place, at: StepKey): Asked | undefined =>
  place.trail.findLast((entry): entry is Asked => entry.kind === 'asked' && entry.at === at)

/** The ids of a list that an action found: a list of ids, or of things with an `id`. */
export function offeredIds(place: Place, from: string): readonly string[] {
  const list = foundOn(place)[from]
  if (!Array.isArray(list)) return []
  return list.map((item: unknown) => (typeof item === 'string' ? item : String((item as { id: unknown }).id)))
}

/** Where the shared flow that the person is in comes out: the last way in that has not come out yet. */
export function wayOut(place: Place): StepKey | undefined {
  let closed = 0
  for (const entry of place.trail.toReversed()) {
    if (entry.kind === 'returned') closed += 1
    if (entry.kind !== 'went') continue
    if (closed === 0) return entry.then
    closed -= 1
  }
  return undefined
}
