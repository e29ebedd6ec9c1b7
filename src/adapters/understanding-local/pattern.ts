import type { Folding } from './fold.ts'

/** Words that may stand between two words of a pattern: one, or four where the author wrote `..`. */
const GAP = 1
const WIDE_GAP = 4

/** Any one of these words. Slots are shared between patterns: the same writing is the same slot. */
export interface Slot {
  /** Counted from 0 within one compiler. */
  readonly id: number
  readonly words: ReadonlySet<string>
  /** Those that the author wrote out, and not by naming a group. */
  readonly own: readonly string[]
}

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
 * what is compared (a stem, or the word itself). All patterns of one finder must come from one compiler.
 */
export function compilerOf(folding: Folding, form: (word: string) => string): Compile {
  const remembered = new Map<string, readonly Slot[]>()
  let made = 0
  const slotOf = ({ words, own }: Written): Slot => ({
    id: made++,
    words: new Set(words.map(form)),
    own: own.map(form),
  })
  const slotsOf = (piece: string): readonly Slot[] => {
    const known = remembered.get(piece)
    if (known) return known
    const slots = readOnce(piece, folding).map(slotOf)
    remembered.set(piece, slots)
    return slots
  }
  return (pattern) => pattern.split(' + ').map((part) => compilePart(part, slotsOf))
}

function compilePart(part: string, slotsOf: (piece: string) => readonly Slot[]): Place[] {
  const pieces = piecesOf(part)
  const usualGap = pieces[0] === '!' ? 0 : GAP
  const places: Place[] = []
  let gap = usualGap
  for (const piece of pieces) {
    if (piece === '..') gap = WIDE_GAP
    if (piece === '..' || piece === '!') continue
    for (const slot of slotsOf(piece)) {
      places.push({ slot, gap: places.length === 0 ? 0 : gap })
      gap = usualGap
    }
  }
  return places
}

const piecesOf = (part: string): string[] => part.split(' ').filter((piece) => piece !== '')

interface Written {
  readonly words: readonly string[]
  readonly own: readonly string[]
}

/** The check and every compiler of one language read the same pieces: each is read once. */
const pieces = new WeakMap<Folding, Map<string, readonly Written[]>>()

function readOnce(piece: string, folding: Folding): readonly Written[] {
  const ofLanguage = pieces.get(folding) ?? new Map<string, readonly Written[]>()
  pieces.set(folding, ofLanguage)
  const known = ofLanguage.get(piece)
  if (known) return known
  const written = read(piece, folding)
  ofLanguage.set(piece, written)
  return written
}

/** What each place holds that one written piece stands for: no place for a filler, two for "cannot". */
function read(piece: string, folding: Folding): readonly Written[] {
  if (piece === '^' || piece === '$') return [{ words: [piece], own: [] }]
  if (!piece.includes('/') && !piece.startsWith('<'))
    return folding.written(piece).map((word) => ({ words: [word], own: [word] }))
  const alternatives = piece.split('/')
  const own = alternatives.filter((one) => !one.startsWith('<')).flatMap((one) => folding.written(one))
  const words = [...own, ...alternatives.flatMap((one) => groupOf(one, folding) ?? [])]
  return words.length === 0 ? [] : [{ words, own }]
}

function groupOf(written: string, folding: Folding): readonly string[] | undefined {
  return written.startsWith('<') ? folding.groups.get(written.slice(1, -1)) : undefined
}

/** Makes the check of patterns as written: it says what is wrong with one; nothing when nothing is. */
export function patternCheckOf(folding: Folding): (pattern: string) => readonly string[] {
  const remembered = new Map<string, readonly string[]>()
  const faultsOf = (piece: string): readonly string[] => {
    const known = remembered.get(piece)
    if (known) return known
    const faults = faultsOfPiece(piece, folding)
    remembered.set(piece, faults)
    return faults
  }
  return (pattern) => {
    const faults: string[] = []
    for (const part of pattern.split(' + ')) {
      const written = piecesOf(part).filter((piece) => piece !== '!' && piece !== '..' && !isEdge(piece))
      for (const piece of written) if (/[/<>]/.test(piece)) faults.push(...faultsOf(piece))
      if (written.every((piece) => isDropped(piece, folding)))
        faults.push('nothing is left once fillers are dropped')
    }
    return faults
  }
}

const isDropped = (piece: string, folding: Folding): boolean =>
  mayBeSeveral(piece, folding) ? readOnce(piece, folding).length === 0 : folding.fillers.has(piece)

const isEdge = (piece: string): boolean => piece === '^' || piece === '$'

function faultsOfPiece(piece: string, folding: Folding): string[] {
  const written = piece.split('/')
  return written.flatMap((one) => {
    if (/[<>]/.test(one)) return groupOf(one, folding) ? [] : [`there is no group ${one} in reading.groups`]
    const isSeveral = one === '' || (mayBeSeveral(one, folding) && folding.written(one).length > 1)
    return written.length > 1 && isSeveral
      ? [`"${one}" is not a single word; alternatives joined by / must be`]
      : []
  })
}

/** A plain word that is not another spelling of anything stands for itself; there is no need to read it. */
const mayBeSeveral = (word: string, folding: Folding): boolean =>
  folding.spellings.has(word) || !/^[a-z]+$/.test(word)
