import { parseArgs } from 'node:util'
import { findingsOf, type Finding } from '../../directory/quality.ts'
import { inLondon } from '../../domain/london-time.ts'
import type { Run } from '../directory.ts'
import { directoryAsItCounts } from './records.ts'

const GRADES: readonly (readonly [Finding['grade'], string])[] = [
  ['wrong', 'Must not stay as it is'],
  ['hidden', 'Hidden from everyone'],
  ['look', 'Worth a look'],
]

/**
 * `check [--on 2027-05-01] [--area ID]`: what is stale, ending, doubled, in conflict or without a source, today or on a
 * day to come. Ends with 1 when a record must not stay as it is, or an area could not be read.
 */
export const run: Run = async (args, root) => {
  const { values } = parseArgs({
    args: [...args],
    options: { on: { type: 'string' }, area: { type: 'string' } },
  })
  const today = values.on ?? inLondon(new Date()).date
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today)))
    return { say: '--on needs a day, such as 2027-05-01', exitCode: 2 }
  const { records, faults } = await directoryAsItCounts(root)
  const areas = records.areas().filter(({ id }) => values.area === undefined || id === values.area)
  if (areas.length === 0) return { say: `There is no area "${values.area}"`, exitCode: 2 }
  const all = records.all().filter(({ area }) => areas.some(({ id }) => id === area.id))
  const findings = findingsOf(
    all.map(({ service, area }) => ({ service, sample: area.sample })),
    today,
  )
  const wrong = findings.some(({ grade }) => grade === 'wrong')
  const say = [
    `${all.length} records in ${areas.length} areas, on ${today}.`,
    ...faults.map(({ file, line, rule, what, cure }) => `${file}:${line} ${rule}: ${what}. ${cure}.`),
    ...GRADES.flatMap(([grade, title]) => listed(title, findings, grade)),
    ...(findings.length === 0 && faults.length === 0 ? ['Nothing found.'] : []),
  ]
  return { say: say.join('\n'), exitCode: wrong || faults.length > 0 ? 1 : 0 }
}

function listed(title: string, findings: readonly Finding[], grade: Finding['grade']): readonly string[] {
  const ours = findings.filter((finding) => finding.grade === grade)
  if (ours.length === 0) return []
  return ['', `${title} (${ours.length}):`, ...ours.map(({ id, rule, what }) => `  ${id}  ${rule}: ${what}`)]
}
