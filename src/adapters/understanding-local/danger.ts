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

/** The danger phrases of one language, ready to be listened for. */
export interface DangerEar {
  readonly vocabulary: ReadonlySet<string>
  hear(read: Read): Danger
}

/** Compiles the danger phrases of one language. */
export function dangerEar(words: Words, compile: Compile): DangerEar {
  const phrases = finderOf(DANGER_KINDS.flatMap((kind) => soughtOf(kind, words, compile)))
  const markers = finderOf(
    (['markers', 'still'] as const).flatMap((meaning) =>
      words.past[meaning].map((one) => ({ pattern: compile(one), meaning, walls: WALL })),
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
      const around = markers.find(read.words, read.marks)
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
  readonly around: readonly Found<'markers' | 'still'>[]
  readonly stories: readonly number[]
  readonly carries: ReadonlySet<string>
}

/**
 * What a phrase is worth where it stands. Denied, long past or in a story it counts one step less; somebody who
 * speaks of suicide is still asked, because past attempts and denials are how people begin to say it.
 */
function levelOf(
  { meaning, start, end }: Found<Phrase>,
  { read, around, stories, carries }: Surroundings,
): Level {
  const isNear = (at: number): boolean => at >= start - AROUND && at <= end + AROUND
  const isStill = around.some((one) => one.meaning === 'still' && isNear(one.start))
  const isPast = around.some((one) => one.meaning === 'markers' && isNear(one.start)) || isInPast(read, start)
  const isTold = stories.some(isNear)
  const isDenied = isNegated(read, start, carries)
  if (meaning.kind === 'suicide' && !isTold)
    return meaning.level === 'now' && (isDenied || (isPast && !isStill)) ? 'ask' : meaning.level
  const steps = Number(isDenied) + Number(isTold) + Number(isPast && !isStill)
  return meaning.level === 'now' ? ((['now', 'ask'] as const)[steps] ?? 'none') : steps === 0 ? 'ask' : 'none'
}

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
