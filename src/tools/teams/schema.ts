import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PackageFiles } from './package.ts'

/** Microsoft's own schemas of a package, as `@microsoft/app-manifest` brings them: nothing is fetched. */
const SCHEMAS = ['node_modules', '@microsoft', 'app-manifest', 'build', 'json-schemas', 'teams', 'v1.25']
const FILES = {
  manifest: 'MicrosoftTeams.schema.json',
  localization: 'MicrosoftTeams.Localization.schema.json',
} as const

interface Validate {
  (value: unknown): boolean
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}
type Validator = new (options: object) => { compile(schema: unknown): Validate }

/** What Microsoft's schemas would refuse in a package, a sentence each. Throws where `proof/` is not installed. */
export function schemaFaults(root: string, files: PackageFiles): readonly string[] {
  const proof = join(root, 'proof')
  if (!existsSync(join(proof, ...SCHEMAS)))
    throw new Error(
      'A package is only made when it can be checked. Install the schemas with: npm ci --prefix proof',
    )
  const load = createRequire(join(proof, 'package.json'))
  const Draft4 = (load('ajv-draft-04') as { default: Validator }).default
  const addFormats = (load('ajv-formats') as { default: (ajv: object, formats: string[]) => void }).default
  const faultsOf = (name: string, schema: string): readonly string[] => {
    const ajv = new Draft4({ allErrors: true, strict: false, unicodeRegExp: false })
    addFormats(ajv, ['uri', 'email', 'regex'])
    const validate = ajv.compile(JSON.parse(readFileSync(join(proof, ...SCHEMAS, schema), 'utf8')))
    if (validate(JSON.parse(new TextDecoder().decode(files[name])))) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath}: ${message}.`)
  }
  const languages = Object.keys(files).filter((name) => name.endsWith('.json') && name !== 'manifest.json')
  return [
    ...faultsOf('manifest.json', FILES.manifest),
    ...languages.flatMap((name) => faultsOf(name, FILES.localization)),
  ]
}
