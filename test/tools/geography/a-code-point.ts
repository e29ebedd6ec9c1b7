import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { buildGeography } from '../../../src/tools/build-geography.ts'

/** Made up for tests: councils and forces are real, their postcodes, counts and places on the map are not. */
const COUNCILS = `lad_code,name_en,name_cy,county_name,force_id,lat,lng,live_postcodes
E06000049,Cheshire East,,,cheshire,53.1,-2.3,4
E06000057,Northumberland,,,northumbria,55.5,-2,3
E07000197,Stafford,,Staffordshire,staffordshire,52.8,-2.1,5
W06000005,Flintshire,Sir y Fflint,,north-wales,53.2,-3.1,2
`
const forceRow = (id: string, name: string, country: 'England' | 'Wales') => ({
  id,
  pfa_name: name,
  name_en: `${name} Police`,
  name_cy: null,
  country,
  police_url: `https://${id}.example`,
})
const FORCES = {
  meta: { built: '2026-01-01' },
  forces: [
    forceRow('cheshire', 'Cheshire', 'England'),
    forceRow('northumbria', 'Northumbria', 'England'),
    forceRow('staffordshire', 'Staffordshire', 'England'),
    forceRow('north-wales', 'North Wales', 'Wales'),
  ],
}
const PLACES = {
  meta: { source: 'made up', built: '2026-01-01' },
  places: [['Stone', 'E07000197', 52.9, -2.15]],
}
const SECTORS = {
  meta: { source: 'the table before', built: '2026-01-01', licence: 'none', attribution: 'Made up.' },
  lads: ['E06000049', 'E06000057', 'E07000197', 'W06000005'],
  sectors: {
    'ST7 4': [2, 53.09, -2.22, { '0': 'AAAB' }],
    'ST7 9': [2, 53.09, -2.22],
    'CH4 8': [3, 53.1, -2.9],
    'TD15 1': [1, 55.7, -2, { '-1': 'BT' }],
  },
}
const KNOWN_AS = {
  meta: {},
  names: {},
  regions: {},
  words: {},
  quiet: [],
  roads: [],
  ordinary: [],
  directions: [],
  far: { scotland: [], 'northern-ireland': [], abroad: [] },
}

/** The folders that a rebuild reads and writes, filled with a small made-up geography; `gone` removes them. */
export interface Folders {
  readonly from: string
  readonly to: string
  /** Every file in both, by its path. */
  bytes(): Readonly<Record<string, string>>
  /** Writes a file beside them, and says where. */
  keep(zip: Uint8Array): string
  gone(): void
}

export function madeUpFolders(): Folders {
  const all = mkdtempSync(join(tmpdir(), 'code-point-'))
  const [from, to] = [join(all, 'geo'), join(all, 'deployment')]
  for (const folder of [from, to]) mkdirSync(folder)
  const json = { 'forces.json': FORCES, 'places.json': PLACES, 'postcode-sectors.json': SECTORS }
  for (const [name, body] of Object.entries(json)) writeFileSync(join(from, name), JSON.stringify(body))
  writeFileSync(join(from, 'lad-to-force.csv'), COUNCILS)
  writeFileSync(join(to, 'also-known-as.json'), JSON.stringify(KNOWN_AS))
  buildGeography(from, to)
  return {
    from,
    to,
    bytes: () =>
      Object.fromEntries(
        [from, to].flatMap((folder) =>
          readdirSync(folder, { withFileTypes: true })
            .filter((one) => one.isFile())
            .map(({ name }) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]),
        ),
      ),
    keep(zip) {
      const file = join(all, 'codepo_gb.zip')
      writeFileSync(file, zip)
      return file
    },
    gone: () => rmSync(all, { recursive: true }),
  }
}

export const METADATA =
  'ORDNANCE SURVEY\r\nPRODUCT: CODE-POINT OPEN\r\nDATASET VERSION NUMBER: 2026.1.0\r\nCOPYRIGHT DATE: 20260202\r\nRM UPDATE DATE: 20260130\r\n\tST\t8\r\n\tCH\t5\r\n'

/** One line as OS writes it: text in quotation marks, seven letters for a postcode. */
export const line = (postcode: string, district: string, at = '380000,350000', quality = 10): string =>
  `"${postcode}",${quality},${at},"${district.charAt(0)}92000001","","E18000005","","${district}","E05000001"`

const STAFFORD = 'E07000197'
const CHESHIRE_EAST = 'E06000049'

/** The areas of the release, by the letters of their files. */
export const AREAS: Readonly<Record<string, readonly string[]>> = {
  st: [
    line('ST7 4AA', CHESHIRE_EAST, '380000,354000'),
    line('ST7 4AB', STAFFORD, '380100,354100'),
    line('ST7 4AD', STAFFORD, '380200,354200'),
    line('ST7 4AE', 'W06000005', '380300,354300'),
    line('ST101AA', STAFFORD, '400000,350000'),
    line('ST101AB', STAFFORD, '0,0', 90),
    line('ST102AA', STAFFORD),
    line('ST102AB', CHESHIRE_EAST),
  ],
  ch: [
    line('CH4 8ZA', CHESHIRE_EAST),
    line('CH4 8AA', CHESHIRE_EAST),
    line('CH4 8AB', 'W06000005'),
    line('CH4 8AD', 'W06000005'),
    line('CH4 8AE', 'W06000005'),
  ],
  td: [
    line('TD151AA', 'E06000057'),
    line('TD151BT', 'S12000026'),
    line('TD151BU', 'S12000026'),
    line('TD6 9AA', 'S12000026'),
  ],
}

/** A zip laid out as OS's, of these areas. */
export const zipOf = (
  areas: Readonly<Record<string, readonly string[]>>,
  about: string | undefined = METADATA,
): Uint8Array =>
  zipSync({
    'Doc/licence.txt': strToU8('Not read.'),
    ...(about === undefined ? {} : { 'Doc/metadata.txt': strToU8(about) }),
    ...Object.fromEntries(
      Object.entries(areas).map(([area, lines]) => [
        `Data/CSV/${area}.csv`,
        strToU8(`${lines.join('\r\n')}\r\n`),
      ]),
    ),
  })
