import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ACTIONS } from './actions/all.ts'
import { bookFromFiles } from './adapters/book-files/index.ts'
import { directoryFromFiles } from './adapters/directory-files/index.ts'
import { embeddedGeography } from './adapters/geography-embedded/index.ts'
import { urgentFromFile } from './adapters/urgent-files/index.ts'
import { wordsFromFiles } from './adapters/words-i18next/index.ts'
import { AROUND, neededTexts } from './conversation/needed-words.ts'
import { VIEWS } from './conversation/views/all.ts'
import type { Area } from './domain/area.ts'
import type { Fault } from './domain/fault.ts'
import type { Logo } from './domain/logo.ts'
import { SENT_ANSWERS } from './domain/payload.ts'
import type { EmergencyEntry } from './domain/emergency.ts'
import type { UrgentRecord } from './domain/urgent.ts'
import type { Book } from './engine/flow.ts'
import type { Clock } from './ports/clock.ts'
import type { Directory } from './ports/directory.ts'
import type { Geography } from './ports/geography.ts'
import type { Records } from './ports/records.ts'
import type { Words } from './ports/words.ts'

/** Everything that people wrote: flows, words, areas, services, the emergency floor. */
export interface Content {
  readonly book: Book
  readonly words: Words
  readonly directory: Directory
  /** Every record behind the directory, for those who look after it. */
  readonly records: Records
  readonly geography: Geography
  readonly emergency: readonly EmergencyEntry[]
  readonly urgent: readonly UrgentRecord[]
  /** The logo of each area that has one. */
  readonly logos: ReadonlyMap<string, Logo>
  /** The edition of dialogs and words together: it goes into every record of an agreement. */
  readonly wording: string
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Reads everything that people wrote, and every mistake in it at once. `content` is absent only when the flows could
 * not be read at all; with any fault nothing may start.
 */
export function readContent(settings: {
  readonly root?: string
  readonly deployment?: string
  readonly production: boolean
  readonly clock?: Clock
}): { readonly content?: Content; readonly faults: readonly Fault[] } {
  const root = settings.root ?? ROOT
  const deployment = settings.deployment ?? join(root, 'deployment')
  const { words, faults: wordFaults, edition } = wordsFromFiles(join(root, 'locales'))
  const offered = {
    answers: SENT_ANSWERS,
    views: Object.keys(VIEWS),
    lists: Object.values(ACTIONS).flatMap((action) => action.finds ?? []),
  }
  const { book, faults: bookFaults } = bookFromFiles(join(root, 'dialogs'), ACTIONS, words.languages, offered)
  const { production, clock } = settings
  const files = directoryFromFiles(deployment, { production, ...(clock && { clock }) })
  const urgent = urgentFromFile(join(deployment, 'urgent.yaml'))
  const geography = embeddedGeography(join(root, 'deployment', 'geography'))
  const faults = [...bookFaults, ...wordFaults, ...files.faults, ...urgent.faults]
  if (!book) return { faults }
  faults.push(...wordless(book, words), ...languageFaults(files.directory.areas(), words))
  const wording = createHash('sha256').update(book.edition).update(edition).digest('hex').slice(0, 16)
  const { directory, records, emergency, logos } = files
  return {
    content: {
      book,
      words,
      directory,
      records,
      geography,
      emergency,
      urgent: urgent.records,
      logos,
      wording,
    },
    faults,
  }
}

/** An area offers only languages that are whole; a live one, only those that a professional has signed off. */
export const languageFaults = (
  areas: readonly Pick<Area, 'id' | 'sample' | 'languages'>[],
  words: Pick<Words, 'languages' | 'isSignedOff'>,
): readonly Fault[] =>
  areas.flatMap(({ id, sample, languages }) => {
    const fault = (rule: string, what: string, cure: string): Fault => ({
      file: `areas/${id}/area.yaml`,
      line: 1,
      rule,
      what,
      cure,
    })
    return languages.flatMap((language) => {
      if (!words.languages.includes(language))
        return [
          fault(
            'unknown-language',
            `the area offers "${language}", whose words are not whole`,
            'take it out of languages, or finish its words and say so in its about.json',
          ),
        ]
      if (sample || words.isSignedOff(language)) return []
      return [
        fault(
          'unsigned-language',
          `a live area offers "${language}", which no professional has signed off`,
          `have its words read, and write signed_off into locales/${language}/about.json`,
        ),
      ]
    })
  })

/** Nobody may meet a screen with a word missing: a flow without its words does not start. */
const wordless = (book: Book, words: Words): readonly Fault[] =>
  words.languages.flatMap((language) =>
    [...neededTexts(book), ...AROUND]
      .filter(({ flow, key, or }) => {
        const has = (name: string): boolean => words.text(language, name) !== undefined
        return !has(`${flow}:${key}`) && !(or && has(`${or.table}:${or.key}`))
      })
      .map(({ flow, key }) => ({
        file: `locales/${language}/${flow}.json`,
        line: 1,
        rule: 'missing-words',
        what: `there are no words for "${key}"`,
        cure: `write them under "${key}"`,
      })),
  )
