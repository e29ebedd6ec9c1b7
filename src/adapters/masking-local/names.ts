import type { NameList } from './name-list.ts'

/** One word of the text, where it is, and what stands between it and the word before. */
interface Word {
  readonly at: number
  /** As it is written, without `'s`. */
  readonly text: string
  /** In small letters without accents or apostrophes: what the lists hold. */
  readonly key: string
  readonly gap: string
  /** Ends in `'s`. */
  readonly owns: boolean
  /** A large letter and then a small one: words written all large say nothing. */
  readonly isLarge: boolean
  /** First in a sentence, where every word is written large. */
  readonly isFirst: boolean
}

/** Longest run of surnames and further first names that is taken along. */
const MOST_SURNAMES = 3
/** Up to this share of words written large, a large letter in the middle of a sentence means something. */
const MOST_LARGE = 0.4

/** The text with every name that was recognised replaced by `[name]`, surnames and initials taken along. */
export function withoutNames(text: string, list: NameList): string {
  const words = wordsOf(text)
  // Somebody Who Writes Like This tells nothing by it.
  const isSparing = words.filter(({ isLarge }) => isLarge).length <= words.length * MOST_LARGE
  let masked = ''
  let from = 0
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!
    if (!isName(words, index, list) && !(isSparing && looksLikeOne(word, list))) continue
    let last = word
    while (last !== words[index + MOST_SURNAMES] && belongs(words[index + 1], list)) last = words[++index]!
    masked += `${text.slice(from, word.at)}[name]`
    from = last.at + last.text.length
  }
  return masked + text.slice(from)
}

function wordsOf(text: string): Word[] {
  let end = 0
  return [...text.matchAll(/(?<![\p{N}\p{L}])\p{L}[\p{L}\p{M}'’-]*/gu)].map(({ 0: whole, index: at }) => {
    const word = whole.replace(/['’]s?$/u, '').replace(/-+$/u, '')
    const gap = text.slice(end, at)
    const isFirst = end === 0 || /[.!?:\n]/u.test(gap)
    end = at + whole.length
    const owns = word.length < whole.length && /['’]s$/u.test(whole)
    return {
      at,
      text: word,
      key: keyOf(word),
      gap,
      owns,
      isLarge: /^\p{Lu}['’]?\p{Lu}?\p{M}?\p{Ll}/u.test(word),
      isFirst,
    }
  })
}

/** ł is a letter of its own to Unicode, and no accent comes off it. */
const keyOf = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .replaceAll('ł', 'l')

/** Whether a name begins here. */
function isName(words: readonly Word[], index: number, list: NameList): boolean {
  const word = words[index]!
  const next = words[index + 1]
  if (list.pairs.has(`${word.key} ${next?.key}`) || list.pairs.has(`${words[index - 1]?.key} ${word.key}`))
    return false
  if (list.first.has(word.key) || list.first.has(word.key.split('-')[0]!)) return true
  if (word.isLarge && list.wordsToo.has(word.key) && (!word.isFirst || list.does.has(next?.key ?? '')))
    return true
  return !isNobody(word, list) && isIntroduced(words, index, list)
}

/** A word written large in the middle of a sentence that we do not know: somebody, or a town, or a shop. */
const looksLikeOne = (word: Word, list: NameList): boolean =>
  word.isLarge && !word.isFirst && word.key.length > 1 && !isNobody(word, list)

const isNobody = ({ key }: Word, list: NameList): boolean =>
  list.notNames.has(key) || list.ordinary.has(key) || list.titles.has(key) || list.relations.has(key)

/** Whether the words before say that a name comes: "my ex Zoltan", "mrs bhatt", "a man called Tobiah", "his name is jaydn". */
function isIntroduced(words: readonly Word[], index: number, list: NameList): boolean {
  const word = words[index]!
  const before = words[index - 1]
  const earlier = words[index - 2]?.key ?? ''
  // "My daughter's Corsa".
  if (!before || before.owns || word.key.length < 2) return false
  const isTitled =
    list.titles.has(before.key) && (/^\p{Lu}/u.test(before.text) || SMALL_TITLES.has(before.key))
  if (word.gap !== ' ' && !(isTitled && word.gap === '. ')) return false
  if (word.isLarge) return isTitled || list.relations.has(before.key) || NAMING.has(before.key)
  return (
    (SURE_TITLES.has(before.key) && before.text !== 'MS') ||
    (before.key === 'is' && earlier === 'name') ||
    (before.key === 'names' && WHOSE.has(earlier)) ||
    (before.key === 'called' && WHO.has(earlier))
  )
}

const NAMING = new Set(['called', 'named'])
/** These are titles in small letters too; "di" and "pc" are not. */
const SMALL_TITLES = new Set(['mr', 'mrs', 'ms', 'dr'])
/** Before these even a word in small letters is a name: "dr" and "pc" mean other things too. */
const SURE_TITLES = new Set(['mr', 'mrs', 'ms'])
const WHOSE = new Set(['my', 'his', 'her', 'their', 'whose'])
const WHO = new Set('is hes shes man woman guy bloke lad boy girl someone somebody'.split(' '))

/** Whether the word goes on with the name before it: a surname, another first name, an initial. */
function belongs(word: Word | undefined, list: NameList): boolean {
  if (!word || !/^(?: |\. )$/u.test(word.gap) || word.isFirst) return false
  if (isNobody(word, list)) return false
  return word.isLarge || list.last.has(word.key) || /^\p{Lu}$/u.test(word.text)
}
