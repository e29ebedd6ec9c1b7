import { configFrom } from '../../config.ts'
import { loadKeys, type KeyRing } from '../../adapters/vault-local/index.ts'

/** What the commands for keys and backups need of the settings. */
export interface Settings {
  readonly folder: string
  readonly ring: () => KeyRing
  /** The key is in the environment, and not in a file of the data folder. */
  readonly isKeySet: boolean
  readonly production: boolean
  readonly databaseUrl: string | undefined
}

/** From the same environment as Haven itself. Throws one sentence for each setting that is wrong. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const { dataFolder: folder, key, previousKeys: previous, nextKey: next, ...config } = configFrom(env)
  const { production, databaseUrl } = config
  return {
    folder,
    ring: () => loadKeys({ dataFolder: folder, env: key, previous, next, production }),
    isKeySet: (key?.trim() ?? '') !== '' || production,
    production,
    databaseUrl,
  }
}

/** Runs a command of the terminal: prints what it answers, and a sentence where it cannot be done. */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    console.log(await command())
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'That did not work')
    process.exitCode = 1
  }
}

/** A running Haven holds its files alone. */
export const isHeldByAnother = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Another Haven has ')
