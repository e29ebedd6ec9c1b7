import { join } from 'node:path'
import { z } from 'zod'
import { understandingFromFiles } from '../adapters/understanding-local/index.ts'
import type { Understanding } from '../ports/understanding.ts'

/**
 * Reads texts as JSON lines on standard input and says on standard output what was understood, one line for each line
 * in the same order: for measuring, and for other programs. Nothing is kept, and no error repeats what was typed.
 */

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  lang: z.string().refine(isLanguageTag).optional(),
})

async function main(): Promise<void> {
  const understanding = understandingFromFiles(join(import.meta.dirname, '..', '..', 'locales'))
  for await (const line of lines(process.stdin)) {
    const answer = JSON.stringify(await answerTo(line, understanding))
    if (!process.stdout.write(`${answer}\n`)) await roomToWrite()
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
