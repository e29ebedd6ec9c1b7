import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectorsOf } from '../../domain/geography/sectors.ts'
import { councilsFile, postcodesFile, SCOTLAND as SCOTLAND_NUMBER } from '../../domain/geography/tables.ts'
import { SCOTLAND } from './units.ts'

/** A sector as a table has it: councils by GSS code, or `SCOTLAND`. */
export interface KnownSector {
  readonly most: string
  /** The council of each postcode that is not in `most`, by its last two letters. */
  readonly others: ReadonlyMap<string, string>
}

/** The tables that Haven runs on now, by codes instead of numbers. */
export interface Committed {
  readonly source: string
  readonly postcodes: number
  readonly names: ReadonlyMap<string, string>
  readonly sectors: ReadonlyMap<string, KnownSector>
}

/** Reads the tables in a folder such as `deployment/geography`. Throws where one is absent or damaged. */
export function committedIn(folder: string): Committed {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const { meta, outcodes } = postcodesFile.parse(read('postcodes.json'))
  const { councils } = councilsFile.parse(read('councils.json'))
  const codeOf = (at: number) => (at === SCOTLAND_NUMBER ? SCOTLAND : (councils[at]?.code ?? ''))
  const sectors = Object.entries(outcodes).flatMap(([outcode, line]) =>
    sectorsOf(line).map(({ digit, most, others }) => {
      const named = others.flatMap(({ council, units }) =>
        (units.match(/../g) ?? []).map((letters) => [letters, codeOf(council)] as const),
      )
      return [`${outcode} ${digit}`, { most: codeOf(most), others: new Map(named) }] as const
    }),
  )
  return {
    source: String(meta.source),
    postcodes: councils.reduce((sum, council) => sum + council.postcodes, 0),
    names: new Map(councils.map(({ code, en }) => [code, en])),
    sectors: new Map(sectors),
  }
}
