import type { Folding } from './fold.ts'

/** Words that may stand between two words of a pattern: one, or four where the author wrote `..`. */
const GAP = 1
const WIDE_GAP = 4

/** Any one of these words. Slots are shared between patterns: the same writing is the same slot. */
export type Slot = ReadonlySet<string>

/** One place in a pattern: a word of the slot, after at most `gap` other words. */
export interface Place {
  readonly slot: Slot
  readonly gap: number
}

/** A pattern as compiled: parts joined by ` + ` may come in any order, near each other. */
export type Pattern = readonly (readonly Place[])[]

export type Compile = (pattern: string) => Pattern

/**
 * Makes the reader of the patterns in `words.json`. A pattern is words in order. `a/b` is either word, `<group>` any
 * word of that group, `..` leaves room for four words instead of one, a leading `!` leaves no room at all, `^` and `$`
 * are the beginning and the end of the message, ` + ` joins parts that come in any order. `form` turns each word into
 * what is compared (a stem, or the word itself).
 */
export function compilerOf(folding: Folding, form: (word: string) => string): Compile {
  const remembered = new Map<string, readonly Slot[]>()
  const slotsOf = (piece: string): readonly Slot[] => {
    const slots = remembered.get(piece) ?? read(piece, folding).map((words) => new Set(words.map(form)))
    remembered.set(piece, slots)
    return slots
  }
  return (pattern) => pattern.split(' + ').map((part) => compilePart(part, slotsOf))
}

function compilePart(part: string, slotsOf: (piece: string) => readonly Slot[]): Place[] {
  const [first, ...rest] = part.trim().split(/\s+/)
  const usualGap = first === '!' ? 0 : GAP
  const places: Place[] = []
  let gap = usualGap
  for (const piece of first === '!' || first === undefined ? rest : [first, ...rest]) {
    if (piece === '..') gap = WIDE_GAP
    for (const slot of piece === '..' ? [] : slotsOf(piece)) {
      places.push({ slot, gap: places.length === 0 ? 0 : gap })
      gap = usualGap
    }
  }
  return places
}

/** The words for each place that one written piece stands for: no place for a filler, two for "cannot". */
function read(piece: string, folding: Folding): readonly (readonly string[])[] {
  if (piece === '^' || piece === '$') return [[piece]]
  const kept = piece
    .split('/')
    .flatMap((one) => groupOf(one, folding)?.map((word) => [word]) ?? [folding.written(one)])
    .filter((words) => words.length > 0)
  const [only] = kept
  if (kept.length === 1 && only) return only.map((word) => [word])
  return kept.length === 0 ? [] : [kept.map((words) => words[0] ?? '')]
}

function groupOf(written: string, folding: Folding): readonly string[] | undefined {
  return written.startsWith('<') ? folding.groups.get(written.slice(1, -1)) : undefined
}

/** What is wrong with a pattern as written; empty when nothing is. */
export function faultsOfPattern(pattern: string, folding: Folding): string[] {
  const parts = pattern
    .split(' + ')
    .map((part) => part.split(/\s+/).filter((piece) => !/^(?:!|\.\.|\^|\$)$/.test(piece)))
  const isEmpty = parts.some((pieces) => pieces.every((piece) => read(piece, folding).length === 0))
  return [
    ...parts.flat().flatMap((piece) => faultsOfPiece(piece, folding)),
    ...(isEmpty ? ['nothing is left once fillers are dropped'] : []),
  ]
}

function faultsOfPiece(piece: string, folding: Folding): string[] {
  const written = piece.split('/')
  return written.flatMap((one) => {
    if (/[<>]/.test(one)) return groupOf(one, folding) ? [] : [`there is no group ${one} in reading.groups`]
    const isSeveral = one === '' || folding.written(one).length > 1
    return written.length > 1 && isSeveral
      ? [`"${one}" is not a single word; alternatives joined by / must be`]
      : []
  })
}
