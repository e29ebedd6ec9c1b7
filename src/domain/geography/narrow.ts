import { allows, joined, onePerCouncil } from './reading.ts'
import type { Candidate, Reading } from './reading.ts'

/** How many councils a person is asked to choose from at most, unless more forces than that are possible. */
export const MOST_CANDIDATES = 8

/**
 * What several readings of one text say together. Each narrows the others where they agree ("Newport, Essex"); where
 * they do not, either may be meant. A full postcode is not overruled, and an ordinary word that fits nothing else
 * is only a word.
 */
export function together(readings: readonly Reading[]): readonly Candidate[] {
  const [first, ...rest] = [...readings].sort((a, b) => rank(a) - rank(b))
  if (first === undefined) return []
  let said = first
  for (const next of rest) {
    const agreed = onePerCouncil([
      ...next.candidates.filter((one) => allows(said, one.council)),
      ...said.candidates.filter((one) => allows(next, one.council)),
    ])
    const isHeard = next.exact || !(first.exact || (next.ordinary && !first.ordinary))
    if (agreed.length > 0)
      said = { candidates: withPostcodes(agreed, [...said.candidates, ...next.candidates]) }
    else if (isHeard) said = joined([said, next])
  }
  return said.candidates
}

const rank = (one: Reading): number => (one.exact ? 0 : one.ordinary ? 2 : 1)

/** A town and a postcode that agree are one place: the postcode's own middle is the nearer. */
const withPostcodes = (agreed: readonly Candidate[], all: readonly Candidate[]): readonly Candidate[] =>
  agreed.map((one) => {
    const typed = all.find((other) => other.council === one.council && other.postcode !== undefined)
    return typed === undefined
      ? one
      : { ...one, ...typed, ...(one.town === undefined ? {} : { town: one.town }) }
  })

/**
 * The candidates to ask about, most postcodes first: at most `MOST_CANDIDATES`, but every force that is possible
 * keeps its first council, because a force that is not offered cannot be chosen.
 */
export function toAskAbout(
  candidates: readonly Candidate[],
  forceOf: (council: number) => string | undefined,
): readonly Candidate[] {
  const ordered = [...candidates].sort((a, b) => b.weight - a.weight || a.council - b.council)
  if (ordered.length <= MOST_CANDIDATES) return ordered
  const forces = new Set<string | undefined>()
  const isFirst = new Set(
    ordered.filter((one) => {
      const force = forceOf(one.council)
      return !forces.has(force) && forces.add(force)
    }),
  )
  const room = MOST_CANDIDATES - isFirst.size
  const others = ordered.filter((one) => !isFirst.has(one)).slice(0, Math.max(0, room))
  return ordered.filter((one) => isFirst.has(one) || others.includes(one))
}
