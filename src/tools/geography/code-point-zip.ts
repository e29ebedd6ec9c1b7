import { strFromU8, unzipSync } from 'fflate'
import type { UnzipFileInfo } from 'fflate'

/** The whole of Great Britain is about 140 MB of CSV; a zip that grows beyond this is something else. Bytes. */
export const MOST_UNPACKED = 200 * 1024 * 1024

/** One file of OS Code-Point Open: the postcodes of an area such as AL. */
export interface AreaFile {
  readonly name: string
  text(): string
}

/** What a release says of itself. Dates are `YYYY-MM-DD`. */
export interface Release {
  /** For example `2025.4.0`; absent where the release does not say it. */
  readonly version?: string
  readonly copyrightDate: string
  readonly royalMailDate?: string
  /** How many postcodes each area has, by its letters. Empty where the release does not say it. */
  readonly counts: ReadonlyMap<string, number>
}

const AREA = /(?:^|\/)Data\/CSV\/[a-z]{1,2}\.csv$/i
const ABOUT = /(?:^|\/)Doc\/metadata\.txt$/i

/**
 * Opens a zip of OS Code-Point Open as it is downloaded. Nothing is unpacked until its size is known, then one file at a
 * time. Throws, in words for whoever runs it, when it is not such a zip, or not all of one.
 */
export function openCodePoint(zip: Uint8Array): {
  readonly release: Release
  readonly areas: readonly AreaFile[]
} {
  const listed = filesIn(zip)
  const areas = listed.filter(({ name }) => AREA.test(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (areas.length === 0)
    throw new Error('The zip has no Data/CSV/*.csv in it. Take the CSV download of OS Code-Point Open.')
  const about = listed.find(({ name }) => ABOUT.test(name))
  if (about === undefined)
    throw new Error(
      'The zip has no Doc/metadata.txt, which says how new it is. Take it as it was downloaded.',
    )
  const unpacked = [about, ...areas].reduce((sum, file) => sum + file.originalSize, 0)
  if (unpacked > MOST_UNPACKED)
    throw new Error(
      `The zip would unpack to ${megabytes(unpacked)}, and ${megabytes(MOST_UNPACKED)} is the most.`,
    )
  return {
    release: releaseOf(textOf(zip, about.name)),
    areas: areas.map(({ name }) => ({ name, text: () => textOf(zip, name) })),
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`

function filesIn(zip: Uint8Array): readonly UnzipFileInfo[] {
  const files: UnzipFileInfo[] = []
  try {
    unzipSync(zip, { filter: (file) => files.push(file) < 0 })
  } catch (cause) {
    throw new Error('The file is not a zip, or only a part of one. Download it again.', { cause })
  }
  return files
}

/** The unpacker takes no more than the zip says there is, so a lie about a size cannot fill the memory. */
function textOf(zip: Uint8Array, name: string): string {
  try {
    const file = unzipSync(zip, { filter: (one) => one.name === name })[name]
    if (file === undefined) throw new Error('it is listed twice or not at all')
    return strFromU8(file)
  } catch (cause) {
    throw new Error(`${name} cannot be unpacked: the zip is damaged. Download it again.`, { cause })
  }
}

/** Lines such as `COPYRIGHT DATE: 20251020`, then one such as `AL   7654` for each area. */
function releaseOf(text: string): Release {
  const lines = text.split(/\r?\n/)
  const said = (name: RegExp) =>
    lines
      .find((line) => name.test(line))
      ?.replace(/^[^:]*:/, '')
      .trim()
  const copyrightDate = dayOf(said(/COPYRIGHT DATE\s*:/i))
  if (copyrightDate === undefined)
    throw new Error(
      'Doc/metadata.txt has no line such as "COPYRIGHT DATE: 20251020". Is it OS Code-Point Open?',
    )
  const version = said(/VERSION[^:]*:/i)
  const royalMailDate = dayOf(said(/RM UPDATE DATE\s*:/i))
  const counts = lines.flatMap((line) => {
    const [, area, count] = /^\s*([A-Z]{1,2})\s+(\d+)\s*$/.exec(line) ?? []
    return area === undefined ? [] : [[area, Number(count)] as const]
  })
  return {
    ...(version && { version }),
    copyrightDate,
    ...(royalMailDate && { royalMailDate }),
    counts: new Map(counts),
  }
}

const dayOf = (compact: string | undefined): string | undefined =>
  /^\d{8}$/.test(compact ?? '') ? compact?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') : undefined
