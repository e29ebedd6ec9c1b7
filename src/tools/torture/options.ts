import { parseArgs } from 'node:util'
import { z } from 'zod'

export const USE = `Kills bot and gateway, real processes, while people send, correct and take back, and looks for what was lost,
doubled or sent without consent. Ends with 1 when anything was.

  npm run torture                          50 kills on each store that is here
  npm run torture -- --kills 1000          so many on each
  npm run torture -- --store sqlite        on one store: sqlite, postgres, or both
  npm run torture -- --seed 7              draws as that seed did; the machine's own timing is never the same
  npm run torture -- --fsyncs              only counts how often the disk is waited for before a referral is confirmed
`

const MOST_KILLS = 100_000
const MOST_SEED = 2 ** 31

const number = (most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(most))

const optionsSchema = z.object({
  kills: number(MOST_KILLS).default(50),
  /** Absent: both where a PostgreSQL is installed, else the embedded store. */
  store: z.enum(['sqlite', 'postgres', 'both']).optional(),
  /** Absent: another each time. */
  seed: number(MOST_SEED).optional(),
  fsyncs: z.boolean().default(false),
  help: z.boolean().default(false),
})
export type TortureOptions = z.infer<typeof optionsSchema>

const WRONG: Readonly<Record<string, string>> = {
  kills: `--kills is a number from 1 to ${MOST_KILLS}.`,
  store: '--store is one of sqlite, postgres, both.',
  seed: `--seed is a number from 1 to ${MOST_SEED}.`,
}

/** The options, or a sentence that says what is wrong with them. */
export function optionsOf(args: readonly string[]): TortureOptions | string {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  const known = { kills: text, store: text, seed: text, fsyncs: yes, help: yes }
  try {
    const parsed = optionsSchema.safeParse(parseArgs({ args: [...args], options: known }).values)
    if (parsed.success) return parsed.data
    return parsed.error.issues.map(({ path }) => WRONG[String(path[0])] ?? 'This cannot be asked.').join(' ')
  } catch (error) {
    return error instanceof Error ? error.message : 'This cannot be asked.'
  }
}
