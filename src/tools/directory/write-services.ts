import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { z } from 'zod'
import type { Service } from '../../domain/service.ts'

const servicesFile = z.object({
  about: z.array(z.string()).optional(),
  services: z.array(z.looseObject({ id: z.string() })),
})

/**
 * Puts records into an area's `services.json`, in the place of those with the same id, and keeps every other record, and
 * what stands at the top, as it is. The file is whole at every moment: the old one or the new one.
 */
export async function writeServices(root: string, area: string, records: readonly Service[]): Promise<void> {
  const file = join(root, 'deployment', 'areas', area, 'services.json')
  const { about, services } = servicesFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const byId = new Map([...services, ...records].map((one) => [one.id, one]))
  const sorted = [...byId.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'))
  const text = JSON.stringify({ ...(about && { about }), services: sorted }, null, 2)
  replaceFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

/** Why the disk would not take a file, in its own short word; any other error is a bug, and is thrown on. */
export function whyNotWritten(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

/** Writes beside the file, makes sure that it is on the disk, and puts it in its place in one step. */
export function replaceFile(file: string, content: string): void {
  const beside = `${file}.${process.pid}.new`
  try {
    writeFileSync(beside, content, { flush: true })
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
