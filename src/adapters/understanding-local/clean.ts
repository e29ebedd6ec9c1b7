import { withoutLookalikes, withoutSpelling } from './disguise.ts'

/** The longest text read whole, in characters. Of a longer one the beginning and, above all, the end is read. */
const LONGEST = 64_000
const HEAD = 16_000

/** Signs that nobody sees: zero-width, direction marks, soft hyphen, byte order mark. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const MARKUP = /<\/?[a-z][^<>]{0,200}>/gi
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
}
/** Accents, and the vowel marks and the stretching of Arabic. */
const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g
/** Letters that keyboards and people use for one another in Arabic and Urdu; both are brought to one. */
const ARABIC_USUAL: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ۃ: 'ه',
}
const ARABIC = /[أإآٱىیکةہۃ]/g

/** Words, and the ends of sentences. "..." is a pause and not an end: people threaten and grieve across it. */
const PIECES = /[\p{L}\p{N}£][\p{L}\p{M}\p{N}'&£]*|[.!?\n۔؟।]+/gu

/**
 * A text as the matcher sees it: one case, one kind of quote, no accents, no markup, nothing invisible and nothing
 * disguised. `isKnown` tells the words of one that was spelt out apart. Linear in the length of the text.
 */
export function clean(text: string, isKnown: (word: string) => boolean = () => false): string {
  const plain = ends(text)
    .replace(UNSEEN, '')
    .normalize('NFKC')
    .replace(/&(?:amp|lt|gt|quot|apos|nbsp|#39);/g, (entity) => ENTITIES[entity] ?? ' ')
    .replace(MARKUP, ' ')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201b\u2032\u02bc\u00b4`]/g, "'")
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    // The stroke of the Polish letter is no accent of Unicode's, but people leave it out as they do accents.
    .replaceAll('ł', 'l')
    .replace(ARABIC, (letter) => ARABIC_USUAL[letter] ?? letter)
  return withoutSpelling(withoutLookalikes(plain), isKnown)
}

/** The words of a cleaned text in order, with `.` where a sentence ends. */
export function pieces(cleaned: string): string[] {
  const found: string[] = []
  for (const [piece] of cleaned.matchAll(PIECES)) {
    if (!/^[.!?\n۔؟।]/.test(piece)) found.push(piece)
    else if (!/^\.{2,}$/.test(piece) && found.at(-1) !== '.') found.push('.')
  }
  return found
}

function ends(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, HEAD)}\n${text.slice(HEAD - LONGEST)}`
}
