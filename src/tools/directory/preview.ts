import type { Trouble } from '../../directory/arrival.ts'
import type { Plan, Step } from '../../directory/import-plan.ts'

/** What a plan would do, for whoever decides: counts first, then row by row, with old and new values in full. */
export function previewOf(file: string, area: string, plan: Plan, notes: readonly Trouble[]): string {
  const { steps, refused, notIn } = plan
  const count = (result: Step['result']) => steps.filter((step) => step.result === result).length
  const rows = new Set(refused.map(({ at }) => at)).size
  const guarded = steps.filter(needsTwo).length
  const lines = [
    `${file} for ${area}: ${count('new')} new, ${count('changed')} changed, ${count('same')} the same, ${rows} refused, ` +
      `${guarded} needing two people; ${notIn.length} records are not in it and stay as they are.`,
    ...notes.map((note) => `note: ${said(file, note)}`),
    ...refused.map((trouble) => `refused: ${said(file, trouble)}`),
    ...steps.flatMap(linesOf),
    ...notIn.map(({ id, name }) => `not in it: ${id} "${name}"`),
  ]
  return lines.map(shown).join('\n')
}

const needsTwo = (step: Step): boolean => step.result !== 'same' && step.needsTwo !== undefined

const said = (file: string, { at, rule, what, cure }: Trouble): string =>
  `${file}, ${at}, ${rule}: ${what}. ${cure}.`

const GUARDS = {
  national: 'a national record',
  emergency: 'an emergency line',
  line: 'a line that an area sends people to',
  twin: 'listed in place of one that two people decide about',
} as const

function linesOf(step: Step): readonly string[] {
  if (step.result === 'same') return []
  const { at, result, service, warnings } = step
  const changes = step.result === 'changed' ? step.changes : []
  const guard = step.needsTwo === undefined ? [] : [GUARDS[step.needsTwo]]
  return [
    `${at}, ${result}: ${service.id} "${service.name}"`,
    ...changes.map(({ field, from, to }) => `    ${field}: ${from || 'nothing'} -> ${to || 'nothing'}`),
    ...guard.map(
      (what) => `    needs two people, and is left out: it is ${what}; a second person has to agree to it`,
    ),
    ...warnings.map((warning) => `    take care: ${warning}`),
  ]
}

/** A value on one line, and nothing in it that a terminal would obey. */
const shown = (line: string): string => line.replace(/\s*[\r\n]+\s*/g, ' / ').replace(/\p{Cc}/gu, ' ')
