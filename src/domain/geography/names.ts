import { joined, reading } from './reading.ts'
import type { Candidate, FarPlace, Reading } from './reading.ts'
import type { CouncilRow, GeographyTables } from './tables.ts'
import { keyOf, wordsOf } from './typed-text.ts'

/** A council with more postcodes than this is a great city or a county: "north" before it changes nothing. */
const WIDE = 10_000

/** What every known name means, by its key: `keyOf` of its words. */
export type Names = ReadonlyMap<string, Reading>

/**
 * Gathers the names of councils, towns, counties and faraway places. Throws for a hand-written name that stands
 * for nothing in the tables.
 */
export function namesOf(tables: GeographyTables): Names {
  const written = new Map(Object.entries(tables.alsoKnownAs.words))
  const key = (name: string) => keyOf(wordsOf(name, written))
  const names = new Map<string, Reading>()
  addCouncils(names, tables, key)
  addTowns(names, tables, key)
  addCounties(names, tables, key)
  addRegions(names, tables, key)
  addByHand(names, tables, key)
  for (const word of tables.alsoKnownAs.ordinary) {
    const found = names.get(key(word))
    if (found !== undefined) names.set(key(word), { ...found, ordinary: true })
  }
  return names
}

type Building = Map<string, Reading>
type Key = (name: string) => string

/** A council as a candidate, in the middle of it. */
const whole = (tables: GeographyTables, council: number): Candidate => {
  const { postcodes, lat, lng } = rowOf(tables.councils.councils, council)
  return { council, weight: postcodes, lat, lng }
}

function rowOf(councils: readonly CouncilRow[], council: number): CouncilRow {
  const row = councils[council]
  if (row === undefined) throw new RangeError(`geography: no council has the number ${council}`)
  return row
}

function addCouncils(names: Building, tables: GeographyTables, key: Key): void {
  for (const [council, { en, cy, postcodes }] of tables.councils.councils.entries()) {
    const means = reading([whole(tables, council)])
    for (const name of cy === undefined ? [en] : [en, cy]) {
      names.set(key(name), postcodes > WIDE ? { ...means, wide: true } : means)
    }
  }
}

/** Nobody counts a town's postcodes: it is given an equal share of its council's, so Newport the city leads. */
function addTowns(names: Building, tables: GeographyTables, key: Key): void {
  const towns: number[] = []
  const { councils } = tables.councils
  for (const row of tables.towns.towns) towns[row[1]] = (towns[row[1]] ?? 0) + 1
  for (const [town, council, lat, lng] of tables.towns.towns) {
    const weight = rowOf(councils, council).postcodes / (towns[council] ?? 1)
    const candidate = { council, weight, lat, lng, town }
    const name = key(town)
    const before = names.get(name)
    const means = reading(before === undefined ? [candidate] : [...before.candidates, candidate])
    names.set(name, before?.wide ? { ...means, wide: true } : means)
  }
}

/** A county with the name of a council or a town ("Durham") means that one, and allows the rest of itself. */
function addCounties(names: Building, tables: GeographyTables, key: Key): void {
  for (const [county, councils] of Object.entries(tables.councils.counties)) {
    const before = names.get(key(county))
    const means = before?.candidates ?? councils.map((council) => whole(tables, council))
    names.set(key(county), { ...reading(means, councils), wide: true })
  }
}

function addRegions(names: Building, tables: GeographyTables, key: Key): void {
  const known = new Map<string, number[]>()
  for (const [council, { en, force }] of tables.councils.councils.entries()) {
    known.set(en, [council])
    known.set(force, [...(known.get(force) ?? []), council])
  }
  const numbersOf = (idsAndNames: readonly string[] = []) =>
    idsAndNames.flatMap((id) => {
      const found = known.get(id)
      if (found === undefined) throw new RangeError(`geography: no force or council is called "${id}"`)
      return found
    })
  for (const [region, { means, within }] of Object.entries(tables.alsoKnownAs.regions)) {
    const before = names.get(key(region))
    const candidates =
      means === undefined ? (before?.candidates ?? []) : numbersOf(means).map((one) => whole(tables, one))
    const wider = [...(before?.wider ?? []), ...numbersOf(within)]
    names.set(key(region), { ...reading(candidates, wider), wide: true })
  }
}

function addByHand(names: Building, tables: GeographyTables, key: Key): void {
  const { alsoKnownAs } = tables
  const byHand = Object.entries(alsoKnownAs.names).map(([name, targets]) => {
    const means = targets.map((target) => {
      const found = names.get(key(target))
      if (found === undefined)
        throw new RangeError(`geography: "${name}" stands for "${target}", which is unknown`)
      return found
    })
    return [name, joined(means)] as const
  })
  for (const [name, means] of byHand) names.set(key(name), means)
  for (const [far, places] of Object.entries(alsoKnownAs.far) as [FarPlace, readonly string[]][]) {
    for (const place of places) if (!names.has(key(place))) names.set(key(place), { ...reading([]), far })
  }
}
