import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deploymentFiles } from './geography/deployment-files.ts'
import { rebuildFromCodePoint } from './geography/rebuild.ts'
import { sourceIn } from './geography/source-tables.ts'

const USAGE = `usage: node src/tools/build-geography.ts <folder of the source tables>
       node src/tools/build-geography.ts --code-point codepo_gb.zip [--apply] <folder of the source tables>`

/**
 * Makes the files of `deployment/geography` from the source tables (their `geo` folder). The same source always
 * gives the same bytes. `also-known-as.json` is written by hand and left alone.
 */
export function buildGeography(from: string, to: string): void {
  for (const [name, text] of Object.entries(deploymentFiles(sourceIn(from))))
    writeFileSync(join(to, name), text)
}

/** Does what the words after the command's name say. Gives what there is to say about it. */
export function run(args: readonly string[], to: string): readonly string[] {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'code-point': { type: 'string' }, apply: { type: 'boolean' } },
  })
  const [from, ...more] = positionals
  const { 'code-point': zip, apply = false } = values
  if (from === undefined || more.length > 0 || (apply && zip === undefined)) throw new Error(USAGE)
  if (zip !== undefined) return rebuildFromCodePoint({ zip, from, to, apply })
  buildGeography(from, to)
  return []
}

if (import.meta.main) {
  try {
    const to = join(import.meta.dirname, '../../deployment/geography')
    for (const line of run(process.argv.slice(2), to)) console.log(line)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
