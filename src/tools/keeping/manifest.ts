import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

export const MANIFEST = 'manifest.json'

const fileSchema = z.strictObject({
  name: z.enum(['haven.db', 'gateway.db', 'directory.db']),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What a backup says of itself: versions, digests and times, no content. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  haven: z.string(),
  node: z.string(),
  made_at: z.iso.datetime(),
  files: z.array(fileSchema).max(3),
  /** The copy of the keys that was made with it; every later one opens it too. */
  keys: z.strictObject({ name: z.string().regex(/^keys-[\w-]+\.db$/), sha256: z.string() }),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Throws, with a sentence, where there is no backup. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST)
  if (!existsSync(file)) throw new Error(`${folder} holds no backup: there is no ${MANIFEST} in it.`)
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} is damaged or of a newer Haven.`, { cause: error })
  }
}

/** The size of a file and its SHA-256, hex. */
export async function measured(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { bytes: statSync(file).size, sha256: hash.digest('hex') }
}
