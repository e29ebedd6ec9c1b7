import { join } from 'node:path'
import { ROOT } from '../content.ts'

/**
 * `npm run directory -- COMMAND`: looks after the directory of services. Each command is a file in `directory/`, loaded
 * only when it is asked for.
 */
const COMMANDS: Readonly<Record<string, string>> = {
  check: 'what is stale, expiring, doubled, in conflict, or without a source',
  find: 'who would be shown to somebody, in which order, and why: --postcode, --crime, --need, --age',
  where: 'what a place that was typed is taken to mean, and how',
  import: 'a preview of an Open Referral feed or a CSV file; --apply writes it',
  export: 'the directory as Open Referral UK 3.0 or as CSV',
}

/** One command: what it prints, and the exit code. */
export interface Outcome {
  readonly say: string
  readonly exitCode: number
}

/** What a file of `directory/` offers. `args` are the words after the command's name. */
export type Run = (args: readonly string[], root: string) => Promise<Outcome> | Outcome

const usage = (): string =>
  Object.entries(COMMANDS)
    .map(([name, what]) => `  npm run directory -- ${name.padEnd(7)} ${what}`)
    .join('\n')

if (import.meta.main) {
  const [name = '', ...args] = process.argv.slice(2)
  if (!Object.hasOwn(COMMANDS, name)) {
    console.error(`Say what to do:\n${usage()}`)
    process.exit(2)
  }
  const { run } = (await import(join(import.meta.dirname, 'directory', `${name}.ts`))) as { run: Run }
  try {
    const { say, exitCode } = await run(args, ROOT)
    console.log(say)
    process.exitCode = exitCode
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'That did not work')
    process.exitCode = 1
  }
}
