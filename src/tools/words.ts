import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wholeLanguagesIn } from '../adapters/words-i18next/index.ts'
import { readContent, ROOT } from '../content.ts'
import { FOR_STAFF, readTexts } from './check/texts.ts'
import { applied } from './words/apply.ts'
import { isForTexts } from './words/segments.ts'
import { asXliff, readXliff } from './words/exchange.ts'
import { digestsOf, madeFrom, staleIn, writeMadeFrom } from './words/made-from.ts'
import { figuresOf, medianOf, reportOf } from './words/report.ts'
import { LEAST_WORDS, readingOf } from './words/reading-age.ts'
import { shownIn } from './words/screens.ts'
import { styleOf } from './words/style.ts'
import { filesOf } from './words/tree.ts'

/**
 * `npm run words -- report`: how plain the words are, flow by flow.
 * `-- export LANGUAGE FILE`: the texts of a language as XLIFF 2.0 for a translator, with notes.
 * `-- import LANGUAGE FILE`: checks a translator's file, and applies it whole or not at all.
 * `-- stale LANGUAGE`: the texts whose English changed since their words were made.
 * `-- accept LANGUAGE`: writes down that all words of a language are made from the English of today.
 */
const LOCALES = join(ROOT, 'locales')
const USAGE = 'One of: report; export LANGUAGE FILE; import LANGUAGE FILE; stale LANGUAGE; accept LANGUAGE.'

async function main([command, language = '', file = '']: readonly string[]): Promise<string> {
  if (command === 'report') return report()
  if (!/^[a-z]{2,3}(-[A-Za-z]+)?$/.test(language) || language === 'en') throw new Error(USAGE)
  if (command === 'stale') return stale(language)
  if (command === 'accept') return accept(language)
  if (file === '') throw new Error(USAGE)
  if (command === 'export') return exportTo(language, file)
  if (command === 'import') return importFrom(language, file)
  throw new Error(USAGE)
}

function report(): string {
  const book = bookOfRoot()
  const texts = readTexts(LOCALES)
  const languages = wholeLanguagesIn(LOCALES)
  const ages = shownIn(book, texts, 'en')
    .map(({ running }) => readingOf(running))
    .filter(({ words }) => words >= LEAST_WORDS)
    .map(({ age }) => age)
  return [
    reportOf(languages.flatMap((one) => figuresOf(shownIn(book, texts, one), one, one === 'en'))),
    '',
    `English: ${ages.length} screens of ${LEAST_WORDS} words or more, median reading age ${medianOf(ages).toFixed(1)}, highest ${Math.max(...ages).toFixed(1)}.`,
  ].join('\n')
}

async function exportTo(language: string, file: string): Promise<string> {
  const english = filesOf(LOCALES, 'en')
  const stale = new Set(staleIn(digestsOf(english), madeFrom(LOCALES, language)))
  const purposes = bookOfRoot().purposes
  const note = (name: string, id: string, text: string): string => {
    const [step = ''] = id.split('.')
    return [
      name in purposes
        ? `${name}: ${purposes[name]} Step "${step}"; npm run draw draws it in ${name}.svg.`
        : FOR_STAFF.includes(name)
          ? `Read by staff at work (${name}): ${step}.`
          : `Words around the flows: ${name}.`,
      ...(isForTexts(id) ? ['A text message: at most 306 GSM characters, or 134 with others.'] : []),
      ...(text.includes('{{') ? ['Keep what stands in {{ }} as it is.'] : []),
      ...(stale.has(`${name}:${id}`) ? ['New, or its English changed.'] : []),
    ].join(' ')
  }
  writeFileSync(file, `${await asXliff(english, filesOf(LOCALES, language), language, note)}\n`)
  return `${file}: ${Object.keys(digestsOf(english)).length} texts, ${stale.size} of them new or changed`
}

async function importFrom(language: string, file: string): Promise<string> {
  const translated = await readXliff(readFileSync(file, 'utf8'))
  if (translated.targetLanguage !== language)
    throw new Error(`${file} is for "${translated.targetLanguage}", not for "${language}"`)
  const result = applied(
    translated,
    filesOf(LOCALES, 'en'),
    filesOf(LOCALES, language),
    madeFrom(LOCALES, language),
    styleOf(LOCALES, language),
  )
  if (!result.ok) throw new Error(`Nothing was changed.\n${result.faults.join('\n')}`)
  for (const [name, tree] of Object.entries(result.files))
    writeFileSync(join(LOCALES, language, `${name}.json`), `${JSON.stringify(tree, null, 2)}\n`)
  writeMadeFrom(LOCALES, language, result.made)
  return [
    `${Object.keys(result.files).length} files written. Run npm run check -- --fix next.`,
    ...result.stale.map((key) => `${key}: its English changed since the export`),
  ].join('\n')
}

function stale(language: string): string {
  const keys = staleIn(digestsOf(filesOf(LOCALES, 'en')), madeFrom(LOCALES, language))
  return keys.length === 0 ? 'Nothing is stale.' : keys.join('\n')
}

function accept(language: string): string {
  writeMadeFrom(LOCALES, language, digestsOf(filesOf(LOCALES, 'en')))
  return `Every text of "${language}" counts as made from the English of today.`
}

function bookOfRoot() {
  const { content } = readContent({ production: false })
  if (!content) throw new Error('The flows cannot be read; npm run check says why.')
  return content.book
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
