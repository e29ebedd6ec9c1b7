import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FILES, type Kept } from './open.ts'

/** How a command in another process asks a running Haven for copies, which it alone can make: by files in its folder. */
const REQUEST = 'copies.request'
const ANSWER = 'copies.answer'
const COPIES = 'copies'

const idSchema = z.string().regex(/^[\w-]{1,64}$/)
const answerSchema = z.object({ id: idSchema, fault: z.string().optional() })

/**
 * Copies every file, each as of one moment, into a new folder inside the data folder; answers which folder. The keys
 * come last, so that every copied content finds its key or the note that it was erased. Copies are as sealed as the
 * files; conversations are still in them, so whoever asked takes them out and ends with `dropCopies`.
 */
export async function copyAll(kept: Kept): Promise<string> {
  const folder = join(kept.folder, COPIES)
  dropCopies(kept.folder)
  mkdirSync(folder, { mode: 0o700 })
  const files = { store: kept.store, desk: kept.desk, edits: kept.edits, keys: kept.keys }
  for (const name of ['store', 'desk', 'edits', 'keys'] as const)
    await files[name]?.copyTo(join(folder, FILES[name]))
  return folder
}

/** Leaves no copy in the data folder. May be repeated. */
export const dropCopies = (folder: string): void =>
  rmSync(join(folder, COPIES), { recursive: true, force: true })

/** Makes the copies that somebody asked for since the last call. A fault is answered by its class alone. */
export async function answerRequest(kept: Kept): Promise<boolean> {
  const request = join(kept.folder, REQUEST)
  if (!existsSync(request)) return false
  const id = idSchema.safeParse(readFileSync(request, 'utf8'))
  rmSync(request, { force: true })
  if (!id.success) return false
  const fault = await copyAll(kept).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  )
  writeWhole(join(kept.folder, ANSWER), JSON.stringify({ id: id.data, ...(fault && { fault }) }))
  return fault === undefined
}

/**
 * Asks the Haven that has this folder open for copies, and waits. Answers the folder they are in. Throws, with a
 * sentence, when nobody answers in time or the copies could not be made.
 */
export async function askForCopies(
  folder: string,
  id: string,
  {
    seconds,
    pause,
  }: { readonly seconds: number; readonly pause: (milliseconds: number) => Promise<unknown> },
): Promise<string> {
  rmSync(join(folder, ANSWER), { force: true })
  writeWhole(join(folder, REQUEST), id)
  for (let waited = 0; waited < seconds * 1000; waited += 250) {
    await pause(250)
    const found = existsSync(join(folder, ANSWER)) ? readFileSync(join(folder, ANSWER), 'utf8') : undefined
    const answer = found === undefined ? undefined : answerSchema.parse(JSON.parse(found))
    if (answer?.id !== id) continue
    rmSync(join(folder, ANSWER), { force: true })
    if (answer.fault) throw new Error(`Haven could not make the copies: ${answer.fault}. Is the disk full?`)
    return join(folder, COPIES)
  }
  rmSync(join(folder, REQUEST), { force: true })
  throw new Error(
    `Haven has ${folder} open, but made no copies within ${seconds} seconds. Nothing was backed up. Is it hanging?`,
  )
}

/** In one step, so that nobody reads half of it. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
