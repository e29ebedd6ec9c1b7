import type { Pattern, Place, Slot } from './pattern.ts'

/** Parts joined by ` + ` must begin within this many words of each other. */
const NEAR = 14

/** What may not stand in the room between two words of a pattern. */
export const WALL = 1
export const NEGATION = 2
export const PAST = 4

/** A pattern with what it means, and the marks that may not stand between its words. */
export interface Sought<T> {
  readonly pattern: Pattern
  readonly meaning: T
  readonly walls: number
}

/** The first word and the last, counted from 0. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where a pattern was found. */
export interface Found<T> extends Span {
  readonly meaning: T
}

interface Part {
  readonly places: readonly Place[]
  readonly owner: number
  readonly walls: number
  readonly anchor: number
}

/** Finds many patterns in a text at once. */
export interface Finder<T> {
  readonly vocabulary: ReadonlySet<string>
  /** `marks` has one number a word: a sum of `WALL`, `NEGATION` and `PAST`. Linear in the number of words. */
  find(words: readonly string[], marks: Uint8Array): Found<T>[]
}

/**
 * An inverted index over patterns: each part waits at its rarest word, so that most words of a text wake few parts.
 */
export function finderOf<T>(sought: readonly Sought<T>[]): Finder<T> {
  const uses = usesOf(sought)
  const cost = costOf(uses)
  const parts = sought.flatMap(({ pattern, walls }, owner) =>
    pattern.map((places): Part => ({ places, owner, walls, anchor: rarest(places, cost) })),
  )
  const anchored = Map.groupBy(parts, ({ places, anchor }) => places[anchor]?.slot)
  const waiting = new Map<string, Part[][]>()
  for (const [slot, together] of anchored) {
    for (const word of slot?.words ?? []) {
      const groups = waiting.get(word)
      if (groups) groups.push(together)
      else waiting.set(word, [together])
    }
  }
  return {
    vocabulary: new Set([...uses.keys()].flatMap(({ words }) => [...words])),
    find: (words, marks) => find(sought, waiting, words, marks),
  }
}

/** How often each slot stands in all the patterns. */
function usesOf(sought: readonly Sought<unknown>[]): ReadonlyMap<Slot, number> {
  const uses = new Map<Slot, number>()
  for (const { pattern } of sought)
    for (const places of pattern) for (const { slot } of places) uses.set(slot, (uses.get(slot) ?? 0) + 1)
  return uses
}

/** How often the words of each slot, by its id, stand in all the patterns: the smaller, the more telling. */
function costOf(uses: ReadonlyMap<Slot, number>): ReadonlyMap<number, number> {
  const frequency = new Map<string, number>()
  for (const [{ words }, times] of uses)
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + times)
  const cost = new Map<number, number>()
  for (const { id, words } of uses.keys()) {
    let sum = 0
    for (const word of words) sum += frequency.get(word) ?? 0
    cost.set(id, sum)
  }
  return cost
}

function rarest(places: readonly Place[], cost: ReadonlyMap<number, number>): number {
  let [found, least] = [0, Infinity]
  for (const [at, { slot }] of places.entries()) {
    const own = cost.get(slot.id) ?? 0
    if (own < least) [found, least] = [at, own]
  }
  return found
}

function find<T>(
  sought: readonly Sought<T>[],
  waiting: ReadonlyMap<string, readonly (readonly Part[])[]>,
  words: readonly string[],
  marks: Uint8Array,
): Found<T>[] {
  const spans = new Map<number, Map<Part, Span[]>>()
  const note = (part: Part, at: number): void => {
    const end = reach(part, words, marks, part.anchor, at, 1)
    const start = end < 0 ? -1 : reach(part, words, marks, part.anchor, at, -1)
    if (start < 0) return
    const ofOwner = spans.get(part.owner) ?? new Map<Part, Span[]>()
    const noted = ofOwner.get(part)
    if (!noted) ofOwner.set(part, [{ start, end }])
    else noted.push({ start, end })
    spans.set(part.owner, ofOwner)
  }
  words.forEach((word, at) => {
    if ((marks[at] ?? 0) & WALL && word !== '^' && word !== '$') return
    for (const parts of waiting.get(word) ?? []) for (const part of parts) note(part, at)
  })
  return [...spans].flatMap(([owner, parts]) => {
    const one = sought[owner]
    return one
      ? together([...parts.values()], one.pattern.length).map((span) => ({ ...span, meaning: one.meaning }))
      : []
  })
}

/** The last (or first) word of the part when its anchor stands at `at`; -1 when the part is not there. */
function reach(
  part: Part,
  words: readonly string[],
  marks: Uint8Array,
  element: number,
  at: number,
  step: 1 | -1,
): number {
  const next = element + step
  const slot = part.places[next]?.slot
  if (!slot) return at
  const gap = part.places[step === 1 ? next : element]?.gap ?? 0
  for (
    let skipped = 0, to = at + step;
    skipped <= gap && to >= 0 && to < words.length;
    skipped++, to += step
  ) {
    const word = words[to] ?? ''
    const mark = marks[to] ?? 0
    const isClosed = (mark & WALL) !== 0 && word !== '^' && word !== '$'
    if (!isClosed && slot.words.has(word)) {
      const end = reach(part, words, marks, next, to, step)
      if (end >= 0) return end
    }
    if (mark & part.walls) return -1
  }
  return -1
}

/** The places at which all parts are near each other. Spans come in the order of the text, so one pass is enough. */
function together(parts: readonly (readonly Span[])[], wanted: number): readonly Span[] {
  const [first, ...others] = parts
  if (!first || parts.length < wanted) return []
  if (others.length === 0) return first
  const reached = others.map(() => 0)
  return first.flatMap((span) => {
    const mates = others.flatMap((spans, which) => {
      let at = reached[which] ?? 0
      while (at < spans.length && (spans[at]?.start ?? 0) < span.start - NEAR) at++
      reached[which] = at
      const mate = spans[at]
      return mate && mate.start <= span.start + NEAR ? [mate] : []
    })
    if (mates.length < others.length) return []
    const all = [span, ...mates]
    return [
      { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) },
    ]
  })
}
