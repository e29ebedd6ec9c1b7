import type { Example } from './study.ts'

/**
 * Divides examples into parts so that all texts of a writer are in one part: what is measured on a part by a model
 * that learned from the others says how it fares with a hand that it does not know.
 */
export function foldsOf(examples: readonly Example[], parts: number): number[][] {
  const byWriter = Map.groupBy(
    examples.map((_, n) => n),
    (n) => examples[n]?.writer ?? '',
  )
  const folds = Array.from({ length: parts }, (): number[] => [])
  const largestFirst = [...byWriter].toSorted(
    ([one, its], [other, others]) => others.length - its.length || one.localeCompare(other),
  )
  for (const [, own] of largestFirst)
    folds.reduce((least, fold) => (fold.length < least.length ? fold : least)).push(...own)
  return folds
}
