import { fold } from './fold.ts'
import type { Folding } from './fold.ts'
import { finderOf, NEGATION, PAST, WALL } from './finder.ts'
import type { Finder } from './finder.ts'
import type { Compile } from './pattern.ts'
import type { Words } from './words.ts'

/** A text read in one language: its words in their usual spelling, with what each is to the matcher. */
export interface Read {
  /** From `^` to `$`. */
  readonly words: readonly string[]
  readonly marks: Uint8Array
}

/** Reads texts in one language; `words` are known words, so that "killl" is "kill" and not "kil". */
export function readerOf(
  words: Words,
  folding: Folding,
  known: ReadonlySet<string>,
  compile: Compile,
): (text: string) => Read {
  const idioms = finderOf(
    words.danger.idioms.map((idiom) => ({ pattern: compile(idiom), meaning: null, walls: WALL })),
  )
  const negations = new Set(words.reading.negations)
  const tense = new Set(words.past.tense)
  return (text) => {
    const folded = fold(text, folding, (word) => known.has(word))
    // A last full stop says nothing: "help me." ends as "help me" does.
    const read = ['^', ...(folded.at(-1) === '.' ? folded.slice(0, -1) : folded), '$']
    const marks = Uint8Array.from(read, (word) =>
      isEdge(word) ? WALL : negations.has(word) ? NEGATION : tense.has(word) ? PAST : 0,
    )
    mask(idioms, read, marks)
    return { words: read, marks }
  }
}

const isEdge = (word: string): boolean => word === '^' || word === '$' || word === '.'

/** What an idiom covers is walled off: nothing is heard in it and no pattern reaches across it. */
function mask(idioms: Finder<null>, words: readonly string[], marks: Uint8Array): void {
  for (const { start, end } of idioms.find(words, marks)) marks.fill(WALL, start, end + 1)
}
