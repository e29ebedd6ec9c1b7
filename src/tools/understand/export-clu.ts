import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskingFromFile } from '../../adapters/masking-local/index.ts'
import { cluLanguage } from '../../adapters/understanding-clu/language.ts'
import { CRIMES } from '../../domain/crimes.ts'
import type { Masking } from '../../ports/masking.ts'
import type { HeardFile } from '../heard/read.ts'
import { readCorpus } from '../heard/read.ts'

/** Limits of a CLU project (Microsoft Learn, "Conversational language understanding service limits"). */
const MOST_UTTERANCES = 50_000
const LONGEST_UTTERANCE = 500
/** The intent that every project has, for what names no crime. */
const NO_INTENT = 'None'

interface Utterance {
  readonly text: string
  readonly language: string
  readonly intent: string
  readonly entities: readonly []
  readonly dataset: 'Train'
}

/** A CLU project as its authoring API imports it (version 2023-04-01). */
export interface CluProject {
  readonly projectFileVersion: '2023-04-01'
  readonly stringIndexType: 'Utf16CodeUnit'
  readonly metadata: Readonly<Record<string, unknown>>
  readonly assets: {
    readonly projectKind: 'Conversation'
    readonly intents: readonly { readonly category: string }[]
    readonly entities: readonly []
    readonly utterances: readonly Utterance[]
  }
}

/**
 * Writes the corpus under `locales`, without what is kept for judging, as a CLU project to import, and gives the number
 * of utterances. Throws when no file is named or the project would be too large.
 */
export function exportClu(locales: string, file: string | undefined): number {
  if (file === undefined) throw new Error('Name the file to write: npm run understand -- --export-clu FILE')
  const project = cluProject(readCorpus(locales), maskingFromFile(join(locales, 'names.json')).mask)
  writeFileSync(file, `${JSON.stringify(project, null, 2)}\n`)
  return project.assets.utterances.length
}

/** The project. Texts are masked as those are that will be asked about: a model learns from what it will see. */
export function cluProject(files: readonly HeardFile[], mask: Masking['mask']): CluProject {
  const utterances = new Map<string, Utterance>()
  for (const { head, lines } of files.filter((one) => one.head.part === 'train')) {
    for (const { text, crimes } of lines) {
      const short = shortened(mask(text))
      const key = short.toLowerCase()
      if (short === '' || utterances.has(key)) continue
      const intent = crimes[0] ?? NO_INTENT
      utterances.set(key, {
        text: short,
        language: cluLanguage(head.language),
        intent,
        entities: [],
        dataset: 'Train',
      })
    }
  }
  if (utterances.size > MOST_UTTERANCES)
    throw new Error(`A CLU project holds ${MOST_UTTERANCES} utterances, and these are ${utterances.size}`)
  return {
    projectFileVersion: '2023-04-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: {
      projectKind: 'Conversation',
      projectName: 'haven',
      description: 'What happened, in people’s own words. Written for Haven.',
      language: cluLanguage('en'),
      multilingual: true,
      settings: { confidenceThreshold: 0 },
    },
    assets: {
      projectKind: 'Conversation',
      intents: [...CRIMES, NO_INTENT].map((category) => ({ category })),
      entities: [],
      utterances: [...utterances.values()],
    },
  }
}

/** As much as an utterance may hold, up to a whole word. */
const shortened = (text: string): string => {
  const plain = text.replace(/\s+/gu, ' ').trim()
  if (plain.length <= LONGEST_UTTERANCE) return plain
  return plain
    .slice(0, LONGEST_UTTERANCE + 1)
    .replace(/\s\S*$/u, '')
    .slice(0, LONGEST_UTTERANCE)
}
