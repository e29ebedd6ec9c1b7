import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './copies.ts'

const STATUS = 'keys-status.json'

const statusSchema = z.object({
  state: z.enum(['rotating', 'done']),
  rewrapped: z.int(),
  unreadable: z.int(),
  at: z.iso.datetime(),
})

/** How the last rotation of a data folder went. Numbers and times alone. */
export type RotationStatus = z.infer<typeof statusSchema>

export const writeStatus = (folder: string, status: RotationStatus): void =>
  writeWhole(join(folder, STATUS), JSON.stringify(status))

/** `undefined` where nothing was ever rotated. */
export function readStatus(folder: string): RotationStatus | undefined {
  const file = join(folder, STATUS)
  return existsSync(file) ? statusSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}
