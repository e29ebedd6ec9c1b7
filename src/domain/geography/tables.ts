import { z } from 'zod'

const text = z.string().min(1)
const meta = z.record(z.string(), z.union([z.string(), z.number()]))
const degrees = z.number().min(-90).max(90)
const GSS = /^[EW]\d{8}$/

/** Stands for Scotland where a council's number is expected: five sectors lie across the border. */
export const SCOTLAND = -1

/** One town or village: its name, the number of its council, latitude and longitude (WGS84 degrees). */
export type TownRow = readonly [string, number, number, number]

const isTownRow = (row: unknown): row is TownRow =>
  Array.isArray(row) &&
  row.length === 4 &&
  typeof row[0] === 'string' &&
  Number.isInteger(row[1]) &&
  Number.isFinite(row[2]) &&
  Number.isFinite(row[3])

/** `4:184,53.0979,-2.2839,20=AAAB;`: see `sectorsOf`, which reads it. */
const SECTORS = /^(?:\d:-?\d+,-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?:,-?\d+=(?:[A-Z]{2})+)*;)+$/

/**
 * `postcodes.json`: the sectors of each outcode, on one line. Ten thousand objects would take longer to load than
 * the whole start may, so a line is read when somebody asks for it.
 */
export const postcodesFile = z.strictObject({
  meta,
  /** How many councils the numbers count. */
  councils: z.int(),
  outcodes: z.custom<Readonly<Record<string, string>>>(
    (all) =>
      typeof all === 'object' &&
      all !== null &&
      Object.values(all).every((line) => typeof line === 'string' && SECTORS.test(line)),
    'every sector is digit:council,latitude,longitude with other=units after it',
  ),
})

/** `towns.json`. */
export const townsFile = z.strictObject({
  meta,
  towns: z.custom<readonly TownRow[]>(
    (all) => Array.isArray(all) && all.every(isTownRow),
    'every town is [name, council, latitude, longitude]',
  ),
})

const councilRow = z.strictObject({
  code: z.string().regex(GSS),
  en: text,
  cy: text.optional(),
  force: text,
  lat: degrees,
  lng: degrees,
  /** Live postcodes: what "most" means when councils are put in order. */
  postcodes: z.int().positive(),
  /** How many postcodes a sector that is mostly this council's usually gives it: an estimate, for order only. */
  usual: z.int().positive(),
})

/** `councils.json`. A council's number, in the other files, is its position in this list. */
export const councilsFile = z.strictObject({
  meta,
  councils: z.array(councilRow).min(1),
  /** Counties and police areas by name, as numbers of councils. */
  counties: z.record(z.string(), z.array(z.int().min(0)).min(1)),
})

/** `forces.json`. */
export const forcesFile = z.strictObject({
  meta,
  forces: z
    .array(
      z.strictObject({
        id: text,
        en: text,
        cy: text.optional(),
        country: z.enum(['England', 'Wales']),
        website: z.url(),
      }),
    )
    .min(1),
})

/** `also-known-as.json`, written by hand: what people call places, and the words around them that say nothing. */
export const alsoKnownAsFile = z.strictObject({
  meta,
  /** A name people use: the councils, towns or counties it stands for. Replaces what the tables say of it. */
  names: z.record(z.string(), z.array(text).min(1)),
  /** Regions: force ids and council names. `means` is what it says alone; `within` only narrows another name. */
  regions: z.record(
    z.string(),
    z.strictObject({ means: z.array(text).optional(), within: z.array(text).optional() }),
  ),
  /** Places outside England and Wales. */
  far: z.strictObject({ scotland: z.array(text), 'northern-ireland': z.array(text), abroad: z.array(text) }),
  /** One written word for another, before anything is looked up. */
  words: z.record(z.string(), text),
  /** Words that say nothing about where. */
  quiet: z.array(text),
  /** What makes the name before it the name of a road. */
  roads: z.array(text),
  /** Places whose names are ordinary words: dropped beside a place that they do not fit. */
  ordinary: z.array(text),
  /** "North", "mid": may stand before a county or a great city and change nothing. */
  directions: z.array(text),
})

export type CouncilRow = z.infer<typeof councilRow>
export type AlsoKnownAs = z.infer<typeof alsoKnownAsFile>

/** Everything that a lookup reads. */
export interface GeographyTables {
  readonly postcodes: z.infer<typeof postcodesFile>
  readonly towns: z.infer<typeof townsFile>
  readonly councils: z.infer<typeof councilsFile>
  readonly forces: z.infer<typeof forcesFile>
  readonly alsoKnownAs: AlsoKnownAs
}
