import { quoted, refused, together, type Cell } from './cell.ts'
import { itemsOf, unquoted } from './items.ts'

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}*]/gu, '')

/** The option that a text names, however it is spaced, hyphenated and capitalised. */
export const optionNamed = <T extends string>(text: string, options: readonly T[]): T | undefined =>
  options.find((option) => plain(option) === plain(text))

/** The option most like a text, by the pairs of letters that they share; undefined where none is much like it. */
export function nearest(text: string, options: readonly string[]): string | undefined {
  const ranked = options
    .map((option) => ({ option, likeness: likeness(plain(text), plain(option)) }))
    .sort((a, b) => b.likeness - a.likeness)[0]
  return ranked !== undefined && ranked.likeness >= 0.5 ? ranked.option : undefined
}

/** One of a few words. */
export function choice<T extends string>(cell: string, options: readonly T[]): Cell<T> {
  const value = optionNamed(cell, options)
  if (value !== undefined) return { value }
  const near = nearest(cell, options)
  const cure = near === undefined ? `Write one of: ${options.join(', ')}` : `Did you mean "${near}"?`
  return refused('unknown-word', `${quoted(cell)} is not one of the words for this`, cure)
}

/** Several of a few words. */
export function choices<T extends string>(cell: string, options: readonly T[]): Cell<readonly T[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : together(items.value.map((item) => choice(unquoted(item), options)))
}

/** Yes or no, in the words that people and spreadsheets use. */
export function yesOrNo(cell: string): Cell<boolean> {
  if (/^(yes|y|true|ydy|1)$/i.test(cell)) return { value: true }
  if (/^(no|n|false|0)$/i.test(cell)) return { value: false }
  return refused('unknown-word', `${quoted(cell)} is neither yes nor no`, 'Write yes, no, or nothing')
}

/** Whole years or weeks. */
export function whole(cell: string): Cell<number> {
  if (/^\d{1,3}(\.0+)?$/.test(cell)) return { value: Number(cell) }
  return refused('not-a-number', `${quoted(cell)} is not a whole number`, 'Write digits only, such as 18')
}

/** Dice's coefficient over the pairs of neighbouring letters: 1 for the same text, 0 for nothing shared. */
function likeness(one: string, other: string): number {
  const pairs = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
  const [own, theirs] = [pairs(one), pairs(other)]
  const shared = own.filter((pair) => theirs.includes(pair)).length
  return own.length + theirs.length === 0 ? 0 : (2 * shared) / (own.length + theirs.length)
}
