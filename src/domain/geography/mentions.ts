import { unchanged } from './welsh.ts'
import { misspeltNames } from './misspelt.ts'
import type { Names } from './names.ts'
import type { Postcodes } from './postcodes.ts'
import { allows } from './reading.ts'
import type { Reading } from './reading.ts'
import type { AlsoKnownAs } from './tables.ts'
import { BREAK, keyOf } from './typed-text.ts'

/** A place that some of the words name: words `from` up to, not including, `to`. */
export interface Mention {
  readonly from: number
  readonly to: number
  readonly reading: Reading
}

/** `quiet` says nothing about where, `loose` is a word that nothing is known of. */
type Part = Mention & { readonly kind: 'postcode' | 'name' }
type Piece =
  Part | { readonly from: number; readonly to: number; readonly kind: 'quiet' | 'road' | 'loose' | 'break' }

const LONGEST_NAME = 6
const LONGEST_MISSPELT = 5

/** Finds every place that is named in a text's words. */
export function mentionFinder(names: Names, postcodes: Postcodes, knownAs: AlsoKnownAs) {
  const quiet = new Set(knownAs.quiet)
  const roads = new Set(knownAs.roads)
  const directions = new Set(knownAs.directions)
  const misspelt = misspeltNames(names)

  const pieceAt = (words: readonly string[], from: number): Piece => {
    const word = words[from] ?? BREAK
    if (word === BREAK) return { from, to: from + 1, kind: 'break' }
    return (
      postcodeAt(postcodes, words, from) ??
      nameAt(names, quiet, words, from) ?? {
        from,
        to: from + 1,
        kind: quiet.has(word) || /^\d+[a-z]?$/.test(word) ? 'quiet' : 'loose',
      }
    )
  }

  const read = (words: readonly string[]): readonly Piece[] => {
    const pieces: Piece[] = []
    for (let at = 0; at < words.length; at = pieces.at(-1)?.to ?? words.length) {
      const before = pieces.at(-1)
      const isRoad = roads.has(words[at] ?? '') && (before?.kind === 'name' || before?.kind === 'loose')
      if (isRoad) pieces.push({ from: roadFrom(pieces), to: at + 1, kind: 'road' })
      else pieces.push(pieceAt(words, at))
    }
    return pieces
  }

  /**
   * "Stoke Mandeville" is not Stoke: a name beside an unknown word is not taken for the whole. Nor are two names side
   * by side that have no council in common.
   */
  const isDoubtful = (pieces: readonly Piece[], at: number, words: readonly string[]): boolean => {
    const piece = pieces[at]
    const before = pieces[at - 1]
    if (piece?.kind !== 'name') return false
    if (pieces[at + 1]?.kind === 'loose') return true
    const isAmongOthers = before?.kind === 'name' && !before.reading.ordinary && isAtOdds(piece, before)
    if (isAmongOthers || isAtOdds(piece, pieces[at + 1])) return true
    return before?.kind === 'loose' && !(piece.reading.wide && directions.has(words[before.from] ?? ''))
  }

  const corrected = (words: readonly string[], from: number, to: number): Part | undefined => {
    const found = to - from > LONGEST_MISSPELT ? undefined : misspelt(keyOf(words.slice(from, to)))
    // A guess may narrow what is well spelt, and must not stand against it.
    return found && { from, to, kind: 'name', reading: { ...found, ordinary: true } }
  }

  return (words: readonly string[]): readonly Mention[] =>
    segmentsOf(read(words)).flatMap((segment) => {
      const isSure = !segment.some((piece) => piece.kind === 'loose')
      const whole = isSure ? undefined : correctedWhole(segment, words, corrected)
      if (whole !== undefined) return [whole]
      const mended = isSure ? segment : mendLoose(segment, words, corrected)
      return mended.filter((piece, at): piece is Part => 'reading' in piece && !isDoubtful(mended, at, words))
    })
}

const isAtOdds = (name: Part, other: Piece | undefined): boolean =>
  other?.kind === 'name' &&
  name.reading.far === undefined &&
  other.reading.far === undefined &&
  !name.reading.candidates.some((one) => allows(other.reading, one.council)) &&
  !other.reading.candidates.some((one) => allows(name.reading, one.council))

type Corrected = (words: readonly string[], from: number, to: number) => Part | undefined

/** The road's own name goes with it: everything before it that is not quiet. Takes those pieces away. */
function roadFrom(pieces: Piece[]): number {
  let from = pieces.at(-1)?.to ?? 0
  for (let last = pieces.at(-1); last?.kind === 'name' || last?.kind === 'loose'; last = pieces.at(-1)) {
    from = last.from
    pieces.pop()
  }
  return from
}

function segmentsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const segments: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.kind === 'break') segments.push([])
    else segments.at(-1)?.push(piece)
  }
  return segments
}

/** A misspelt name may hold a well-spelt one: "Milton Keyns" is not Milton. */
function correctedWhole(
  segment: readonly Piece[],
  words: readonly string[],
  corrected: Corrected,
): Part | undefined {
  if (segment.some((piece) => piece.kind === 'postcode' || piece.kind === 'road')) return undefined
  const said = segment.filter((piece) => piece.kind !== 'quiet')
  return corrected(words, said[0]?.from ?? 0, said.at(-1)?.to ?? 0)
}

function mendLoose(
  segment: readonly Piece[],
  words: readonly string[],
  corrected: Corrected,
): readonly Piece[] {
  const mended: Piece[] = []
  for (const piece of segment) {
    const last = mended.at(-1)
    if (piece.kind === 'loose' && last?.kind === 'loose') mended.splice(-1, 1, { ...last, to: piece.to })
    else mended.push(piece)
  }
  return mended.map((piece) =>
    piece.kind === 'loose' ? (corrected(words, piece.from, piece.to) ?? piece) : piece,
  )
}

function nameAt(
  names: Names,
  quiet: ReadonlySet<string>,
  words: readonly string[],
  from: number,
): Part | undefined {
  const end = words.indexOf(BREAK, from)
  const most = Math.min(from + LONGEST_NAME, end === -1 ? words.length : end)
  for (let to = most; to > from; to--) {
    if (to === from + 1 && quiet.has(words[from] ?? '')) break
    const key = keyOf(words.slice(from, to))
    for (const may of [key, ...unchanged(words[from - 1], key)]) {
      const found = names.get(may)
      if (found !== undefined) return { from, to, kind: 'name', reading: found }
    }
  }
  return undefined
}

/** One to three words that are a postcode, or one or two that begin one. */
function postcodeAt(postcodes: Postcodes, words: readonly string[], from: number): Part | undefined {
  const join = (count: number) => keyOf(words.slice(from, from + count)).toUpperCase()
  const part = (count: number, found: Reading | undefined): Part | undefined =>
    found && { from, to: from + count, kind: 'postcode', reading: found }
  const left = words.slice(from, from + 3)
  const count = left.includes(BREAK) ? left.indexOf(BREAK) : left.length
  for (const size of [2, 3, 1]) {
    const whole = size <= count ? part(size, postcodes.read(join(size), 'full')) : undefined
    if (whole !== undefined) return whole
  }
  const next = count > 1 ? (words[from + 1] ?? '') : ''
  const sector = /^\d[a-z]{0,2}$/.test(next) ? part(2, postcodes.sector(join(1), next)) : undefined
  // A whole postcode that is not known says nothing: "ST99 1AA" is not the sector ST9 9.
  const isWhole = /^[\doi][a-z]{2}$/.test(next)
  return sector ?? (isWhole ? undefined : part(1, postcodes.read(join(1), 'any')))
}
