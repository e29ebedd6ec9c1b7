import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedGeography } from '../../adapters/geography-embedded/index.ts'
import { changesFrom } from './changes.ts'
import { openCodePoint } from './code-point-zip.ts'
import type { Release } from './code-point-zip.ts'
import { committedIn } from './committed.ts'
import { deploymentFiles } from './deployment-files.ts'
import { sectorTable } from './sector-table.ts'
import { listsIn, SECTORS_FILE } from './source-tables.ts'
import { addUnits } from './units.ts'
import type { AreaUnits, SectorUnits } from './units.ts'

/** What is rebuilt, from what. */
export interface Rebuilding {
  /** A download of OS Code-Point Open. */
  readonly zip: string
  /** The folder of the source tables: `lad-to-force.csv`, `places.json`, `forces.json`, `postcode-sectors.json`. */
  readonly from: string
  /** The folder that Haven reads: `deployment/geography`. */
  readonly to: string
  /** False: only says what would change. */
  readonly apply: boolean
}

/**
 * Makes the postcode table anew from OS Code-Point Open and says what that changes. With `apply` it replaces
 * `postcode-sectors.json` in the source folder and the files of the deployment, all of them or, when anything is
 * wrong, none. Throws in words for whoever runs it.
 */
export function rebuildFromCodePoint({ zip, from, to, apply }: Rebuilding): readonly string[] {
  const { release, areas } = openCodePoint(readFileSync(zip))
  const lists = listsIn(from)
  const units = new Map<string, SectorUnits>()
  const read = areas.map((area) => ({ name: area.name, ...addUnits(units, area) }))
  const table = sectorTable(units, lists.councils.map(({ lad_code }) => lad_code).toSorted(), release)
  const files = deploymentFiles({ ...lists, sectors: table })
  refuseMisfits(files, to)
  const before = committedIn(to)
  if (apply) writeAll({ ...inFolder(to, files), [join(from, SECTORS_FILE)]: JSON.stringify(table) })
  return [
    `Now: ${before.source}`,
    `New: ${table.meta.source}`,
    ...changesFrom(before, { table, units, councils: lists.councils }),
    `Postcodes left out because they have no coordinates: ${read.reduce((sum, one) => sum + one.unlocated, 0)}.`,
    ...shortFiles(release, read),
    apply
      ? 'All of it is written. NOTICE names the release by hand: change it there too.'
      : 'Nothing is written. Add --apply to write it.',
  ]
}

/** The release says how many postcodes each of its files has. */
function shortFiles(
  { counts }: Release,
  read: readonly (AreaUnits & { readonly name: string })[],
): readonly string[] {
  const rows = new Map(
    read.map(({ name, rows }) => [/(\w+)\.csv$/i.exec(name)?.[1]?.toUpperCase() ?? '', rows] as const),
  )
  return [...counts]
    .filter(([area, count]) => rows.get(area) !== count)
    .map(
      ([area, count]) =>
        `Look at ${area}: the release names ${count} postcodes, its file has ${rows.get(area) ?? 0}.`,
    )
}

/** Opens the files as Haven would before anything is replaced: with names that fit nothing it would not start. */
function refuseMisfits(files: Readonly<Record<string, string>>, to: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'haven-geography-'))
  try {
    cpSync(to, folder, { recursive: true })
    for (const [path, text] of Object.entries(inFolder(folder, files))) writeFileSync(path, text)
    embeddedGeography(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const inFolder = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [join(folder, name), text]))

/** Writes beside the old files first, so that a full disk or a folder that cannot be written changes nothing. */
function writeAll(files: Readonly<Record<string, string>>): void {
  const written: string[] = []
  try {
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(`${path}.new`, text)
      written.push(path)
    }
  } catch (cause) {
    for (const path of written) rmSync(`${path}.new`)
    throw new Error(
      `Nothing is written: these must all be files that you may write: ${Object.keys(files).join(', ')}`,
      {
        cause,
      },
    )
  }
  for (const path of written) renameSync(`${path}.new`, path)
}
