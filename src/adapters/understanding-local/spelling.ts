/** Words shorter than this are left as they were typed: too many real words are one letter away. */
const SHORTEST = 6

/** A word as typed, brought to a known word that is one slip away; the same word when there is none. */
export type Correct = (word: string) => string

/**
 * Forgives one slip in a long word: a letter left out, doubled or swapped with its neighbour, and in words of eight
 * letters and more a wrong one. The first letter must be right. Words in `real` are no slips.
 */
export function correctionOf(vocabulary: ReadonlySet<string>, real: readonly string[] = []): Correct {
  const right = new Set([...vocabulary, ...real])
  const shelves = new Map<string, string[]>()
  for (const word of vocabulary) {
    if (word.length < SHORTEST - 1) continue
    const shelf = `${word[0]}${word.length}`
    const words = shelves.get(shelf)
    if (words) words.push(word)
    else shelves.set(shelf, [word])
  }
  return (word) => {
    if (word.length < SHORTEST || right.has(word)) return word
    for (const length of [word.length, word.length + 1, word.length - 1]) {
      const near = shelves.get(`${word[0]}${length}`)?.find((known) => isOneSlip(word, known))
      if (near) return near
    }
    return word
  }
}

function isOneSlip(typed: string, known: string): boolean {
  let same = 0
  while (same < typed.length && typed[same] === known[same]) same++
  const [typedRest, knownRest] = [typed.slice(same), known.slice(same)]
  if (typed.length < known.length) return typedRest === knownRest.slice(1)
  if (typed.length > known.length) return typedRest.slice(1) === knownRest
  const isSwapped = typedRest[0] === knownRest[1] && typedRest[1] === knownRest[0]
  return typedRest.slice(2) === knownRest.slice(2) && isSwapped
    ? true
    : typed.length >= 8 && typedRest.slice(1) === knownRest.slice(1)
}
