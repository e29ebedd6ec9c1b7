import type { Release } from './code-point-zip.ts'
import { latLngOf } from './national-grid.ts'
import type { Sectors } from './source-tables.ts'
import { SCOTLAND } from './units.ts'
import type { SectorUnits } from './units.ts'

/** How Scotland is written among numbers of councils. */
const SCOTLAND_NUMBER = -1
/** Digits after the point: about eleven metres of latitude. */
const PLACES = 4

/**
 * The sector table of a release, in the shape of `postcode-sectors.json` and in the release's own order. A sector is
 * given to the council that has most of its postcodes, of equals to the one with the lower number, and every other
 * postcode in it is named. A sector all in Scotland is left out. Throws for districts that are not in `lads`.
 */
export function sectorTable(
  sectors: ReadonlyMap<string, SectorUnits>,
  lads: readonly string[],
  release: Release,
): Sectors {
  const ours = [...sectors].filter(([, { units }]) => [...units.values()].some((code) => code !== SCOTLAND))
  refuseUnknown(ours, new Set(lads))
  const numbers = new Map([...lads.entries()].map(([at, code]) => [code, at]))
  const number = (code: string): number => numbers.get(code) ?? SCOTLAND_NUMBER
  return {
    meta: {
      ...metaOf(release),
      live_units: [...sectors.values()].reduce((sum, one) => sum + one.units.size, 0),
    },
    lads: [...lads],
    sectors: Object.fromEntries(ours.map(([name, sector]) => [name, rowOf(sector, number)])),
  }
}

function rowOf(
  { units, east, north }: SectorUnits,
  number: (code: string) => number,
): Sectors['sectors'][string] {
  const byCouncil = new Map<number, string[]>()
  for (const [letters, code] of units) {
    const others = byCouncil.get(number(code))
    if (others === undefined) byCouncil.set(number(code), [letters])
    else others.push(letters)
  }
  const [most = [SCOTLAND_NUMBER, []], ...others] = [...byCouncil].sort(
    ([a, as], [b, bs]) => bs.length - as.length || a - b,
  )
  const { lat, lng } = latLngOf(east / units.size, north / units.size)
  const middle = [most[0], rounded(lat), rounded(lng)] as const
  if (others.length === 0) return [...middle]
  return [...middle, Object.fromEntries(others.map(([at, letters]) => [at, letters.sort().join('')]))]
}

const rounded = (degrees: number): number => Number(degrees.toFixed(PLACES))

/** A council that is made or merged gets a new code; nobody can guess its police force. */
function refuseUnknown(
  sectors: readonly (readonly [string, SectorUnits])[],
  known: ReadonlySet<string>,
): void {
  const unknown = new Map<string, { count: number; example: string }>()
  for (const [sector, { units }] of sectors) {
    for (const [letters, code] of units) {
      if (code === SCOTLAND || known.has(code)) continue
      const before = unknown.get(code) ?? { count: 0, example: `${sector}${letters}` }
      unknown.set(code, { ...before, count: before.count + 1 })
    }
  }
  if (unknown.size === 0) return
  const said = [...unknown].map(
    ([code, { count, example }]) => `  ${code}: ${count} postcodes, for example ${example}`,
  )
  throw new Error(
    `lad-to-force.csv does not know these councils:\n${said.join('\n')}\nAdd a row for each, with its name and the force_id of its police force as in forces.json. Take out the councils that it replaced, give their towns in places.json the new code, and build again.`,
  )
}

function metaOf({ version, copyrightDate, royalMailDate }: Release): Sectors['meta'] {
  const dated = [`copyright date ${copyrightDate}`, ...(royalMailDate ? [`RM update ${royalMailDate}`] : [])]
  const year = copyrightDate.slice(0, 4)
  const owners = ['OS data © Crown', 'Royal Mail data © Royal Mail', 'National Statistics data © Crown']
  return {
    what: 'GB postcode sector -> local authority district (index into lads; -1 = Scotland), centroid lat,lng, and per-unit exceptions {ladIndex: concatenated 2-letter unit codes}',
    source: `OS Code-Point Open${version === undefined ? '' : ` ${version}`} (${dated.join(', ')}), England & Wales sectors; LAD->police force: ONS LAD(Dec 2019)->CSP->PFA lookup, post-2019 districts mapped by predecessor`,
    licence: 'Open Government Licence v3.0 / OS OpenData',
    attribution: owners.map((owner) => `Contains ${owner} copyright and database right ${year}.`).join(' '),
    // The release's own day and not today's, so that the same zip always gives the same bytes.
    built: copyrightDate,
  }
}
