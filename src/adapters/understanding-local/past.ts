import { finderOf, PAST, WALL } from './finder.ts'
import type { Span } from './finder.ts'
import type { Compile } from './pattern.ts'
import type { Read } from './reading.ts'
import type { Words } from './words.ts'

/** How many words around a phrase may say that it is past, a story, or still going on. */
const AROUND = 14
/** How many words before a phrase may put it in the past tense. */
const TENSE = 3

const MARKERS = ['markers', 'recent', 'aftermath', 'still'] as const

/** What the words around a phrase say of it. */
export interface Around {
  /** `long` over, over for now (`recent`), or not at all as far as was said. */
  pastOf(phrase: Span): 'long' | 'recent' | undefined
  /** Whether it is told of a film, a game or a dream. */
  isStory(phrase: Span): boolean
}

/** Compiles the markers of the past of one language. Linear in the length of a text. */
export function pastEar(words: Words, compile: Compile): (read: Read) => Around {
  const finder = finderOf(
    MARKERS.flatMap((meaning) =>
      (words.past[meaning] ?? []).map((one) => ({ pattern: compile(one), meaning, walls: WALL })),
    ),
  )
  const stories = new Set(words.past.story)
  return (read) => {
    const found = finder.find(read.words, read.marks)
    const isAfter = cover(
      found.filter(({ meaning }) => meaning === 'aftermath'),
      read.words.length,
    )
    const startsOf = (wanted: (typeof MARKERS)[number]): number[] =>
      found.filter(({ meaning }) => meaning === wanted).map(({ start }) => start)
    const [isMarked, isRecent] = [near(startsOf('markers'), read), near(startsOf('recent'), read)]
    // "Still shaking" and "fine now" are what comes afterwards: nothing goes on in them.
    const isStill = near(
      startsOf('still').filter((at) => isAfter[at] !== 1),
      read,
    )
    return {
      isStory: near(
        read.words.flatMap((word, at) => (stories.has(word) ? [at] : [])),
        read,
      ),
      pastOf(phrase) {
        if (isStill(phrase)) return undefined
        if (isMarked(phrase) || isInPast(read, phrase.start, TENSE)) return 'long'
        const isOver = isInPast(read, phrase.start, AROUND) && !isGoingOn(read, phrase)
        return isRecent(phrase) || isOver ? 'recent' : undefined
      },
    }
  }
}

/** Whether one of these places is near a phrase. Counted once, so that each question costs nothing. */
function near(places: readonly number[], { words }: Read): (phrase: Span) => boolean {
  if (places.length === 0) return () => false
  const before = new Uint32Array(words.length + 1)
  for (const at of places) before[at + 1] = 1
  for (let at = 1; at < before.length; at++) before[at] = (before[at] ?? 0) + (before[at - 1] ?? 0)
  return ({ start, end }) =>
    (before[Math.min(words.length, end + AROUND + 1)] ?? 0) > (before[Math.max(0, start - AROUND)] ?? 0)
}

function cover(spans: readonly Span[], length: number): Uint8Array {
  const covered = new Uint8Array(length)
  for (const { start, end } of spans) covered.fill(1, start, end + 1)
  return covered
}

/** Whether a verb before it in the same sentence puts a phrase in the past: "we were out and they pulled a knife". */
function isInPast({ marks }: Read, start: number, reach: number): boolean {
  for (let at = start - 1; at >= start - reach && at >= 0; at--) {
    const mark = marks[at] ?? 0
    if (mark & WALL) return false
    if (mark & PAST) return true
  }
  return false
}

/** "He was fine and now he is smashing the door": what is being done is not over. */
const isGoingOn = ({ words }: Read, { start, end }: Span): boolean =>
  words.slice(start, end + 1).some((word) => /..ing$/.test(word) && !word.endsWith('thing'))
