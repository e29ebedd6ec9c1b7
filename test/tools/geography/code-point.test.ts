import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { strToU8, zipSync } from 'fflate'
import { embeddedGeography } from '../../../src/adapters/geography-embedded/index.ts'
import { run } from '../../../src/tools/build-geography.ts'
import { AREAS, line, madeUpFolders, METADATA, zipOf } from './a-code-point.ts'
import type { Folders } from './a-code-point.ts'

/** The table that the made-up release makes, by hand. 2 is Stafford, 0 Cheshire East, 3 Flintshire, -1 Scotland. */
const SECTORS = {
  'CH4 8': [3, 53.0469, -2.2998, { '0': 'AAZA' }],
  'ST10 1': [2, 53.0473, -2.0015],
  'ST10 2': [0, 53.0469, -2.2998, { '2': 'AA' }],
  'ST7 4': [2, 53.0842, -2.2978, { '0': 'AA', '3': 'AE' }],
  'TD15 1': [-1, 53.0469, -2.2998, { '1': 'AA' }],
}

function inFolders(check: (folders: Folders) => void): void {
  const folders = madeUpFolders()
  try {
    check(folders)
  } finally {
    folders.gone()
  }
}

/** What is printed for a zip. */
const rebuilt = ({ from, to, keep }: Folders, zip: Uint8Array, ...more: readonly string[]): string =>
  run(['--code-point', keep(zip), ...more, from], to).join('\n')

/** The offset of the unpacked size in the central directory's entry for a file. */
function sizeAt(zip: Uint8Array, name: string): number {
  const bytes = Buffer.from(zip)
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const length = bytes.readUInt16LE(at + 28)
    if (bytes.toString('latin1', at + 46, at + 46 + length) === name) return at + 24
  }
  throw new Error(`no ${name}`)
}

function withSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(zip)
  bytes.writeUInt32LE(size, sizeAt(zip, name))
  return bytes
}

/** Overwrites the beginning of a packed file with what no packer writes. */
function damaged(zip: Uint8Array, name: string): Uint8Array {
  const bytes = Buffer.from(zip)
  const data = bytes.indexOf(name) + name.length
  return bytes.fill(0xff, data, data + 8)
}

describe('A made-up release of OS Code-Point Open', () => {
  it('is reported on and changes nothing until it is applied', () => {
    inFolders((folders) => {
      const before = folders.bytes()
      const said = rebuilt(folders, zipOf(AREAS))
      expect(folders.bytes()).to.deep.equal(before)
      for (const part of [
        'Now: the table before',
        'New: OS Code-Point Open 2026.1.0 (copyright date 2026-02-02, RM update 2026-01-30)',
        'Postcodes of England and Wales: 14 before, 13 now (-1).',
        'Sectors: 4 before, 5 now.',
        'Sectors that are new: 2: ST10 1, ST10 2',
        'Sectors that are gone: 1: ST7 9',
        'look whether the zip is whole',
        'ST7 4: Stafford, Cheshire East -> Stafford, Cheshire East, Flintshire',
        'CH4 8: Flintshire -> Flintshire, Cheshire East',
        'TD15 1: Northumberland, Scotland -> Scotland, Northumberland',
        'named one by one and are gone: none',
        'named one by one and are in another council: 1: ST7 4AB',
        'without a postcode, to be taken out if they were replaced: none',
        'no coordinates: 1.',
        'Nothing is written. Add --apply to write it.',
      ])
        expect(said).to.include(part)
    })
  })

  it('is written in the shape of the source table, and is what people are then answered from', () => {
    inFolders((folders) => {
      expect(embeddedGeography(folders.to).find('ST10 1AA')).to.deep.equal({ result: 'unknown' })
      expect(rebuilt(folders, zipOf(AREAS), '--apply')).to.include('All of it is written.')
      const table = JSON.parse(readFileSync(join(folders.from, 'postcode-sectors.json'), 'utf8')) as {
        meta: Record<string, unknown>
        lads: string[]
        sectors: object
      }
      expect(table.sectors).to.deep.equal(SECTORS)
      expect(table.lads).to.deep.equal(['E06000049', 'E06000057', 'E07000197', 'W06000005'])
      expect(table.meta).to.include({ built: '2026-02-02', live_units: 16 })
      expect(table.meta.attribution).to.include('Contains OS data © Crown copyright and database right 2026.')
      const geography = embeddedGeography(folders.to)
      for (const [postcode, council] of [
        ['ST7 4AA', 'E06000049'],
        ['ST7 4AB', 'E07000197'],
        ['ST7 4AE', 'W06000005'],
        ['ST10 1AA', 'E07000197'],
        ['TD15 1AA', 'E06000057'],
      ] as const) {
        const found = geography.find(postcode)
        expect(found.result === 'one' && found.place.council, postcode).to.equal(council)
      }
      expect(geography.find('TD15 1BT')).to.deep.equal({ result: 'far', where: 'scotland' })
    })
  })

  it('gives the same bytes again, from the zip and from the source table that it wrote', () => {
    inFolders((folders) => {
      rebuilt(folders, zipOf(AREAS), '--apply')
      const once = folders.bytes()
      const said = rebuilt(folders, zipOf(AREAS), '--apply')
      expect(folders.bytes()).to.deep.equal(once)
      expect(said).to.include('Sectors whose councils changed: none.')
      run([folders.from], folders.to)
      expect(folders.bytes()).to.deep.equal(once)
    })
  })

  it('tells of a file that is shorter than the release says', () => {
    inFolders((folders) => {
      const { ch: _left, ...others } = AREAS
      expect(rebuilt(folders, zipOf(AREAS))).to.not.include('Look at')
      expect(rebuilt(folders, zipOf(others))).to.include(
        'Look at CH: the release names 5 postcodes, its file has 0.',
      )
    })
  })

  it('tells of a council that has no postcode left', () => {
    inFolders((folders) => {
      const { td: _left, ...others } = AREAS
      expect(rebuilt(folders, zipOf(others))).to.include('replaced: 1: Northumberland (E06000057)')
    })
  })
})

describe('A made-up release that cannot be used', () => {
  const whole = zipOf(AREAS)
  const withLine = (bad: string): Uint8Array => zipOf({ ...AREAS, st: [...(AREAS.st ?? []), bad] })
  const good = line('ST7 4AF', 'E07000197')
  const bad: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
    'is not a zip': [strToU8('Postcode,Eastings'), /not a zip, or only a part/],
    'is empty': [new Uint8Array(), /not a zip, or only a part/],
    'was cut off': [whole.slice(0, Math.floor(whole.length / 2)), /not a zip, or only a part/],
    'is damaged inside': [damaged(whole, 'Data/CSV/st.csv'), /Data\/CSV\/st\.csv cannot be unpacked/],
    'says that a file is shorter than it is': [
      withSize(whole, 'Data/CSV/st.csv', 10),
      /st\.csv, line 1: a line has ten columns/,
    ],
    'has no CSV': [zipSync({ 'Doc/metadata.txt': strToU8(METADATA) }), /no Data\/CSV\/\*\.csv/],
    'does not say how new it is': [zipSync({ 'Data/CSV/st.csv': strToU8(good) }), /no Doc\/metadata\.txt/],
    'says its date in other words': [zipOf(AREAS, 'ORDNANCE SURVEY\r\n'), /no line such as "COPYRIGHT DATE/],
    'unpacks to more than 200 MB': [
      withSize(whole, 'Data/CSV/st.csv', 300 * 1024 * 1024),
      /301 MB, and 200 MB/,
    ],
    'has a header': [withLine('PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC'), /st\.csv, line 9: the postcode is not/],
    'has fewer columns': [withLine('"ST7 4AF",10,1,1'), /st\.csv, line 9: a line has ten columns/],
    'has more columns': [withLine(`${good},1`), /st\.csv, line 9: a line has ten columns/],
    'has other columns': [withLine(good.replace('380000', '53.1')), /line 9: the easting is not/],
    'has names for districts': [withLine(line('ST7 4AF', 'Stafford')), /line 9: the \w+ .*is not/],
    'is not comma-separated': [withLine('"ST7 4AF'), /st\.csv is not comma-separated/],
    'has a council that nobody knows': [
      withLine(line('ST7 4AF', 'E06000099')),
      /E06000099: 1 postcodes, for example ST7 4AF\nAdd a row for each/,
    ],
  }
  for (const [what, [zip, said]] of Object.entries(bad)) {
    it(`because it ${what} says so and changes nothing`, () => {
      inFolders((folders) => {
        const before = folders.bytes()
        expect(() => rebuilt(folders, zip, '--apply')).to.throw(said)
        expect(folders.bytes()).to.deep.equal(before)
      })
    })
  }

  it('because a town is in a council that was taken out says which, and changes nothing', () => {
    inFolders((folders) => {
      const places = join(folders.from, 'places.json')
      const text = readFileSync(places, 'utf8')
      writeFileSync(places, text.replace('E07000197', 'E07000198'))
      const before = folders.bytes()
      expect(() => rebuilt(folders, whole, '--apply')).to.throw(/places\.json, Stone: no council.*E07000198/)
      expect(folders.bytes()).to.deep.equal(before)
    })
  })

  it('because Haven would not start with it changes nothing', () => {
    inFolders((folders) => {
      const knownAs = join(folders.to, 'also-known-as.json')
      writeFileSync(
        knownAs,
        readFileSync(knownAs, 'utf8').replace('"names":{}', '"names":{"moo":["Atlantis"]}'),
      )
      const before = folders.bytes()
      expect(() => rebuilt(folders, whole, '--apply')).to.throw('Atlantis')
      expect(folders.bytes()).to.deep.equal(before)
    })
  })

  it('because one file cannot be written changes none of the others', () => {
    inFolders((folders) => {
      const before = folders.bytes()
      mkdirSync(join(folders.from, 'postcode-sectors.json.new'))
      expect(() => rebuilt(folders, whole, '--apply')).to.throw('Nothing is written')
      expect(folders.bytes()).to.deep.equal(before)
    })
  })

  it('needs words after the command that make sense', () => {
    inFolders(({ from, to }) => {
      expect(() => run([], to)).to.throw('usage')
      expect(() => run(['--apply', from], to)).to.throw('usage')
      expect(() => run([from, from], to)).to.throw('usage')
    })
  })
})
