import { CRIMES } from '../../../domain/crimes.ts'
import { DANGER_KINDS } from '../../../domain/danger.ts'
import { NEEDS } from '../../../domain/needs.ts'
import type { Phrases } from '../phrases.ts'
import { stem } from '../stem.ts'

/** What a text shows. Named features are counted; fixed ones have a place of their own. */
export interface Features {
  /** Words and pairs of words; pieces of words; groups of words and what stands beside them. */
  readonly named: readonly ReadonlyMap<string, number>[]
  /** What the phrases heard, in the order of `FIXED`. */
  readonly fixed: Float32Array
}

/** The fixed features: the weight of the phrases for each crime and need, and the danger that they heard. */
export const FIXED: readonly string[] = [
  ...CRIMES.map((id) => `phrases of ${id}`),
  ...NEEDS.map((id) => `phrases of ${id}`),
  ...DANGER_KINDS.flatMap((kind) => [`${kind} asked`, `${kind} now`]),
  'short',
  'long',
]

/** The shortest and longest piece of a word, in letters; a space at either end counts. */
const [SHORTEST, LONGEST] = [3, 5]
/** A weight of the phrases at which they are as sure as they get. */
const SURE = 4

/** Makes the reader of features. Reads texts of every language alike: what is learned from them tells them apart. */
export function featuresOf(phrases: Phrases): (text: string) => Features {
  const groups = new Map<string, string[]>()
  for (const [name, words] of phrases.groups)
    for (const word of words) groups.set(stem(word), [...(groups.get(stem(word)) ?? []), name])
  return (text) => {
    const words = phrases.words(text)
    const heard = phrases.danger(text)
    const { crimes, needs } = phrases.weigh(text)
    const sure = (weight: number | undefined): number => Math.min(1, (weight ?? 0) / SURE)
    return {
      named: [wordsIn(words), piecesIn(words), groupsIn(words, groups)],
      fixed: Float32Array.from([
        ...CRIMES.map((id) => sure(crimes.get(id))),
        ...NEEDS.map((id) => sure(needs.get(id))),
        ...DANGER_KINDS.flatMap((kind) => {
          const isHeard = heard.kinds.includes(kind)
          return [Number(isHeard && heard.level === 'ask'), Number(isHeard && heard.level === 'now')]
        }),
        Number(words.length < 5),
        Number(words.length > 50),
      ]),
    }
  }
}

const isEnd = (word: string): boolean => word === '.'

/** A number says only that it is one: which one is nobody's business and tells nothing. */
const plain = (word: string): string => (/\d/.test(word) ? '0' : stem(word))
/** The feature of a text that holds a number. */
export const NUMBER = 'w 0'

function wordsIn(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  words.forEach((word, at) => {
    if (isEnd(word)) return
    count(found, `w ${plain(word)}`)
    const next = words[at + 1]
    if (next !== undefined && !isEnd(next)) count(found, `w ${plain(word)} ${plain(next)}`)
  })
  return found
}

function piecesIn(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const word of words) {
    if (isEnd(word)) continue
    const spaced = ` ${/\d/.test(word) ? '0' : word} `
    for (let size = SHORTEST; size <= LONGEST; size++)
      for (let at = 0; at + size <= spaced.length; at++) count(found, `c ${spaced.slice(at, at + size)}`)
  }
  return found
}

/** Groups (a partner, a weapon, a child ...), pairs of them, and words beside them: who did what to whom. */
function groupsIn(
  words: readonly string[],
  groups: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const found = new Map<string, number>()
  const stems = words.map(plain)
  const of = (at: number): readonly string[] => groups.get(stems[at] ?? '') ?? []
  stems.forEach((_, at) => {
    for (const group of of(at)) {
      count(found, `g ${group}`)
      for (const near of [at - 2, at - 1, at + 1, at + 2]) {
        const beside = stems[near]
        if (beside === undefined || isEnd(beside)) continue
        count(found, near < at ? `g ${beside} <${group}>` : `g <${group}> ${beside}`)
        if (near > at) for (const other of of(near)) count(found, `g <${group}> <${other}>`)
      }
    }
  })
  return found
}

const count = (found: Map<string, number>, name: string): void => {
  found.set(name, (found.get(name) ?? 0) + 1)
}
