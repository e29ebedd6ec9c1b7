import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { directoryFromFiles } from '../../adapters/directory-files/index.ts'
import { COLUMNS } from '../../directory/csv/columns.ts'
import { tooLarge, MAX_BYTES } from '../../directory/csv/decode.ts'
import { readCsv, type CsvArrival } from '../../directory/csv/read.ts'
import { planOf, recordsToWrite, type PlannedArrival } from '../../directory/import-plan.ts'
import type { Area } from '../../domain/area.ts'
import { faultLine } from '../../domain/fault.ts'
import { inLondon } from '../../domain/london-time.ts'
import type { Outcome, Run } from '../directory.ts'
import { councilNames } from './councils.ts'
import { arrivalOfFeed } from './feed.ts'
import { previewOf } from './preview.ts'
import { whyNotWritten, writeServices } from './write-services.ts'

const USAGE = `npm run directory -- import FILE|URL --area ID [--licence TEXT] [--apply] [--skip-refused]
  FILE ending in .csv, .tsv or .txt: a spreadsheet; --columns lists what may stand in it.
  FILE ending in .json, or a URL: an Open Referral UK feed, whose --licence must be said.
  Without --apply nothing is changed. With it nothing is changed either while anything is refused,
  unless --skip-refused says to go on without that.`

/**
 * Lays a spreadsheet or a feed beside an area's records, says row by row what it would change, and with `--apply`
 * changes it. Ends with 0; with 1 when anything was refused, applied or not; with 2 when it was asked wrongly.
 */
export const run: Run = async (args, root) => {
  const asked = askedFor(args)
  if (asked === undefined) return { say: USAGE, exitCode: 2 }
  const { source = '', values } = asked
  if (values.columns === true) return { say: columnsTable(), exitCode: 0 }
  const { records, directory, faults } = directoryFromFiles(join(root, 'deployment'), { production: false })
  const home = directory.areas().find(({ id }) => id === values.area)
  if (source === '' || home === undefined) {
    const areas = directory.areas().map(({ id }) => id)
    return { say: `${USAGE}\nAreas: ${areas.join(', ')}`, exitCode: 2 }
  }
  const unsound = faults.filter(({ file }) => file === `areas/${home.id}/services.json`)
  if (unsound.length > 0) {
    return { say: ['Mend these first:', ...unsound.map(faultLine)].join('\n'), exitCode: 1 }
  }
  const arrival = await arrivalFrom(source, home, root, values.licence)
  if ('exitCode' in arrival) return arrival
  const current = records.all().flatMap(({ area, service }) => (area.id === home.id ? [service] : []))
  const around = { home, areas: directory.areas(), record: (id: string) => records.record(id)?.service }
  const councils = councilNames(root)
  const plan = planOf(current, arrival, around, councils)
  const preview = previewOf(basename(source), home.id, plan, arrival.notes ?? [])
  const exitCode = plan.refused.length > 0 ? 1 : 0
  const write = recordsToWrite(plan)
  if (values.apply !== true) {
    return { say: `${preview}\n\nNothing has been changed. --apply writes it.`, exitCode }
  }
  if (plan.refused.length > 0 && values['skip-refused'] !== true) {
    const cure = 'Mend what was refused, or say --skip-refused to go on without it.'
    return { say: `${preview}\n\nNothing has been changed. ${cure}`, exitCode }
  }
  if (write.length === 0) return { say: `${preview}\n\nThere was nothing to write.`, exitCode }
  const file = `deployment/areas/${home.id}/services.json`
  const trouble = await writeServices(root, home.id, write).catch(whyNotWritten)
  if (trouble !== undefined) {
    return {
      say: `${preview}\n\nNothing has been changed: ${file} cannot be written (${trouble}).`,
      exitCode: 1,
    }
  }
  return { say: `${preview}\n\nWritten to ${file}: ${write.length}. Next: npm run check`, exitCode }
}

function askedFor(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        area: { type: 'string' },
        licence: { type: 'string' },
        apply: { type: 'boolean' },
        'skip-refused': { type: 'boolean' },
        columns: { type: 'boolean' },
      },
    })
    return positionals.length > 1 ? undefined : { source: positionals[0], values }
  } catch {
    return undefined
  }
}

type Read = PlannedArrival & Partial<Pick<CsvArrival, 'notes'>>

async function arrivalFrom(
  source: string,
  home: Area,
  root: string,
  licence: string | undefined,
): Promise<Read | Outcome> {
  const today = inLondon(new Date()).date
  if (/^https?:\/\//i.test(source) || /\.json$/i.test(source)) {
    return licence === undefined
      ? { say: `A feed does not say its licence: add --licence.\n${USAGE}`, exitCode: 2 }
      : arrivalOfFeed(source, { licence, today, home, root })
  }
  if (!/\.(csv|tsv|txt)$/i.test(source)) return { say: USAGE, exitCode: 2 }
  const bytes = bytesOf(source)
  if (bytes === undefined) return { say: `${source}: the file cannot be read. Check its name.`, exitCode: 2 }
  if (typeof bytes === 'number') {
    return { services: [], troubles: [{ at: 'the file', ...tooLarge(bytes).refused }] }
  }
  const councils = councilNames(root)
  const file = licence === undefined ? basename(source) : `${basename(source)} (${licence})`
  return readCsv(bytes, { file, today, force: home.force, councils })
}

/** A file's content; its size alone where it is too large to be read; undefined where there is none. */
function bytesOf(file: string): Uint8Array | number | undefined {
  try {
    const { size } = statSync(file)
    return size > MAX_BYTES ? size : readFileSync(file)
  } catch {
    return undefined
  }
}

const columnsTable = (): string =>
  COLUMNS.map(({ header, path, what }) => `${header.padEnd(26)}${path.padEnd(28)}${what}`).join('\n')
