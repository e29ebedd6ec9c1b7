import { clean, pieces } from './clean.ts'
import { withoutDigits } from './disguise.ts'
import type { Words } from './words.ts'

/** How one language's spellings are brought to one form; used alike for texts and for patterns. */
export interface Folding {
  readonly spellings: ReadonlyMap<string, readonly string[]>
  readonly fillers: ReadonlySet<string>
  /** The words of each group, in their usual spelling. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** One word as an author wrote it, in its usual spelling. Remembered, because patterns share their words. */
  written(word: string): readonly string[]
}

/** Makes the folding of a language from its words. */
export function foldingOf(reading: Words['reading']): Folding {
  const spellings = new Map<string, readonly string[]>()
  for (const [usual, others] of Object.entries(reading.spellings)) {
    const words = usual.split(' ')
    for (const other of others) spellings.set(other, words)
  }
  const plain = { spellings, fillers: new Set(reading.fillers) }
  const remembered = new Map<string, readonly string[]>()
  const written = (word: string): readonly string[] => {
    const known = remembered.get(word)
    if (known) return known
    // Most words of authors need no cleaning, and there are thousands of them at every start.
    const usual = /^[a-z]+$/.test(word) ? foldWord(word, plain, () => false) : fold(word, plain)
    remembered.set(word, usual)
    return usual
  }
  const groups = Object.entries(reading.groups).map(([name, words]): [string, string[]] => [
    name,
    words.flatMap(written),
  ])
  return { ...plain, groups: new Map(groups), written }
}

/**
 * The words of a text in their usual spelling, without fillers. A word is always followed by what it stands for, so
 * "can't", "cant" and "cannot" are the same. `.` ends a sentence. `isKnown` settles "heeelp" and "killl": the first
 * form with fewer letters that is known.
 */
export function fold(
  text: string,
  folding: Spelling,
  isKnown: (word: string) => boolean = () => false,
): string[] {
  const usual = remembering((piece: string) => foldWord(piece, folding, isKnown))
  return pieces(clean(text, isKnown)).flatMap(usual)
}

/** One word in its usual spelling: one word, several ("cannot"), or none (a filler). */
function foldWord(word: string, folding: Spelling, isKnown: (word: string) => boolean): readonly string[] {
  if (word === '.') return ['.']
  const plain = squeeze(withoutAnd(withoutDigits(word, isKnown), isKnown), folding, isKnown)
  const usual = folding.spellings.get(plain) ??
    folding.spellings.get(plain.replaceAll("'", '')) ?? [withoutOwner(plain)]
  return usual.some((one) => folding.fillers.has(one))
    ? usual.filter((one) => !folding.fillers.has(one))
    : usual
}

/** "And" and "so" are written onto the next word in Arabic. */
const withoutAnd = (word: string, isKnown: (word: string) => boolean): string =>
  /^[وف].{3}/.test(word) && !isKnown(word) && isKnown(word.slice(1)) ? word.slice(1) : word

/** The same function, asked once for each word: texts repeat their words. Keep it no longer than one text. */
export function remembering<T>(ask: (word: string) => T): (word: string) => T {
  const answers = new Map<string, T>()
  return (word) => {
    const known = answers.get(word)
    if (known !== undefined) return known
    const answer = ask(word)
    answers.set(word, answer)
    return answer
  }
}

type Spelling = Pick<Folding, 'spellings' | 'fillers'>

const withoutOwner = (word: string): string => word.replace(/'s?$/, '').replaceAll("'", '')

function squeeze(word: string, folding: Spelling, isKnown: (word: string) => boolean): string {
  if (!/(\p{L})\1\1/u.test(word)) return word
  const once = word.replace(/(\p{L})\1{2,}/gu, '$1')
  const twice = word.replace(/(\p{L})\1{2,}/gu, '$1$1')
  return isKnown(twice) || folding.spellings.has(twice) ? twice : once
}
