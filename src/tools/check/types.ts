import type { Fault } from '../../domain/fault.ts'
import type { Part } from './part.ts'
import { complaint, runTool } from './run-tool.ts'

/** The compiler agrees, under every strict setting of `tsconfig.json`. */
export const types: Part = {
  name: 'types',
  async faults(root) {
    const said = await runTool(root, 'typescript/bin/tsc', ['--pretty', 'false'])
    const faults = said.out.split('\n').flatMap(toFault)
    if (said.code !== 0 && faults.length === 0) throw new Error(complaint(said))
    return faults
  },
}

/** `src/a.ts(3,5): error TS2345: …`; indented lines only explain the one above. */
export function toFault(line: string): Fault[] {
  const found = /^(.+?)(?:\((\d+),\d+\))?: error (TS\d+): (.+?)\.?$/.exec(line)
  if (!found) return []
  const [, file, row, rule, what] = found as unknown as [string, string, string | undefined, string, string]
  return [{ file, line: Number(row ?? 1), rule, what, cure: 'mend the type, or what it is told' }]
}
