import { DANGER_KINDS } from '../../domain/danger.ts'
import type { Danger, DangerKind } from '../../domain/danger.ts'
import { finderOf, NEGATION, PAST, WALL } from './finder.ts'
import type { Found, Sought } from './finder.ts'
import { remembering } from './fold.ts'
import type { Compile } from './pattern.ts'
import type { Read } from './reading.ts'
import { correctionOf } from './spelling.ts'
import type { Words } from './words.ts'

/** How many words around a phrase may say that it is past, a story, or still going on. */
const AROUND = 14
/** How many words before a phrase may put it in the past tense. */
const TENSE = 3

type Level = Danger['level']
interface Phrase {
  readonly kind: DangerKind
  readonly level: 'now' | 'ask'
}

const MARKERS = ['markers', 'recent', 'aftermath', 'still'] as const
type Marker = (typeof MARKERS)[number]

/** The danger phrases of one language, ready to be listened for. */
export interface DangerEar {
  readonly vocabulary: ReadonlySet<string>
  hear(read: Read): Danger
}

/** Compiles the danger phrases of one language. */
export function dangerEar(words: Words, compile: Compile): DangerEar {
  const phrases = finderOf(DANGER_KINDS.flatMap((kind) => soughtOf(kind, words, compile)))
  const markers = finderOf(
    MARKERS.flatMap((meaning) =>
      (words.past[meaning] ?? []).map((one) => ({ pattern: compile(one), meaning, walls: WALL })),
    ),
  )
  const correct = correctionOf(phrases.vocabulary)
  const isStory = new Set(words.past.story)
  const carries = new Set(words.reading.carries)
  return {
    vocabulary: phrases.vocabulary,
    hear(read) {
      const corrected = read.words.map(remembering(correct))
      const found = phrases.find(corrected, read.marks)
      if (found.length === 0) return { level: 'none', kinds: [] }
      const around = heardMarkers(markers.find(read.words, read.marks))
      const stories = read.words.flatMap((word, at) => (isStory.has(word) ? [at] : []))
      return strongest(found, (one) => levelOf(one, { read, around, stories, carries }))
    },
  }
}

function soughtOf(kind: DangerKind, words: Words, compile: Compile): Sought<Phrase>[] {
  const { now, ask } = words.danger[kind]
  return [
    ...now.map((one) => ({
      pattern: compile(one),
      meaning: { kind, level: 'now' as const },
      walls: WALL | NEGATION | PAST,
    })),
    ...ask.map((one) => ({
      pattern: compile(one),
      meaning: { kind, level: 'ask' as const },
      walls: WALL | NEGATION,
    })),
  ]
}

interface Surroundings {
  readonly read: Read
  readonly around: readonly Found<Marker>[]
  readonly stories: readonly number[]
  readonly carries: ReadonlySet<string>
}

/** "Still shaking" and "fine now" are what comes afterwards: nothing goes on in them. */
function heardMarkers(found: readonly Found<Marker>[]): readonly Found<Marker>[] {
  const after = found.filter(({ meaning }) => meaning === 'aftermath')
  return found.filter(
    ({ meaning, start }) => meaning !== 'still' || !after.some((one) => start >= one.start && start <= one.end),
  )
}

/**
 * What a phrase is worth where it stands. Denied, long past or in a story it counts one step less; over for now, it is
 * asked about. Somebody who speaks of suicide is still asked, because past attempts and denials are how people begin to
 * say it.
 */
function levelOf(found: Found<Phrase>, surroundings: Surroundings): Level {
  const { read, stories, carries } = surroundings
  const { kind, level } = found.meaning
  const isTold = stories.some((at) => isNear(found, at))
  const isDenied = isNegated(read, found.start, carries)
  const past = pastOf(found, surroundings)
  if (kind === 'suicide' && !isTold) return level === 'now' && (isDenied || past === 'long') ? 'ask' : level
  const steps = Number(isDenied) + Number(isTold) + Number(past === 'long')
  if (level === 'ask') return steps === 0 ? 'ask' : 'none'
  return ((past === 'recent' ? ['ask', 'ask'] : ['now', 'ask']) as Level[])[steps] ?? 'none'
}

const isNear = ({ start, end }: Found<Phrase>, at: number): boolean =>
  at >= start - AROUND && at <= end + AROUND

/** How far a phrase is over, as far as the words around it say so; not at all where something still goes on. */
function pastOf(found: Found<Phrase>, { read, around }: Surroundings): 'long' | 'recent' | undefined {
  const near = new Set(around.filter(({ start }) => isNear(found, start)).map(({ meaning }) => meaning))
  if (near.has('still')) return undefined
  if (near.has('markers') || isInPast(read, found.start)) return 'long'
  return near.has('recent') || (isToldInPast(read, found) && !isGoingOn(read, found)) ? 'recent' : undefined
}

/** Whether a verb nearby puts the account in the past: "we were out and they pulled a knife". */
const isToldInPast = ({ marks }: Read, found: Found<Phrase>): boolean =>
  marks
    .subarray(Math.max(0, found.start - AROUND), found.end + AROUND + 1)
    .some((mark) => (mark & PAST) !== 0)

/** "He was fine and now he is smashing the door": what is being done is not over. */
const isGoingOn = ({ words }: Read, { start, end }: Found<Phrase>): boolean =>
  words.slice(start, end + 1).some((word) => /..ing$/.test(word) && !/thing$/.test(word))

function isInPast({ marks }: Read, start: number): boolean {
  for (let at = start - 1; at >= start - TENSE && at >= 0; at--) {
    const mark = marks[at] ?? 0
    if (mark & WALL) return false
    if (mark & PAST) return true
  }
  return false
}

/** A negation right before, or reaching through words such as "going to". */
function isNegated({ words, marks }: Read, start: number, carries: ReadonlySet<string>): boolean {
  let at = start - 1
  while (at > 0 && carries.has(words[at] ?? '')) at--
  return ((marks[at] ?? 0) & NEGATION) !== 0
}

function strongest(found: readonly Found<Phrase>[], levelOf: (one: Found<Phrase>) => Level): Danger {
  const heard = found
    .map((one) => ({ kind: one.meaning.kind, level: levelOf(one) }))
    .filter(({ level }) => level !== 'none')
  const level = heard.some((one) => one.level === 'now') ? 'now' : heard.length > 0 ? 'ask' : 'none'
  return { level, kinds: DANGER_KINDS.filter((kind) => heard.some((one) => one.kind === kind)) }
}
