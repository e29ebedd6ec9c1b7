import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const GSS = z.string().regex(/^[EW]\d{8}$/)
const meta = z.looseObject({ source: z.string(), built: z.iso.date() })
const sector = z.tuple([z.int(), z.number(), z.number(), z.record(z.string(), z.string()).optional()])

const sectorsSource = z.object({
  meta: meta.extend({ licence: z.string(), attribution: z.string() }),
  lads: z.array(GSS),
  sectors: z.record(z.string(), sector),
})
const placesSource = z.object({ meta, places: z.array(z.tuple([z.string(), GSS, z.number(), z.number()])) })
const forceSource = z.object({
  id: z.string(),
  pfa_name: z.string(),
  name_en: z.string(),
  name_cy: z.string().nullable(),
  country: z.enum(['England', 'Wales']),
  police_url: z.url(),
})
const forcesSource = z.object({ meta: z.looseObject({ built: z.iso.date() }), forces: z.array(forceSource) })
const councilSource = z.object({
  lad_code: GSS,
  name_en: z.string(),
  name_cy: z.string(),
  county_name: z.string(),
  force_id: z.string(),
  lat: z.coerce.number(),
  lng: z.coerce.number(),
  live_postcodes: z.coerce.number(),
})

/**
 * `postcode-sectors.json`: for each sector, the council (by its place in `lads`) that has most of it, its middle in
 * WGS84 degrees, and the other councils in it with the last letters of their postcodes. -1 is Scotland.
 */
export type Sectors = z.infer<typeof sectorsSource>
export type CouncilSource = z.infer<typeof councilSource>
export type ForceSource = z.infer<typeof forceSource>

/** The file of the source folder that a newer OS Code-Point Open replaces. */
export const SECTORS_FILE = 'postcode-sectors.json'

/** What changes rarely and by hand: councils with their forces, towns, forces. */
export interface Lists {
  readonly places: z.infer<typeof placesSource>
  readonly forces: z.infer<typeof forcesSource>
  /** In no order that means anything. */
  readonly councils: readonly CouncilSource[]
}

/** The source tables, read and parsed. */
export interface Source extends Lists {
  readonly sectors: Sectors
}

/** Reads the councils, the towns and the forces of a source folder. Throws where one is absent or damaged. */
export const listsIn = (folder: string): Lists => ({
  places: placesSource.parse(JSON.parse(textOf(folder, 'places.json'))),
  forces: forcesSource.parse(JSON.parse(textOf(folder, 'forces.json'))),
  councils: z.array(councilSource).parse(parse(textOf(folder, 'lad-to-force.csv'), { columns: true })),
})

/** Reads the whole source folder. Throws where a table is absent or damaged. */
export const sourceIn = (folder: string): Source => ({
  ...listsIn(folder),
  sectors: sectorsSource.parse(JSON.parse(textOf(folder, SECTORS_FILE))),
})

const textOf = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')
