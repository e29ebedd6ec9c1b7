import { join } from 'node:path'
import { z } from 'zod'
import { trainedUnderstanding } from '../adapters/understanding-local/index.ts'
import { loadWords } from '../adapters/understanding-local/load.ts'
import { phrasesOf } from '../adapters/understanding-local/phrases.ts'
import { loadRecogniser, modelFile } from '../adapters/understanding-local/recogniser/load.ts'
import type { Understanding } from '../ports/understanding.ts'
import { figuresText } from './evaluate/figures-text.ts'
import type { Judged } from './evaluate/figures.ts'
import { readBlind } from './heard/blind.ts'
import { readCorpus, readHeard } from './heard/read.ts'
import { corpusReport } from './heard/report.ts'
import { exportClu } from './understand/export-clu.ts'

/**
 * Reads texts as JSON lines on standard input and says on standard output what was understood, one line for each line
 * in the same order: for measuring, and for other programs. Nothing is kept, and no error repeats what was typed. With
 * `--evaluate FILE ...` it reads labelled texts (docs/heard.md) and prints how well they were understood; with
 * `--beside-nlpjs` also how well nlp.js does. With `--corpus` it says what the corpus holds.
 * With `--export-clu FILE` it writes the corpus as a CLU project.
 */

/** Also trains nlp.js on the same corpus and prints its figures. */
const BESIDE = '--beside-nlpjs'

const LOCALES = join(import.meta.dirname, '..', '..', 'locales')

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  lang: z.string().refine(isLanguageTag).optional(),
})

async function main(): Promise<void> {
  if (process.argv[2] === '--export-clu') {
    process.stderr.write(`${exportClu(LOCALES, process.argv[3])} utterances\n`)
    return
  }
  if (process.argv[2] === '--corpus') {
    process.stdout.write(`${corpusReport(readCorpus(LOCALES), readBlind(LOCALES))}\n`)
    return
  }
  const words = loadWords(LOCALES)
  const understanding = trainedUnderstanding(
    words,
    await loadRecogniser(modelFile(LOCALES), phrasesOf(words)),
  )
  const [option, ...rest] = process.argv.slice(2)
  const files = rest.filter((one) => one !== BESIDE)
  if (option === '--evaluate') return evaluate(files, understanding, rest.includes(BESIDE))
  for await (const line of lines(process.stdin)) {
    const answer = JSON.stringify(await answerTo(line, understanding))
    if (!process.stdout.write(`${answer}\n`)) await roomToWrite()
  }
}

async function evaluate(
  files: readonly string[],
  understanding: Understanding,
  isBeside: boolean,
): Promise<void> {
  if (files.length === 0)
    throw new Error('Name the files to evaluate: npm run understand -- --evaluate FILE ...')
  const asked = readHeard(files).flatMap(({ head: { writer, language }, lines: heard }) =>
    heard.map((line) => ({ writer, language, line })),
  )
  const judged: Judged[] = []
  for (const one of asked)
    judged.push({ ...one, understood: await understanding.understand(one.line.text, one.language) })
  process.stdout.write(`${figuresText(judged)}\n`)
  if (isBeside) {
    const { judgedByNlpJs } = await import('./evaluate/beside.ts')
    const others = await judgedByNlpJs(readCorpus(LOCALES), asked)
    process.stdout.write(`\nnlp.js, trained on the same corpus, crimes only\n${figuresText(others)}\n`)
  }
}

async function answerTo(line: string, understanding: Understanding): Promise<object> {
  const read = readLine(line)
  if ('error' in read) return { id: null, error: read.error }
  return { id: read.id, ...(await understanding.understand(read.text, read.lang ?? 'en')) }
}

function readLine(line: string): z.infer<typeof lineSchema> | { readonly error: string } {
  const parsed = lineSchema.safeParse(parse(line))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path[0]
  if (field === 'id') return { error: 'id must be a string or a number' }
  if (field === 'text') return { error: 'text must be a string' }
  if (field === 'lang') return { error: 'lang must be a BCP 47 language tag' }
  return { error: 'the line is not a JSON object' }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** The lines of a stream as they arrive. Only a line feed ends one: JSON may hold every other line separator. */
async function* lines(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  stream.setEncoding('utf8')
  let begun: string[] = []
  for await (const chunk of stream as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n')
    begun.push(first)
    for (const next of others) {
      yield begun.join('')
      begun = [next]
    }
  }
  const last = begun.join('')
  if (last !== '') yield last
}

const roomToWrite = (): Promise<void> =>
  new Promise((resolve) => process.stdout.once('drain', () => resolve()))

/** Whoever reads may stop reading; that is not a fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

await main()
