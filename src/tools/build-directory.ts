import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { z } from 'zod'
import type { Service } from '../domain/service.ts'
import { toService, withoutLinesOf } from './directory-records.ts'

/**
 * Writes the first `services.json` of each area and of `national` from a folder of collected records:
 *
 *     node src/tools/build-directory.ts ../shared/data
 *
 * People edit those files afterwards, so a file that exists is only written again with `--again`. Numbers that the
 * collector could not verify are never carried over. JSON and not YAML, because YAML of this size takes over 100 ms
 * to read at every start and JSON takes 2.
 */
const [source, again] = process.argv.slice(2)
if (source === undefined) throw new Error('Say which folder holds the collected records')

const collectedFile = z.object({ services: z.array(z.unknown()) })
const read = (file: string): readonly unknown[] =>
  collectedFile.parse(JSON.parse(readFileSync(join(source, file), 'utf8'))).services

const national = read('national-helplines.json').map((record) => toService(record, true))
await write('national', national)
for (const file of readdirSync(source)) {
  const area = /^services-(.+)\.json$/.exec(file)?.[1]
  if (area === undefined) continue
  await write(
    area,
    read(file).map((record) => withoutLinesOf(national, toService(record, false))),
  )
}

async function write(area: string, services: readonly Service[]): Promise<void> {
  const file = join('deployment', 'areas', area, 'services.json')
  mkdirSync(join('deployment', 'areas', area), { recursive: true })
  const sorted = [...services].sort((a, b) => a.id.localeCompare(b.id, 'en'))
  const text = JSON.stringify({ about: about(area), services: sorted }, null, 2)
  const tidy = await format(text, { ...(await resolveConfig(file)), filepath: file })
  try {
    writeFileSync(file, tidy, { flag: again === '--again' ? 'w' : 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    process.stderr.write(`${file} exists and was left alone; --again writes it anew\n`)
    process.exitCode = 1
  }
}

/** How to edit the file, at its top, where JSON has no comments. */
function about(area: string): readonly string[] {
  return [
    `Services of ${area}, one record each, sorted by id. What each field means: src/domain/service.ts.`,
    'Facts were compiled from public pages in our own words. Ring the number, or read the live page, before you',
    'change a contact; then write that day into info_checked_on ("2027-01-31"). A live area shows nothing without it,',
    'and nothing older than a year. A sample area shows what says "show_in_demo": true.',
    'Never write a number here that nobody has verified, nor the address of a refuge.',
    'A service that closed keeps its record, with "status": "closed" and its successor. Then: npm run check',
  ]
}
