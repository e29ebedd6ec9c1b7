import { syllable } from 'syllable'
import type { HeardFile } from '../heard/read.ts'
import { sentencesIn, wordsIn } from './reading-age.ts'

/** Words of so many syllables are long. */
const LONG = 3
/** A word that at least so many texts of the corpus hold is one that people say themselves. */
const SAID_BY = 3

/** The English words that people say: those of the corpus (`locales/en/heard`). */
export function wordsPeopleSay(corpus: readonly HeardFile[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { head, lines } of corpus)
    if (head.language === 'en')
      for (const { text } of lines)
        for (const word of new Set(wordsIn(text.toLowerCase()).map(plain)))
          counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Set([...counts].filter(([, times]) => times >= SAID_BY).map(([word]) => word))
}

/** The long words of an English text that people do not say themselves. Names and numbers do not count. */
export const rareWords = (text: string, said: ReadonlySet<string>): readonly string[] => [
  ...new Set(
    sentencesIn(text)
      .flatMap(wordsIn)
      .map((word) => plain(word.toLowerCase()))
      .filter((word) => !said.has(word) && syllable(word) >= LONG),
  ),
]

const plain = (word: string): string => word.replaceAll('’', "'").replace(/'s?$/, '')
