/** Outside England and Wales. */
export type FarPlace = 'scotland' | 'northern-ireland' | 'abroad'

/** One council that a piece of text may mean. */
export interface Candidate {
  /** The council's number in the tables. */
  readonly council: number
  /** How many postcodes speak for it; orders candidates and nothing else. */
  readonly weight: number
  readonly lat: number
  readonly lng: number
  readonly town?: string
  readonly postcode?: string
}

/** What one piece of text, a postcode or a name, may mean. */
export interface Reading {
  /** One for each council. Empty: it means nothing alone. */
  readonly candidates: readonly Candidate[]
  /** Councils that it allows, besides its candidates, beside another name: "Wiltshire" allows Swindon. */
  readonly wider?: ReadonlySet<number>
  readonly far?: FarPlace
  /** A full postcode: nothing else in the text may overrule it. */
  readonly exact?: true
  /** Part of it lies in Scotland, so even a single council is a question. */
  readonly straddlesBorder?: true
  /** A county, a region or a great city: "north" before it changes nothing. */
  readonly wide?: true
  /** An ordinary word as well as a place. */
  readonly ordinary?: true
}

/** Keeps one candidate for each council: the first that names a town, else the first, with the greatest weight. */
export function onePerCouncil(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates
  const kept = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const before = kept.get(candidate.council)
    if (before === undefined || (before.town === undefined && candidate.town !== undefined)) {
      const weight = Math.max(candidate.weight, before?.weight ?? 0)
      kept.set(candidate.council, { ...before, ...candidate, weight })
    }
  }
  return [...kept.values()]
}

/** A reading of these candidates, which also allows the councils of `wider`. */
export function reading(candidates: readonly Candidate[], wider: readonly number[] = []): Reading {
  const kept = onePerCouncil(candidates)
  return wider.length === 0 ? { candidates: kept } : { candidates: kept, wider: new Set(wider) }
}

/** Whether a council may be meant when this reading stands beside another. */
export const allows = ({ candidates, wider }: Reading, council: number): boolean =>
  candidates.some((one) => one.council === council) || (wider?.has(council) ?? false)

/** Either of several readings: whoever reads it has to ask. */
export function joined(readings: readonly Reading[]): Reading {
  const [only] = readings
  if (readings.length === 1 && only !== undefined) return only
  return reading(
    readings.flatMap((one) => one.candidates),
    readings.flatMap((one) => [...(one.wider ?? [])]),
  )
}
