import { join } from 'node:path'
import { wholeLanguagesIn } from '../../adapters/words-i18next/index.ts'
import type { Fault } from '../../domain/fault.ts'
import { digestsOf, madeFrom, staleIn } from '../words/made-from.ts'
import type { MadeFrom } from '../words/made-from.ts'
import { filesOf } from '../words/tree.ts'
import type { Part } from './part.ts'
import { readTexts } from './texts.ts'
import type { Texts } from './texts.ts'
import { nearestLine } from './words.ts'

/** Whether the words of every whole language say what the English says today. */
export const stale: Part = {
  name: 'stale',
  faults(root) {
    const locales = join(root, 'locales')
    const english = digestsOf(filesOf(locales, 'en'))
    const texts = readTexts(locales)
    return wholeLanguagesIn(locales)
      .filter((language) => language !== 'en')
      .flatMap((language) => staleFaults(texts, language, english, madeFrom(locales, language)))
  },
}

/** A fault for each paragraph whose English changed after its words were made. Pure. */
export const staleFaults = (
  texts: Texts,
  language: string,
  english: MadeFrom,
  made: MadeFrom,
): readonly Fault[] =>
  staleIn(english, made).map((key) => {
    const [file = '', id = ''] = key.split(':')
    return {
      file: `locales/${language}/${file}.json`,
      line: nearestLine(texts[language]?.[file] ?? { texts: {}, lines: {} }, id),
      rule: 'stale-words',
      what: `the English of "${id}" is not what these words were made from`,
      cure: `have them read again (npm run words -- export ${language} FILE, then import), or npm run words -- accept ${language}`,
    }
  })
