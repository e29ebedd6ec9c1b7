import type { Fault } from '../../domain/fault.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import type { Book } from '../../engine/flow.ts'
import { isWaiting } from '../../engine/flow.ts'
import { neededTexts, optionsOf } from '../../conversation/needed-words.ts'
import { isForTexts } from '../words/segments.ts'
import type { TextFile, Texts } from './texts.ts'

/** What the key of a text may end in: who is spoken to, where, and about which danger (`conversation/scene.ts`). */
export const VARIANTS: readonly string[] = [
  ...DANGER_KINDS,
  'sample',
  'police',
  'other',
  'young',
  'bereaved',
  'witness',
  'business',
]
  .flatMap((voice) => [voice, `${voice}_clu`, `${voice}_lookup`, `${voice}_sent`])
  .concat('clu', 'lookup', 'sent')
  .flatMap((voice) => [voice, `${voice}_sms`, `${voice}_chat`])
  .concat('sms', 'chat')

/** The language that all others are held against. */
const FIRST = 'en'
const EMPTY: TextFile = { texts: {}, lines: {} }

/**
 * Every word that the flows need is there in every language, and no word waits for a step that is not there. Pure:
 * from a book and the texts. Three rules: `missing-words`, `unused-words`, `other-blanks`.
 */
export const wordFaults = (
  book: Book,
  texts: Texts,
  variants: readonly string[],
  whole: readonly string[] = Object.keys(texts),
): readonly Fault[] =>
  Object.keys(texts).flatMap((language) => {
    if (!whole.includes(language)) return cardFaults(texts, language)
    return [
      ...missing(book, texts, language),
      ...unused(book, texts, language, variants),
      ...(language === FIRST ? [] : comparedWithFirst(book, texts, language)),
    ]
  })

/** Of a language that is not whole the emergency card must be: all of its texts, and the same blanks. */
const cardFaults = (texts: Texts, language: string): readonly Fault[] =>
  ['emergency', 'safety'].flatMap((name) =>
    Object.entries(texts[FIRST]?.[name]?.texts ?? {}).flatMap(([key, text]) => {
      const file = texts[language]?.[name] ?? EMPTY
      const other = file.texts[key]
      // Words for texts alone may be in one language alone (`adapters/words-i18next`).
      if (other === undefined) return isForTexts(key) ? [] : [missingFault(texts, language, name, key)]
      return blanksOf(other) === blanksOf(text)
        ? []
        : [blanksFault(language, name, file, key, blanksOf(text))]
    }),
  )

function missing(book: Book, texts: Texts, language: string): readonly Fault[] {
  const has = (file: string, key: string): boolean => texts[language]?.[file]?.texts[key] !== undefined
  return neededTexts(book)
    .filter(({ flow, key, or }) => !has(flow, key) && !(or && has(or.table, or.key)))
    .map(({ flow, key, or }) =>
      missingFault(texts, language, flow, key, or && `${or.table}.json "${or.key}"`),
    )
}

const missingFault = (texts: Texts, language: string, file: string, key: string, or?: string): Fault => ({
  file: `locales/${language}/${file}.json`,
  line: nearestLine(texts[language]?.[file] ?? EMPTY, key),
  rule: 'missing-words',
  what: `there are no words for "${key}"`,
  cure: or === undefined ? `write them under "${key}"` : `write them under "${key}", or in ${or}`,
})

/** Texts in a flow's file that no step of that flow ever shows, slips of the pen in variants included. */
function unused(book: Book, texts: Texts, language: string, variants: readonly string[]): readonly Fault[] {
  return Object.entries(texts[language] ?? {}).flatMap(([flow, file]) => {
    if (!(flow in book.purposes)) return []
    return Object.keys(file.texts)
      .filter((key) => !isUsed(book, flow, key, variants))
      .map((key) => ({
        file: `locales/${language}/${flow}.json`,
        line: nearestLine(file, key),
        rule: 'unused-words',
        what: `no step shows "${key}"`,
        cure: 'take it out, or spell it as the step, the option and the variant are spelt',
      }))
  })
}

function isUsed(book: Book, flow: string, key: string, variants: readonly string[]): boolean {
  const [name, part, option, ...rest] = key.split('.')
  const step = name === undefined ? undefined : book.steps[`${flow}/${name}`]
  if (!step || part === undefined || rest.length > 0 || step.kind === 'do') return false
  const isOneOf = (text: string, bases: readonly string[]): boolean =>
    bases.some((base) => text === base || variants.some((variant) => text === `${base}_${variant}`))
  if (option === undefined) return isOneOf(part, isWaiting(step) ? ['say', 'ask', 'hint'] : ['say'])
  if (!isWaiting(step)) return false
  const tables = ['options', 'optionHints']
  // A variant stands on the table or on the option, never on both.
  return tables.includes(part)
    ? isOneOf(option, optionsOf(step))
    : isOneOf(part, tables) && optionsOf(step).includes(option)
}

/** Beyond the flows: every text of the first language is there, no others are, and the blanks are the same. */
function comparedWithFirst(book: Book, texts: Texts, language: string): readonly Fault[] {
  return Object.entries(texts[FIRST] ?? {}).flatMap(([name, first]) => {
    const file = texts[language]?.[name] ?? EMPTY
    const isFlow = name in book.purposes
    return Object.entries(first.texts).flatMap(([key, text]) => {
      const other = file.texts[key]
      if (other === undefined) return isFlow ? [] : [missingFault(texts, language, name, key)]
      return blanksOf(other) === blanksOf(text)
        ? []
        : [blanksFault(language, name, file, key, blanksOf(text))]
    })
  })
}

const blanksFault = (language: string, name: string, file: TextFile, key: string, wanted: string): Fault => ({
  file: `locales/${language}/${name}.json`,
  line: nearestLine(file, key),
  rule: 'other-blanks',
  what: `"${key}" has other blanks than in English`,
  cure: wanted === '' ? 'take the blanks out' : `use exactly these: ${wanted}`,
})

/** The placeholders of a text, each once, in order. */
export const blanksOf = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((found) => `{{${found[1]}}}`))]
    .sort()
    .join(' ')

/** The line of a key, or of the deepest branch of it that is there. */
export function nearestLine(file: TextFile, key: string): number {
  const parts = key.split('.')
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const line = file.lines[parts.slice(0, depth).join('.')]
    if (line !== undefined) return line
  }
  return 1
}
