import type { Setting } from '../../src/conversation/converse.ts'
import type { Params, Words } from '../../src/ports/words.ts'

/**
 * Languages that nobody speaks, made from English, so that words which are not from `locales/` stand out. `qps` is
 * longer by two fifths, as German is; `ar-XB` is written from the right (its tag is Unicode's own for this).
 */
export const LONGER = 'qps'
export const FROM_THE_RIGHT = 'ar-XB'
export const PSEUDO: readonly string[] = [LONGER, FROM_THE_RIGHT]

/** What stands around every text of a pseudo-language. */
export const [OPENS, CLOSES] = ['\u27e6', '\u27e7']

/** The same setting, in which the pseudo-languages are whole. */
export const withPseudo = <T extends Setting>(setting: T): T => ({
  ...setting,
  words: pseudoWords(setting.words),
  book: { ...setting.book, languages: [...setting.book.languages, ...PSEUDO] },
})

function pseudoWords(words: Words): Words {
  const isPseudo = (language: string): boolean => PSEUDO.includes(language)
  return {
    ...words,
    languages: [...words.languages, ...PSEUDO],
    ownName: (language) => (isPseudo(language) ? changed('Pseudo', language) : words.ownName(language)),
    isSignedOff: (language) => isPseudo(language) || words.isSignedOff(language),
    text(language, key, params, variants) {
      if (!isPseudo(language)) return words.text(language, key, params, variants)
      const text = words.text('en', key, undefined, variants)
      return text === undefined ? undefined : filled(changed(text, language), params)
    },
    paragraphs: (language, key, params, variants) =>
      isPseudo(language)
        ? words
            .paragraphs('en', key, undefined, variants)
            .map((text) => filled(changed(text, language), params))
        : words.paragraphs(language, key, params, variants),
  }
}

/** Blanks stay as they are; everything else changes. */
function changed(text: string, language: string): string {
  const letters = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) =>
      part.startsWith('{{') ? part : part.replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('')
  const length = Math.ceil(text.replace(/\{\{[^}]*\}\}/g, '').length * 0.4)
  if (language === LONGER) return `${OPENS}${letters} ${'ö'.repeat(length)}${CLOSES}`
  return `${OPENS}\u202e${letters}\u202c${CLOSES}`
}

/** Values stay as they are, and are marked as not ours. */
const filled = (text: string, params: Params | undefined): string =>
  params === undefined
    ? text
    : text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (blank, name: string) => String(params[name] ?? blank))

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  z: 'ž',
  y: 'ý',
  r: 'ř',
  t: 'ţ',
  d: 'ð',
  l: 'ļ',
  g: 'ğ',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  W: 'Ŵ',
  S: 'Š',
  T: 'Ţ',
  N: 'Ñ',
  Y: 'Ý',
  D: 'Ð',
  R: 'Ř',
  C: 'Ç',
  h: 'ĥ',
  m: 'ɱ',
  w: 'ŵ',
  p: 'þ',
  k: 'ķ',
  b: 'ƀ',
  f: 'ƒ',
  v: 'ṽ',
}
