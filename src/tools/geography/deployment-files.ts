import type { CouncilSource, ForceSource, Sectors, Source } from './source-tables.ts'

/** The names that a person would know, where the source writes a council's title or leaves a mark out. */
const SHOWN: Readonly<Record<string, { readonly en?: string; readonly cy?: string }>> = {
  E06000023: { en: 'Bristol' },
  E06000059: { en: 'Dorset' },
  E07000138: { en: 'Lincoln' },
  E07000146: { en: "King's Lynn and West Norfolk" },
  E08000013: { en: 'St Helens' },
  W06000001: { cy: 'Ynys Môn' },
  W06000014: { en: 'Vale of Glamorgan' },
  W06000016: { en: 'Rhondda Cynon Taf' },
}

/**
 * The text of each file of `deployment/geography` that is made and not written by hand, by its name. The same source
 * always gives the same bytes. Throws for a council that the postcode table does not know.
 */
export function deploymentFiles(source: Source): Readonly<Record<string, string>> {
  const files = {
    'postcodes.json': postcodes(source),
    'towns.json': towns(source),
    'councils.json': councils(source),
    'forces.json': forces(source),
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, parts]) => {
      const lines = Object.entries(parts).map(([key, json]) => `"${key}":${json}`)
      return [name, `{${lines.join(',\n')}}\n`]
    }),
  )
}

function numberOf({ lads }: Sectors, code: string, who: string): number {
  const at = lads.indexOf(code)
  if (at === -1) throw new RangeError(`${who}: no council of the postcode table has the code ${code}`)
  return at
}

/** Each part of a file as JSON. */
type Parts = Readonly<Record<string, string>>

function postcodes({ sectors }: Source): Parts {
  const { source, licence, attribution, built } = sectors.meta
  const what = 'the sectors of each outcode, as digit:council,latitude,longitude,other council=its units;'
  return {
    meta: JSON.stringify({ what, source, licence, attribution, built }),
    councils: String(sectors.lads.length),
    outcodes: entries(byOutcode(sectors.sectors)),
  }
}

function towns({ places, sectors }: Source): Parts {
  const { source, built } = places.meta
  const what = 'town or village, council, latitude, longitude'
  const attribution = `Names of places from GeoNames (geonames.org), CC BY 4.0. ${sectors.meta.attribution}`
  return {
    meta: JSON.stringify({ what, source, licence: 'CC BY 4.0', attribution, built }),
    towns: items(
      places.places.map(([name, code, ...at]) => [
        name,
        numberOf(sectors, code, `places.json, ${name}`),
        ...at,
      ]),
    ),
  }
}

function councils({ sectors, councils, forces }: Source): Parts {
  const { licence, built } = sectors.meta
  const what = 'councils in the order of their numbers, and the councils of each county'
  const source = `${sectors.meta.source}; mySociety names of local authorities (CC BY 4.0)`
  const attribution = `${sectors.meta.attribution} Names of councils from mySociety, CC BY 4.0.`
  const number = ({ lad_code }: CouncilSource) => numberOf(sectors, lad_code, 'lad-to-force.csv')
  const inOrder = councils.toSorted((a, b) => number(a) - number(b))
  return {
    meta: JSON.stringify({ what, source, licence, attribution, built }),
    councils: items(councilRows(inOrder, sectors)),
    counties: entries(countiesOf(inOrder, forces.forces)),
  }
}

function forces({ forces: { meta, forces } }: Source): Parts {
  const what = 'territorial police forces of England and Wales'
  const source = 'ONS police force areas; force ids of data.police.uk'
  const licence = 'Open Government Licence v3.0'
  const attribution = `Contains public sector information licensed under the ${licence}.`
  return {
    meta: JSON.stringify({ what, source, licence, attribution, built: meta.built }),
    forces: items(forces.map(forceRow)),
  }
}

const items = (rows: readonly unknown[]) => `[\n${rows.map((one) => JSON.stringify(one)).join(',\n')}\n]`

const entries = (rows: Readonly<Record<string, unknown>>) =>
  `{\n${Object.entries(rows)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(',\n')}\n}`

const named = (en: string, cy: string | null | undefined) => (cy ? { en, cy } : { en })

const forceRow = ({ id, name_en, name_cy, country, police_url }: ForceSource) => ({
  id,
  ...named(name_en, name_cy),
  country,
  website: police_url,
})

/** One line for each outcode, as `sectorsOf` reads it. */
function byOutcode(sectors: Sectors['sectors']): Record<string, string> {
  const outcodes: Record<string, string> = {}
  for (const [sector, [most, lat, lng, others = {}]] of Object.entries(sectors)) {
    const [outcode = '', digit = ''] = sector.split(' ')
    const units = Object.entries(others).map(([council, letters]) => `,${council}=${letters}`)
    outcodes[outcode] = `${outcodes[outcode] ?? ''}${digit}:${most},${lat},${lng}${units.join('')};`
  }
  return outcodes
}

/** `usual`: what is left of a council's postcodes after the exceptions, shared among the sectors mostly its own. */
function councilRows(councils: readonly CouncilSource[], { sectors, lads }: Sectors): readonly unknown[] {
  const own = lads.map(() => 0)
  const elsewhere = lads.map(() => 0)
  for (const [most, , , others = {}] of Object.values(sectors)) {
    if (most >= 0) own[most] = (own[most] ?? 0) + 1
    for (const [council, units] of Object.entries(others)) {
      const at = Number(council)
      if (at >= 0) elsewhere[at] = (elsewhere[at] ?? 0) + units.length / 2
    }
  }
  return councils.map((council, at) => ({
    code: council.lad_code,
    ...named(council.name_en, council.name_cy),
    ...SHOWN[council.lad_code],
    force: council.force_id,
    lat: council.lat,
    lng: council.lng,
    postcodes: council.live_postcodes,
    usual: Math.max(
      1,
      Math.round((council.live_postcodes - (elsewhere[at] ?? 0)) / Math.max(1, own[at] ?? 0)),
    ),
  }))
}

/** Counties by their own name, and police areas by theirs; where both have one name, it is all of both. */
function countiesOf(
  councils: readonly CouncilSource[],
  forces: readonly ForceSource[],
): Record<string, number[]> {
  const counties: Record<string, number[]> = {}
  const names = new Map(forces.map((force) => [force.id, force.pfa_name]))
  for (const [at, council] of councils.entries()) {
    for (const name of new Set([council.county_name, names.get(council.force_id) ?? ''])) {
      if (name !== '') counties[name] = [...(counties[name] ?? []), at]
    }
  }
  return Object.fromEntries(Object.entries(counties).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
