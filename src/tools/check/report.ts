import { faultLine } from '../../domain/fault.ts'
import type { Found } from './part.ts'

/** Everything that is wrong, grouped by part, with a last line that counts it. */
export function report(found: readonly Found[]): {
  readonly lines: readonly string[]
  readonly problems: number
} {
  const wrong = found.filter((part) => part.faults.length > 0)
  const problems = wrong.reduce((sum, part) => sum + part.faults.length, 0)
  const groups = wrong.flatMap((part) => [
    `${part.name} (${part.faults.length})`,
    ...part.faults.map((fault) => `  ${faultLine(fault)}`),
    '',
  ])
  return { lines: [...groups, `check: ${count(problems)}`], problems }
}

const count = (problems: number): string =>
  problems === 0 ? 'all good' : problems === 1 ? '1 problem' : `${problems} problems`
