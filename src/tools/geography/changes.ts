import type { Committed, KnownSector } from './committed.ts'
import type { CouncilSource, Sectors } from './source-tables.ts'
import { SCOTLAND } from './units.ts'
import type { SectorUnits } from './units.ts'

/** A release changes a few sectors; more than this share of them gone is a zip that is not whole. */
const MANY = 0.01
/** So many are named in a line; nobody reads more. */
const NAMED = 12

/** What a new table is compared by. */
export interface Rebuilt {
  readonly table: Sectors
  readonly units: ReadonlyMap<string, SectorUnits>
  readonly councils: readonly CouncilSource[]
}

/**
 * What a rebuilt table changes, line by line, for a person to read before it is written. The committed table names
 * only postcodes outside the council that has most of a sector, so only those are followed one by one.
 */
export function changesFrom(before: Committed, { table, units, councils }: Rebuilt): readonly string[] {
  const names = new Map([...before.names, ...councils.map((one) => [one.lad_code, one.name_en] as const)])
  const now = Object.keys(table.sectors)
  const isNow = new Set(now)
  const added = now.filter((sector) => !before.sectors.has(sector))
  const gone = [...before.sectors.keys()].filter((sector) => !isNow.has(sector))
  const moved = [...before.sectors].flatMap(([sector, old]) => {
    const [was, is] = [councilsOf(old), councilsIn(units.get(sector))]
    return is.length === 0 || was.join() === is.join()
      ? []
      : [`${sector}: ${namesOf(was, names)} -> ${namesOf(is, names)}`]
  })
  const { lost, elsewhere } = named(before, units)
  const present = new Set([...units.values()].flatMap((sector) => [...new Set(sector.units.values())]))
  const empty = councils.filter(({ lad_code }) => !present.has(lad_code))
  return [
    ...postcodes(before, now, units),
    `Sectors: ${number(before.sectors.size)} before, ${number(now.length)} now.`,
    ...list('Sectors that are new', added),
    ...list('Sectors that are gone', gone),
    ...(gone.length > before.sectors.size * MANY
      ? ['  That is more than a release takes away: look whether the zip is whole.']
      : []),
    ...list('Sectors whose councils changed', moved, '\n  '),
    ...list('Postcodes that were named one by one and are gone', lost),
    ...list('Postcodes that were named one by one and are in another council', elsewhere),
    ...list(
      'Councils of lad-to-force.csv without a postcode, to be taken out if they were replaced',
      empty.map(({ lad_code, name_en }) => `${name_en} (${lad_code})`),
    ),
  ]
}

function postcodes(
  before: Committed,
  now: readonly string[],
  units: ReadonlyMap<string, SectorUnits>,
): readonly string[] {
  const all = now.flatMap((sector) => [...(units.get(sector)?.units.values() ?? [])])
  const count = all.filter((code) => code !== SCOTLAND).length
  const more = count - before.postcodes
  return [
    `Postcodes of England and Wales: ${number(before.postcodes)} before, ${number(count)} now (${more < 0 ? '' : '+'}${number(more)}).`,
  ]
}

/** The councils of a sector, the one with most of it first. */
const councilsOf = ({ most, others }: KnownSector): readonly string[] => [
  most,
  ...[...new Set(others.values())].filter((code) => code !== most).sort(),
]

function councilsIn(sector: SectorUnits | undefined): readonly string[] {
  const counts = new Map<string, number>()
  for (const code of sector?.units.values() ?? []) counts.set(code, (counts.get(code) ?? 0) + 1)
  const [most, ...others] = [...counts].sort(([a, as], [b, bs]) => bs - as || (a < b ? -1 : 1))
  return most === undefined ? [] : [most[0], ...others.map(([code]) => code).sort()]
}

function named(
  before: Committed,
  units: ReadonlyMap<string, SectorUnits>,
): { readonly lost: readonly string[]; readonly elsewhere: readonly string[] } {
  const lost: string[] = []
  const elsewhere: string[] = []
  for (const [sector, { others }] of before.sectors) {
    for (const [letters, was] of others) {
      const is = units.get(sector)?.units.get(letters)
      if (is === undefined) lost.push(`${sector}${letters}`)
      else if (is !== was) elsewhere.push(`${sector}${letters}`)
    }
  }
  return { lost, elsewhere }
}

const namesOf = (codes: readonly string[], names: ReadonlyMap<string, string>): string =>
  codes.map((code) => names.get(code) ?? code).join(', ')

function list(what: string, all: readonly string[], before = ' '): readonly string[] {
  if (all.length === 0) return [`${what}: none.`]
  const more = all.length > NAMED ? `${before}and ${number(all.length - NAMED)} more` : ''
  const first = all.slice(0, NAMED).join(before === ' ' ? ', ' : before)
  return [`${what}: ${number(all.length)}:${before}${first}${more}`]
}

const number = (count: number): string => count.toLocaleString('en-GB')
