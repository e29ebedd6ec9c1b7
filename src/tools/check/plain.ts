import { join } from 'node:path'
import { wholeLanguagesIn } from '../../adapters/words-i18next/index.ts'
import { readContent } from '../../content.ts'
import type { Fault } from '../../domain/fault.ts'
import type { Book } from '../../engine/flow.ts'
import { readCorpus } from '../heard/read.ts'
import { rareWords, wordsPeopleSay } from '../words/common.ts'
import { isCarrierWord, soundAlike } from '../words/options.ts'
import {
  LEAST_WORDS,
  LONGEST_SENTENCE,
  OLDEST,
  readingOf,
  sentencesIn,
  USUAL,
  wordsIn,
} from '../words/reading-age.ts'
import { medianOf } from '../words/report.ts'
import { MOST_SEGMENTS, segmentsOf } from '../words/segments.ts'
import { shownIn } from '../words/screens.ts'
import type { Shown } from '../words/screens.ts'
import { neverSaid, styleOf } from '../words/style.ts'
import type { Style } from '../words/style.ts'
import type { Part } from './part.ts'
import { nearestLine } from './words.ts'
import { FOR_STAFF, readTexts } from './texts.ts'
import type { Texts } from './texts.ts'

/** Whether the words are plain: reading age, sentences, words never used, options that can be told apart. */
export const plain: Part = {
  name: 'plain',
  faults(root) {
    const { content } = readContent({ root, production: false })
    const locales = join(root, 'locales')
    // A content that cannot be read is told by its own part.
    if (!content) return []
    const texts = readTexts(locales)
    const said = wordsPeopleSay(readCorpus(locales))
    return wholeLanguagesIn(locales).flatMap((language) =>
      plainFaults(content.book, texts, language, styleOf(locales, language), said),
    )
  },
}

/** Reading age and rare words are measured in English, for which the measures were made. */
const MEASURED = 'en'

/** What is not plain in the words of one language. Pure. */
export function plainFaults(
  book: Book,
  texts: Texts,
  language: string,
  style: Style,
  said: ReadonlySet<string>,
): readonly Fault[] {
  const screens = shownIn(book, texts, language)
  return [
    ...textFaults(texts, language, style, said),
    ...(language === MEASURED ? readingFaults(texts, screens) : []),
    ...optionFaults(texts, language, screens),
    ...segmentFaults(texts, language, screens),
  ]
}

function textFaults(
  texts: Texts,
  language: string,
  style: Style,
  said: ReadonlySet<string>,
): readonly Fault[] {
  return Object.entries(texts[language] ?? {}).flatMap(([name, file]) => {
    const isForStaff = FOR_STAFF.includes(name)
    return Object.entries(file.texts).flatMap(([key, text]) => {
      const fault = (rule: string, what: string, cure: string): Fault => ({
        file: `locales/${language}/${name}.json`,
        line: nearestLine(file, key),
        rule,
        what: `"${key}" ${what}`,
        cure,
      })
      return [
        ...sentencesIn(text)
          .map((sentence) => wordsIn(sentence).length)
          .filter((length) => length > LONGEST_SENTENCE)
          .map((length) =>
            fault(
              'long-sentence',
              `has a sentence of ${length} words`,
              `make two of it: at most ${LONGEST_SENTENCE} words`,
            ),
          ),
        ...(isForStaff ? [] : neverSaid(text, style)).map((never) =>
          fault('never-said', `says "${never.said}"`, never.cure),
        ),
        ...(language === MEASURED && !isForStaff ? rareWords(text, said) : [])
          .filter((word) => !(word in style.kept))
          .map((word) =>
            fault(
              'rare-word',
              `says "${word}", a long word that people do not say themselves`,
              'say it more simply, or keep it in style.json with the reason',
            ),
          ),
      ]
    })
  })
}

function readingFaults(texts: Texts, screens: readonly Shown[]): readonly Fault[] {
  const read = screens
    .map((shown) => ({ shown, reading: readingOf(shown.running) }))
    .filter(({ reading }) => reading.words >= LEAST_WORDS)
  const median = medianOf(read.map(({ reading }) => reading.age))
  return [
    ...read
      .filter(({ reading }) => reading.age > OLDEST)
      .map(({ shown, reading }) => ({
        ...atScreen(texts, MEASURED, shown),
        rule: 'hard-to-read',
        what: `"${shown.step}"${shown.voice === '' ? '' : ` (${shown.voice})`} has a reading age of ${reading.age.toFixed(1)}`,
        cure: `shorter sentences and shorter words: at most ${OLDEST}`,
      })),
    ...(median > USUAL
      ? [
          {
            file: `locales/${MEASURED}`,
            line: 1,
            rule: 'hard-to-read',
            what: `the median reading age of all screens is ${median.toFixed(1)}`,
            cure: `npm run words -- report shows the hardest; the median must be at most ${USUAL}`,
          },
        ]
      : []),
  ]
}

function optionFaults(texts: Texts, language: string, screens: readonly Shown[]): readonly Fault[] {
  const faults = screens.flatMap((shown): Fault[] => [
    ...soundAlike(shown.options).map(([one, other]) => ({
      ...atScreen(texts, language, shown),
      rule: 'same-sound',
      what: `"${shown.step}" offers "${one}" and "${other}", which sound the same`,
      cure: 'say one of them in other words',
    })),
    ...shown.options.filter(isCarrierWord).map((label) => ({
      ...atScreen(texts, language, shown),
      rule: 'carrier-word',
      what: `"${shown.step}" offers "${label}", which telephone companies act on themselves`,
      cure: 'use another word: a text with only this may never reach us',
    })),
  ])
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

/** What is said and what is asked are sent as texts of their own (`conversation/plain-text.ts`). */
function segmentFaults(texts: Texts, language: string, screens: readonly Shown[]): readonly Fault[] {
  return screens
    .filter(({ surface }) => surface === 'sms')
    .flatMap((shown) =>
      [shown.said.join('\n\n'), shown.asked].map((text) => ({ shown, ...segmentsOf(text) })),
    )
    .filter(({ count }) => count > MOST_SEGMENTS)
    .map(({ shown, count, encoding, costly }) => ({
      ...atScreen(texts, language, shown),
      rule: 'long-text',
      what: `"${shown.step}"${shown.voice === '' ? '' : ` (${shown.voice})`} needs ${count} segments as a text message${encoding === 'UCS-2' ? `, because of ${costly.join(' ')}` : ''}`,
      cure: `write shorter _sms words: at most ${MOST_SEGMENTS} segments`,
    }))
}

const atScreen = (texts: Texts, language: string, { flow, step }: Shown): { file: string; line: number } => ({
  file: `locales/${language}/${flow}.json`,
  line: nearestLine(texts[language]?.[flow] ?? { texts: {}, lines: {} }, step),
})
