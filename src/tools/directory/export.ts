import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { embeddedGeography } from '../../adapters/geography-embedded/index.ts'
import { wordsFromFiles } from '../../adapters/words-i18next/index.ts'
import { asCsv } from '../../directory/csv/write.ts'
import { exportAll } from '../../directory/open-referral/export-all.ts'
import { namesFrom } from '../../directory/open-referral/names.ts'
import type { Outcome, Run } from '../directory.ts'
import { councilNames } from './councils.ts'
import { directoryAsItCounts } from './records.ts'
import { replaceFile, whyNotWritten } from './write-services.ts'

const USAGE = `npm run directory -- export --csv FILE [--area ID]
npm run directory -- export --open-referral FILE
  --csv: every record, closed and unchecked ones too, for whoever looks after them.
  --open-referral: what may be shown today, as anybody may have it.
  A file that exists is left alone.`

/** Writes the directory to a file. Ends with 0, or with 2 when it was asked wrongly. */
export const run: Run = async (args, root) => {
  const asked = askedFor(args)
  const file = asked?.csv ?? asked?.['open-referral']
  if (asked === undefined || file === undefined || (asked.csv && asked['open-referral'])) {
    return { say: USAGE, exitCode: 2 }
  }
  if (existsSync(file)) return { say: `${file} exists and was left alone. Give another name.`, exitCode: 2 }
  const { directory, records } = await directoryAsItCounts(root)
  if (asked.area !== undefined && (!asked.csv || !directory.area(asked.area))) {
    const areas = directory.areas().map(({ id }) => id)
    return { say: `${USAGE}\nAreas: ${areas.join(', ')}`, exitCode: 2 }
  }
  if (asked.csv === undefined) {
    const words = wordsFromFiles(join(root, 'locales')).words
    const names = namesFrom(embeddedGeography(join(root, 'deployment', 'geography')), words)
    const feed = `${JSON.stringify(exportAll(directory, names), null, 2)}\n`
    return written(file, feed, 'what may be shown of the directory, as Open Referral UK 3.0')
  }
  const services = records
    .all()
    .flatMap(({ area, service }) => (area.id === (asked.area ?? area.id) ? [service] : []))
  const csv = asCsv(services, councilNames(root))
  return written(file, csv, `${services.length} records, as a spreadsheet in UTF-8`)
}

function written(file: string, content: string, what: string): Outcome {
  try {
    replaceFile(file, content)
  } catch (error) {
    return { say: `${file} cannot be written (${whyNotWritten(error)}).`, exitCode: 2 }
  }
  return { say: `${file}: ${what}`, exitCode: 0 }
}

function askedFor(args: readonly string[]) {
  try {
    const options = {
      csv: { type: 'string' },
      'open-referral': { type: 'string' },
      area: { type: 'string' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    return undefined
  }
}
