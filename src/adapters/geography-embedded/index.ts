import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { lookupOf } from '../../domain/geography.ts'
import type { Lookup } from '../../domain/geography.ts'
import {
  alsoKnownAsFile,
  councilsFile,
  forcesFile,
  postcodesFile,
  townsFile,
} from '../../domain/geography/tables.ts'
import type { CouncilRow, GeographyTables } from '../../domain/geography/tables.ts'
import type { Council, Force, Geography } from '../../ports/geography.ts'

/**
 * Places from the tables in a folder (`deployment/geography`), read once and held in memory. Throws, naming the
 * file, when one is absent, damaged or does not fit the others.
 */
export function embeddedGeography(folder: URL | string): Geography & Pick<Lookup, 'explain'> {
  const tables = tablesIn(typeof folder === 'string' ? folder : fileURLToPath(folder))
  const councils = new Map(tables.councils.councils.map((row) => [row.code, councilOf(row)]))
  const forces = new Map(
    tables.forces.forces.map(({ id, en, cy, country, website }): [string, Force] => [
      id,
      { id, name: named(en, cy), country, website },
    ]),
  )
  return {
    ...lookupOf(tables),
    council: (code) => councils.get(code),
    force: (id) => forces.get(id),
  }
}

const named = (en: string, cy: string | undefined) => (cy === undefined ? { en } : { en, cy })

const councilOf = ({ code, en, cy, force }: CouncilRow): Council => ({ code, name: named(en, cy), force })

function tablesIn(folder: string): GeographyTables {
  const tables = {
    postcodes: parsed(folder, 'postcodes.json', postcodesFile),
    towns: parsed(folder, 'towns.json', townsFile),
    councils: parsed(folder, 'councils.json', councilsFile),
    forces: parsed(folder, 'forces.json', forcesFile),
    alsoKnownAs: parsed(folder, 'also-known-as.json', alsoKnownAsFile),
  }
  checkNumbers(tables)
  return tables
}

function parsed<T extends z.ZodType>(folder: string, file: string, schema: T): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch (cause) {
    throw new Error(`geography: ${file} cannot be read`, { cause })
  }
  const result = schema.safeParse(json)
  if (!result.success) throw new Error(`geography: ${file} is not what it should be`, { cause: result.error })
  return result.data
}

/** Every number of a council has a council, and every council a force. */
function checkNumbers({ postcodes, towns, councils, forces }: GeographyTables): void {
  const known = (council: number) => council >= 0 && council < councils.councils.length
  const ids = new Set(forces.forces.map((force) => force.id))
  const faults = [
    ...councils.councils
      .filter((row) => !ids.has(row.force))
      .map((row) => `councils.json: no force for ${row.code}`),
    ...Object.entries(councils.counties)
      .filter(([, all]) => !all.every(known))
      .map(([name]) => `councils.json: ${name}`),
    ...towns.towns.filter((row) => !known(row[1])).map((row) => `towns.json: ${row[0]}`),
    ...(postcodes.councils === councils.councils.length ? [] : ['postcodes.json: made with other councils']),
  ]
  if (faults.length > 0)
    throw new Error(`geography: files that do not fit together: ${faults.slice(0, 5).join(', ')}`)
}
