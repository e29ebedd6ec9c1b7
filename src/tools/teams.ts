import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readContent, ROOT } from '../content.ts'
import { NATIONAL } from '../domain/area.ts'
import { packageFiles, zipped } from './teams/package.ts'
import { settingsIn, USAGE } from './teams/settings.ts'
import { schemaFaults } from './teams/schema.ts'

/**
 * `npm run teams -- package`: makes the app package that an administrator gives to Teams (`deployment/teams/README.md`).
 * Ends with 1, and writes nothing, when a value is wrong or Microsoft's schema would refuse it.
 */
export function run(
  args: readonly string[],
  root = ROOT,
): { readonly say: string; readonly exitCode: number } {
  const failed = (lines: readonly string[]) => ({
    say: `Nothing was written.\n${lines.map((line) => `  ${line}`).join('\n')}`,
    exitCode: 1,
  })
  const [command, ...rest] = args
  if (command !== 'package') return { say: USAGE, exitCode: 2 }
  const settings = settingsIn(rest)
  if ('faults' in settings) return failed([...settings.faults, '', ...USAGE.split('\n')])
  const { content } = readContent({ production: false })
  if (!content) return failed(['The flows cannot be read; npm run check says why.'])
  const languages = content.directory.area(NATIONAL)?.languages ?? []
  const files = packageFiles(root, { settings, languages, words: content.words })
  const faults = schemaFaults(root, files)
  if (faults.length > 0) return failed(faults)
  const out = resolve(settings.out)
  writeFileSync(out, zipped(files))
  return {
    say: `${out}\n  ${Object.keys(files).join(', ')}\n  Languages: ${languages.join(', ')}. What to do with it: ${join('deployment', 'teams', 'README.md')}`,
    exitCode: 0,
  }
}

if (import.meta.main) {
  try {
    const { say, exitCode } = run(process.argv.slice(2))
    process[exitCode === 0 ? 'stdout' : 'stderr'].write(`${say}\n`)
    process.exitCode = exitCode
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
