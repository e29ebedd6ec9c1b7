/** What a directory calls a place that must not be found. Welsh: `lloches`. */
const REFUGE = /\brefuges?\b|\bsafe[ -]?(houses?|accommodation|homes?)\b|\bsafehouses?\b|\blloches(au)?\b/i

/**
 * Whether a record may be about a refuge, by what it says of itself. Far too many rather than one too few: all that
 * follows is that an address is withheld.
 */
export const looksLikeRefuge = (record: {
  readonly name: string
  readonly description?: string | undefined
  readonly who_for?: string | undefined
}): boolean =>
  [record.name, record.description, record.who_for].some((text) => text !== undefined && REFUGE.test(text))
