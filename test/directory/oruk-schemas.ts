import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The published schemas, which are other people's files and so do not live in this repository. */
const SCHEMAS = join('..', 'shared', 'data', 'oruk')
export const hasSchemas = existsSync(SCHEMAS)

/** What is wrong with a value by one schema; empty when it is valid. */
export type Verdict = (value: unknown) => readonly string[]

/** A judge by one published schema: `3.0/schemata` of Open Referral UK, or `hsds-3.0`. */
export function judge(folder: '3.0/schemata' | 'hsds-3.0', schema: string): Verdict {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  const path = join(SCHEMAS, folder)
  for (const file of readdirSync(path).filter((name) => name.endsWith('.json') && name !== 'openapi.json'))
    ajv.addSchema(JSON.parse(readFileSync(join(path, file), 'utf8')), file)
  const validate = ajv.getSchema(`${schema}.json`)
  if (!validate) throw new Error(`There is no schema ${schema}`)
  return (value) =>
    validate(value) === true
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Says aloud why a suite is skipped, and skips it. */
export function needSchemas(this: Mocha.Context): void {
  if (hasSchemas) return
  console.log(`      skipped: the Open Referral schemas are not beside this repository (${SCHEMAS})`)
  this.skip()
}
