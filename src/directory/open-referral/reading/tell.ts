import type { Trouble } from '../../arrival.ts'

/** Takes down what could not be used of one record. */
export type Tell = (rule: string, what: string, cure: string) => void

/** Something that keeps what it is told about one place. */
export function teller(at: string): { readonly tell: Tell; readonly troubles: readonly Trouble[] } {
  const troubles: Trouble[] = []
  return { troubles, tell: (rule, what, cure) => void troubles.push({ at, rule, what, cure }) }
}
