import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CouncilNames } from '../../directory/csv/places.ts'
import { councilsFile } from '../../domain/geography/tables.ts'

/** The councils of the geography that is shipped, by code and by name in either language. */
export function councilNames(root: string): CouncilNames {
  const text = readFileSync(join(root, 'deployment', 'geography', 'councils.json'), 'utf8')
  const { councils } = councilsFile.parse(JSON.parse(text))
  const names = new Map(councils.map(({ code, en }) => [code, en]))
  const codes = Map.groupBy(
    councils.flatMap(({ code, en, cy }) => [en, cy ?? en].map((name) => ({ code, name: plain(name) }))),
    ({ name }) => name,
  )
  return {
    nameOf: (code) => names.get(code),
    codesOf: (name) => [...new Set(codes.get(plain(name))?.map(({ code }) => code))],
  }
}

/** A council's name without what is often left out: "Stafford Borough Council" is Stafford. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\b(city|county|borough|district|metropolitan|royal|of|the|council|cyngor)\b/g, '')
    .replace(/[^\p{L}]/gu, '')
