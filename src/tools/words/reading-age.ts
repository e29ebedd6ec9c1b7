import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

/** How hard an English text is to read. */
export interface Reading {
  readonly words: number
  /** Words in its longest sentence. */
  readonly longest: number
  /** The age at which most people can read it, in years: Flesch-Kincaid grade + 5. */
  readonly age: number
}

/** A text of fewer words has no reading age that means anything. */
export const LEAST_WORDS = 30
/** The oldest reading age allowed, and the median aimed at, in years (design: words are plain). */
export const OLDEST = 11
export const USUAL = 9
/** The most words in one sentence. */
export const LONGEST_SENTENCE = 15

/** Stand in for what is not ours to simplify: names of people, bodies and places, and numbers. */
const NAME = 'Sam'
const NUMBER = 'ten'

/**
 * Measures a text of one or more paragraphs, a line each. Blanks, names and numbers are replaced by one short word
 * each. A line that does not end a sentence ends one all the same.
 *
 * Formula: J. P. Kincaid and others, Derivation of New Readability Formulas (1975); age = grade + 5.
 */
export function readingOf(text: string): Reading {
  const sentences = sentencesIn(text).map(wordsIn)
  const words = sentences.flat()
  if (words.length === 0) return { words: 0, longest: 0, age: 0 }
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  const grade = fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables })
  return {
    words: words.length,
    longest: Math.max(...sentences.map(({ length }) => length)),
    age: grade + 5,
  }
}

/** The sentences of a text. The end of a line, a colon and a semicolon end one as a full stop does. */
export const sentencesIn = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?:;])\s+|\n+/)
    .map((sentence) => withoutNames(sentence.trim()))
    .filter((sentence) => /\p{L}/u.test(sentence))

/** The words of a sentence; what is joined by a hyphen or an apostrophe is one. */
export const wordsIn = (sentence: string): readonly string[] =>
  sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []

/** A word with a capital inside a sentence is a name; several in a row are one. */
const withoutNames = (sentence: string): string =>
  sentence
    .replace(/\{\{\s*\w+[^}]*\}\}/g, NAME)
    .replace(/\b\d[\d\s.,:]*\d\b|\d+\w*/g, NUMBER)
    .replace(/(?<=\S\s)(?:(?!I\b)\p{Lu}[\p{L}'’&-]*)(?:\s(?!I\b)\p{Lu}[\p{L}'’&-]*)*/gu, NAME)
