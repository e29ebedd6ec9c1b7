import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { AreaFile } from './code-point-zip.ts'

/** All of Scotland is one council here: five sectors of England lie across the border. */
export const SCOTLAND = 'Scotland'

/** What is known of one sector's postcodes. */
export interface SectorUnits {
  /** The council of each postcode by its last two letters: a GSS code, or `SCOTLAND`. */
  readonly units: Map<string, string>
  /** Sums over its postcodes, in metres of the National Grid. */
  east: number
  north: number
}

/** What an area's file had. */
export interface AreaUnits {
  readonly rows: number
  /** Postcodes without coordinates or without a district: they are in no sector. */
  readonly unlocated: number
}

/** How good the coordinates are, 10 to 60; 90: there are none. */
const NO_COORDINATES = '90'

/** One line: postcode, quality, eastings, northings, country, two health authorities, county, district, ward. */
const row = z.tuple([
  z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$/, 'is not a postcode'),
  z.string().regex(/^\d\d$/, 'is not a positional quality such as 10'),
  z.string().regex(/^\d{1,7}$/, 'is not an easting in metres'),
  z.string().regex(/^\d{1,7}$/, 'is not a northing in metres'),
  z.string().regex(/^([A-Z]\d{8})?$/, 'is not a country code'),
  z.string(),
  z.string(),
  z.string(),
  z.string().regex(/^([EWS]\d{8})?$/, 'is not a district code such as E07000197'),
  z.string(),
])

/** Adds the postcodes of one file to their sectors. Throws, naming file and line, for a line of another shape. */
export function addUnits(sectors: Map<string, SectorUnits>, { name, text }: AreaFile): AreaUnits {
  const rows = rowsOf(name, text())
  let unlocated = 0
  for (const [line, fields] of rows.entries()) {
    const parsed = row.safeParse(fields)
    if (!parsed.success) throw new Error(`${name}, line ${line + 1}: ${saidOf(parsed.error)}`)
    const [postcode, quality, east, north, , , , , district] = parsed.data
    if (quality === NO_COORDINATES || district === '') unlocated++
    else add(sectors, postcode, { east, north, district })
  }
  return { rows: rows.length, unlocated }
}

function rowsOf(name: string, csv: string): readonly unknown[] {
  try {
    return z.array(z.unknown()).parse(parse(csv, { relax_column_count: true, skip_empty_lines: true }))
  } catch (cause) {
    throw new Error(`${name} is not comma-separated values as OS Code-Point Open has them.`, { cause })
  }
}

const COLUMNS = [
  'postcode',
  'quality',
  'easting',
  'northing',
  'country',
  '',
  '',
  'county',
  'district',
  'ward',
]

function saidOf({ issues: [first] }: z.ZodError): string {
  if (first === undefined || first.path.length === 0)
    return 'a line has ten columns, postcode to ward. Take the CSV download of OS Code-Point Open.'
  return `the ${COLUMNS[Number(first.path[0])] ?? 'column'} ${first.message}`
}

function add(
  sectors: Map<string, SectorUnits>,
  postcode: string,
  at: { readonly east: string; readonly north: string; readonly district: string },
): void {
  const sector = `${postcode.slice(0, -3).trimEnd()} ${postcode.slice(-3, -2)}`
  const known = sectors.get(sector) ?? { units: new Map<string, string>(), east: 0, north: 0 }
  known.units.set(postcode.slice(-2), at.district.startsWith('S') ? SCOTLAND : at.district)
  known.east += Number(at.east)
  known.north += Number(at.north)
  sectors.set(sector, known)
}
