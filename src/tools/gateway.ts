import { join } from 'node:path'

/** `npm run gateway:conformance -- URL`: whether a gateway keeps to the contract. Each command is a file in `gateway/`. */
const COMMANDS: Readonly<Record<string, string>> = {
  conformance: 'checks a gateway against /gateway/v1, with made-up referrals that it takes back',
}

/** One command: what it prints, and the exit code. */
export interface Outcome {
  readonly say: string
  readonly exitCode: number
}

/** What a file of `gateway/` offers. `args` are the words after the command's name. */
export type Run = (args: readonly string[]) => Promise<Outcome>

if (import.meta.main) {
  const [name = '', ...args] = process.argv.slice(2)
  if (!Object.hasOwn(COMMANDS, name)) {
    const lines = Object.entries(COMMANDS).map(([command, what]) => `  ${command.padEnd(12)} ${what}`)
    console.error(`Say what to do:\n${lines.join('\n')}`)
    process.exit(2)
  }
  try {
    const { run } = (await import(join(import.meta.dirname, 'gateway', `${name}.ts`))) as { run: Run }
    const { say, exitCode } = await run(args)
    console.log(say)
    process.exitCode = exitCode
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'That did not work')
    process.exitCode = 2
  }
}
