import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * When a person last confirmed that they have looked at what comes in for an area. For gateways that cannot say it: a
 * mailbox takes messages also when nobody has opened it for a year. One small file for each area, `watched/<area>.json`.
 */
const watchedSchema = z.strictObject({ confirmed_at: z.iso.datetime().transform((text) => new Date(text)) })

/** Writes down that somebody looked at `at`. Rejects when it cannot be written. */
export async function confirmWatched(dataFolder: string, area: string, at: Date): Promise<void> {
  const file = fileOf(dataFolder, area)
  await mkdir(join(dataFolder, 'watched'), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, `${JSON.stringify({ confirmed_at: at.toISOString() })}\n`)
  await rename(`${file}.new`, file)
}

/**
 * Nothing where nobody ever did, or where the file says nothing that can be believed, such as a time to come: then
 * nobody may think that they are heard (promise 2).
 */
export async function lastWatched(dataFolder: string, area: string, now: Date): Promise<Date | undefined> {
  try {
    const text = await readFile(fileOf(dataFolder, area), 'utf8')
    const { confirmed_at: at } = watchedSchema.parse(JSON.parse(text))
    return at.getTime() <= now.getTime() ? at : undefined
  } catch {
    return undefined
  }
}

const fileOf = (dataFolder: string, area: string): string => join(dataFolder, 'watched', `${area}.json`)
