import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadWords, WordsError } from '../../adapters/understanding-local/load.ts'
import { readContent } from '../../content.ts'
import type { Fault } from '../../domain/fault.ts'
import type { Book } from '../../engine/flow.ts'
import type { EmergencyEntry } from '../../domain/emergency.ts'
import { FLOOR_CHECKED_WITHIN_DAYS, staleEntries } from '../../domain/emergency.ts'
import { inLondon } from '../../domain/london-time.ts'
import { readEditorWords } from '../../directory/editing/editor-words.ts'
import { readDeskWords } from '../../gateway/staff/desk-words.ts'
import { StaffWordsError } from '../../staff/read-words.ts'
import { nearestLine, VARIANTS, wordFaults } from './words.ts'
import { readTexts, textFile } from './texts.ts'
import type { Part } from './part.ts'

/** Flows, words, areas, services and the emergency floor: what would refuse a start, and what would shame one. */
export const content: Part = {
  name: 'content',
  faults: (root) => contentFaults(root, new Date()),
}

/** Everything wrong with what people wrote under `root`. `now` decides what is stale. */
export function contentFaults(root: string, now: Date): readonly Fault[] {
  const { content, faults } = readContent({ root, production: false })
  const texts = readTexts(join(root, 'locales'))
  return [
    // The law of words below says the same of flows, with the line.
    ...faults
      .filter((fault) => !content || fault.rule !== 'missing-words' || !isFlow(content.book, fault))
      .map(fromRoot),
    ...hearingFaults(join(root, 'locales')),
    ...staffFaults(join(root, 'locales')),
    ...(content ? wordFaults(content.book, texts, VARIANTS, content.words.languages) : []),
    ...floorFaults(content?.emergency ?? [], textOf(join(root, 'deployment', 'emergency.yaml')), now),
  ]
}

/** Readers of `deployment/` name their files from there. */
const fromRoot = (fault: Fault): Fault =>
  /^(dialogs|locales)\//.test(fault.file) ? fault : { ...fault, file: `deployment/${fault.file}` }

/** `words.json` is also what danger sounds like; its reader refuses all of it at the first start otherwise. */
function hearingFaults(folder: string): readonly Fault[] {
  try {
    loadWords(folder)
    return []
  } catch (error) {
    if (!(error instanceof WordsError)) throw error
    return error.faults.map(({ file, key, problem }) => ({
      file: `locales/${file}`,
      line: 1,
      rule: 'wrong-hearing',
      what: key === '' ? problem : `${key}: ${problem}`,
      cure: 'write it as its neighbours are written',
    }))
  }
}

/** What pages for staff say is read by their own rooms, which refuse all of it at the first start otherwise. */
export const staffFaults = (folder: string): readonly Fault[] =>
  [readDeskWords, readEditorWords].flatMap((read) => faultsOfReader(() => read(folder), folder))

function faultsOfReader(read: () => unknown, folder: string): readonly Fault[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof StaffWordsError)) throw error
    return error.faults.map(({ file, key, problem }) => ({
      file: `locales/${file}`,
      line: nearestLine(textFile(textOf(join(folder, file))), key),
      rule: 'wrong-staff-words',
      what: key === '' ? problem : `${key}: ${problem}`,
      cure: 'write it as its neighbours are written',
    }))
  }
}

/** The emergency floor is never hidden, so somebody has to be told when nobody has read its sources for half a year. */
export function floorFaults(floor: readonly EmergencyEntry[], text: string, now: Date): readonly Fault[] {
  const lines = text.split('\n')
  return staleEntries(floor, inLondon(now).date).map(({ id, checked_on }) => ({
    file: 'deployment/emergency.yaml',
    line:
      Math.max(
        lines.findIndex((line) => new RegExp(`^- id: ['"]?${id}['"]?\\s*$`).test(line)),
        0,
      ) + 1,
    rule: 'stale-emergency',
    what: `"${id}" was last checked on ${checked_on ?? 'no day'}, over ${FLOOR_CHECKED_WITHIN_DAYS} days ago`,
    cure: 'read its sources again, then write today into checked_on',
  }))
}

const isFlow = (book: Book, { file }: Fault): boolean => basename(file, '.json') in book.purposes

/** A file that is missing is a fault of its own, told elsewhere. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
