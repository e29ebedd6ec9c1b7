import type { Example } from './study.ts'

/**
 * Divides examples into parts so that all texts of a writer are in one part: what is measured on a part by a model
 * that learned from the others says how it fares with a hand that it does not know. The writers of one language are
 * spread over the parts, so that a part is read by a model that knows its languages.
 */
export function foldsOf(
  examples: readonly Pick<Example, 'writer' | 'language'>[],
  parts: number,
): number[][] {
  const byWriter = Map.groupBy(
    examples.map((_, n) => n),
    (n) => examples[n]?.writer ?? '',
  )
  const folds = Array.from({ length: parts }, () => ({ all: [] as number[], of: new Map<string, number>() }))
  const largestFirst = [...byWriter].toSorted(
    ([one, its], [other, others]) => others.length - its.length || one.localeCompare(other),
  )
  for (const [, own] of largestFirst) {
    const language = examples[own[0] ?? 0]?.language ?? ''
    const held = (fold: (typeof folds)[number]): number => fold.of.get(language) ?? 0
    const [least] = folds.toSorted(
      (one, other) => held(one) - held(other) || one.all.length - other.all.length,
    )
    least?.all.push(...own)
    least?.of.set(language, held(least) + own.length)
  }
  return folds.map(({ all }) => all)
}
