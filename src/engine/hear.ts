import type { EverywhereWord, PressedWord } from './flow.ts'
import type { Heard } from './heard.ts'
import type { Ask } from './standing.ts'

/** The words that mean something here, in the person's languages; handed in, so that the engine needs none. */
export interface Ear {
  /** Whole messages that mean an everywhere word, in every language at once. */
  readonly everywhere: Readonly<Partial<Record<EverywhereWord, readonly string[]>>>
  /** A language's own names, by its code. */
  readonly languages: Readonly<Record<string, readonly string[]>>
  /** For the question that waits: the label and other names of each option and item. */
  readonly names: Readonly<Record<string, readonly string[]>>
}

/**
 * Makes sense of typed text at a question: an everywhere word, an option by number or by name, or simply text.
 * Numbers count items first, then options, from 1, as every channel shows them. One slip of the keyboard is forgiven
 * in names of four letters or more, but never where `exact` (an agreement must be meant).
 */
export function hear(text: string, ask: Ask | undefined, ear: Ear, exact: boolean): Heard {
  const said = plain(text)
  for (const [word, phrases] of Object.entries(ear.everywhere)) {
    if (word !== 'danger' && phrases.some((phrase) => plain(phrase) === said)) {
      return { kind: 'everywhere', word: word as PressedWord }
    }
  }
  const language = ask?.check === 'language' ? undefined : languageNamed(said, ear)
  if (language !== undefined) return { kind: 'language', language }
  if (!ask) return { kind: 'typed', text }
  const all = [...ask.items, ...ask.options]
  const one =
    byNumber(said, all) ??
    byName(said, all, ear) ??
    (ask.kind === 'text' || exact ? undefined : bySlip(said, all, ear))
  if (one !== undefined) return { kind: 'chosen', options: [one] }
  const several = ask.many ? (byNumbers(said, all) ?? byNames(text, ask.items, ear)) : undefined
  return several ? { kind: 'chosen', options: several } : { kind: 'typed', text }
}

const languageNamed = (said: string, ear: Ear): string | undefined =>
  Object.entries(ear.languages).find(([, names]) => names.some((name) => plain(name) === said))?.[0]

/** Lower case, no accents' tricks, no punctuation, single spaces. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const byNumber = (said: string, all: readonly string[]): string | undefined =>
  /^(option )?\d{1,2}$/.test(said) ? all[Number(said.replace('option ', '')) - 1] : undefined

const byName = (said: string, all: readonly string[], ear: Ear): string | undefined =>
  all.find((id) => ear.names[id]?.some((name) => plain(name) === said))

/** "1 and 3", "1, 3", "1 3": all must be numbers of this question. */
function byNumbers(said: string, all: readonly string[]): readonly string[] | undefined {
  const parts = said.split(' ').filter((part) => part !== 'and' && part !== '')
  if (parts.length < 2 || parts.length > all.length || !parts.every((part) => /^\d{1,2}$/.test(part)))
    return undefined
  const ids = parts.map((part) => all[Number(part) - 1])
  return ids.every((id) => id !== undefined) ? ids : undefined
}

/** "feeling safe, money": every part must be the name of an item. */
function byNames(text: string, items: readonly string[], ear: Ear): readonly string[] | undefined {
  const parts = text
    .split(/[,;\n]|\band\b/i)
    .map(plain)
    .filter((part) => part !== '')
  const ids = parts.map((part) => byName(part, items, ear))
  return parts.length > 1 && ids.every((id) => id !== undefined) ? ids : undefined
}

function bySlip(said: string, all: readonly string[], ear: Ear): string | undefined {
  if (said.length < 4) return undefined
  const near = all.filter((id) =>
    ear.names[id]?.some((name) => plain(name).length >= 4 && isOneSlip(plain(name), said)),
  )
  return near.length === 1 ? near[0] : undefined
}

/** One letter added, missing, changed or swapped with its neighbour. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (
    (middleA.length <= 1 && middleB.length <= 1) ||
    (middleA.length === 2 && middleB.length === 2 && middleA[0] === middleB[1] && middleA[1] === middleB[0])
  )
}
