import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ROOT } from '../../content.ts'

export const USAGE = `npm run teams -- package
  --app-id ID            the app that Azure Bot Service knows (MicrosoftAppId); no secret is needed or taken
  --organisation NAME    who offers it, at most 32 characters: shown in Teams
  --website ADDRESS      its site; --privacy ADDRESS: its privacy notice; --terms ADDRESS: its terms; https all three
  --name NAME            what it is called in lists of chats, at most 30; left out: the name in locales/
  --version N.N.N        left out: the version of Haven. Teams takes a package again only with a higher one
  --out FILE             left out: haven-teams.zip`

/** What a package is made of besides words. Shown to everybody who can see the app: none of it is secret. */
export interface PackageSettings {
  readonly appId: string
  readonly organisation: string
  readonly website: string
  readonly privacy: string
  readonly terms: string
  readonly name?: string | undefined
  readonly version: string
  readonly out: string
}

const address = z
  .string('is missing')
  .max(2048)
  .refine((text) => URL.parse(text)?.protocol === 'https:', 'must be an address that begins with https://')

const schema = z.object({
  'app-id': z.guid('must be the id of the app, as 00000000-0000-0000-0000-000000000000'),
  organisation: z.string('is missing').trim().min(1, 'is missing').max(32, 'is longer than 32 characters'),
  website: address,
  privacy: address,
  terms: address,
  name: z.string().trim().min(1, 'is empty').max(30, 'is longer than 30 characters').optional(),
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, 'must be three numbers with dots, as 1.0.0'),
  out: z.string().min(1).default('haven-teams.zip'),
})

/** The settings, or every fault in them, a sentence each. */
export function settingsIn(
  args: readonly string[],
): PackageSettings | { readonly faults: readonly string[] } {
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: 'string' as const }]),
  )
  let given: Record<string, unknown>
  try {
    given = parseArgs({ args: [...args], options }).values
  } catch {
    return { faults: ['There is a word here that is no setting of a package.'] }
  }
  const parsed = schema.safeParse({ version: versionOfHaven(), ...given })
  if (parsed.success) {
    const { 'app-id': appId, ...rest } = parsed.data
    return { appId: appId.toLowerCase(), ...rest }
  }
  return { faults: parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}.`) }
}

const versionOfHaven = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
    .version
