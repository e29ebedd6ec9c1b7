/**
 * Letters of other alphabets that look like Latin ones (from Unicode's confusables). None of the languages that are
 * heard here is written in Cyrillic or Greek, so a text loses nothing by it.
 */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'аa еe оo рp сc уy хx іi ѕs јj һh ԁd ԛq ѡw кk мm тt вb нh гr пn зe ӏl ёe',
    'αa εe οo ρp ιi κk νv τt υu χx ωw βb ηn γy σo ςc μu',
    'ıi ɡg ɩi ʟl ɴn ʀr ѵv ʏy ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair[0], pair[1]]),
)
const OTHER_ALPHABETS = /[\u0131\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f]/g

/** Digits that stand for letters: "su1c1de", "k1ll". */
const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** Four letters or more, each by itself: "s u i c i d e", "k.i.l.l". Two spaces between them end a word. */
const SPELT_OUT = /(?<![\p{L}\p{N}'])\p{L}(?:[ .\-_*]\p{L}(?![\p{L}\p{N}'])){3,40}/gu

/** A lower-case text without letters that only look like Latin ones. */
export const withoutLookalikes = (text: string): string =>
  text.replace(OTHER_ALPHABETS, (letter) => LOOKALIKES[letter] ?? letter)

/** A text with its spelt-out words joined; a run of several known words is taken apart again. */
export const withoutSpelling = (text: string, isKnown: (word: string) => boolean): string =>
  text.replace(SPELT_OUT, (run) => takenApart(run.replace(/[ .\-_*]/g, ''), isKnown))

/** The longest known word first, again and again; a rest that nothing begins stays as it is. */
function takenApart(run: string, isKnown: (word: string) => boolean): string {
  const words: string[] = []
  let rest = run
  while (rest !== '') {
    let length = rest.length
    while (length > 1 && !isKnown(rest.slice(0, length))) length -= 1
    if (length === 1 && rest.length > 1) return [...words, rest].join(' ')
    words.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return words.join(' ')
}

/** A word with digits for letters, if that makes a known word; otherwise the word. */
export function withoutDigits(word: string, isKnown: (word: string) => boolean): string {
  if (!/\d/.test(word) || !/\p{L}/u.test(word)) return word
  const letters = word.replace(/\d/g, (digit) => DIGITS[digit] ?? digit)
  return isKnown(letters) ? letters : word
}
