/** Two texts that are nearly the same: their places among the texts, and how much of their letters they share. */
export interface Near {
  readonly one: number
  readonly other: number
  readonly overlap: number
}

/**
 * Texts whose runs of three letters overlap by `least` or more (Jaccard): near-duplicates count as one text. Only texts
 * that share one of their rarest runs are compared, which misses none (prefix filtering; Chaudhuri and others, 2006).
 */
export function nearDuplicates(texts: readonly string[], least = 0.8): Near[] {
  const runs = texts.map(runsOf)
  const frequency = new Map<string, number>()
  for (const own of runs) for (const run of own) frequency.set(run, (frequency.get(run) ?? 0) + 1)
  const rarestFirst = runs.map((own) =>
    [...own].toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)),
  )
  const holders = new Map<string, number[]>()
  const found: Near[] = []
  for (const [other, own] of rarestFirst.entries()) {
    const telling = own.slice(0, Math.floor((1 - least) * own.length) + 1)
    for (const one of new Set(telling.flatMap((run) => holders.get(run) ?? []))) {
      const overlap = jaccard(runs[one] as Set<string>, runs[other] as Set<string>)
      if (overlap >= least) found.push({ one, other, overlap })
    }
    for (const run of telling) {
      const held = holders.get(run)
      if (held) held.push(other)
      else holders.set(run, [other])
    }
  }
  return found
}

function runsOf(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)))
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const run of one) if (other.has(run)) both += 1
  return both / (one.size + other.size - both)
}
