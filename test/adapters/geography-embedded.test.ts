import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { embeddedGeography } from '../../src/adapters/geography-embedded/index.ts'
import { buildGeography } from '../../src/tools/build-geography.ts'

const SHIPPED = new URL('../../deployment/geography/', import.meta.url)
const SOURCE = join(import.meta.dirname, '../../../shared/data/geo')
const MADE = ['postcodes.json', 'towns.json', 'councils.json', 'forces.json']

/** Runs `check` on a folder of its own, which is gone afterwards. */
function inFolder(check: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'geography-'))
  try {
    check(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('embedded geography', () => {
  it('opens the shipped tables by address and by path alike', () => {
    for (const folder of [SHIPPED, join(import.meta.dirname, '../../deployment/geography')]) {
      expect(embeddedGeography(folder).find('ST16 2AB')).to.deep.include({ result: 'one' })
    }
  })

  it('knows a council by its code, with its Welsh name where it has one', () => {
    const geography = embeddedGeography(SHIPPED)
    expect(geography.council('E07000197')).to.deep.equal({
      code: 'E07000197',
      name: { en: 'Stafford' },
      force: 'staffordshire',
    })
    expect(geography.council('W06000001')?.name).to.deep.equal({ en: 'Isle of Anglesey', cy: 'Ynys Môn' })
    expect(geography.council('S12000033')).to.equal(undefined)
  })

  it('knows all 43 forces, each with a council, and each council with a force', () => {
    const geography = embeddedGeography(SHIPPED)
    const { councils } = JSON.parse(readFileSync(new URL('councils.json', SHIPPED), 'utf8')) as {
      councils: { code: string }[]
    }
    const forces = new Set(councils.map(({ code }) => geography.council(code)?.force ?? ''))
    expect(councils).to.have.length(318)
    expect(forces.size).to.equal(43)
    for (const id of forces) expect(geography.force(id), id).to.include({ id })
    expect(geography.force('dyfed-powys')).to.deep.equal({
      id: 'dyfed-powys',
      name: { en: 'Dyfed-Powys Police', cy: 'Heddlu Dyfed-Powys' },
      country: 'Wales',
      website: 'https://www.dyfed-powys.police.uk',
    })
    expect(geography.force('police-scotland')).to.equal(undefined)
  })

  for (const file of [...MADE, 'also-known-as.json']) {
    it(`refuses a folder whose ${file} is damaged, and names the file`, () => {
      inFolder((folder) => {
        cpSync(SHIPPED, folder, { recursive: true })
        for (const damaged of ['{', '{"meta":{}}', undefined]) {
          if (damaged === undefined) rmSync(join(folder, file))
          else writeFileSync(join(folder, file), damaged)
          expect(() => embeddedGeography(folder)).to.throw(file)
        }
      })
    })
  }

  const misfits: [file: string, from: RegExp, to: string][] = [
    ['towns.json', /\["Abbey Dore",\d+/, '["Abbey Dore",318'],
    ['postcodes.json', /"councils":318/, '"councils":317'],
    ['councils.json', /"force":"cleveland"/, '"force":"nowhere"'],
    ['councils.json', /"Cheshire":\[\d+/, '"Cheshire":[318'],
    ['postcodes.json', /"AL1":"1:221/, '"AL1":"1:x'],
    ['also-known-as.json', /\["Stoke-on-Trent"\]/, '["Atlantis"]'],
    ['also-known-as.json', /"gwent"/, '"atlantis"'],
  ]
  for (const [file, from, to] of misfits) {
    it(`refuses ${file} when it says ${to}`, () => {
      inFolder((folder) => {
        cpSync(SHIPPED, folder, { recursive: true })
        const text = readFileSync(join(folder, file), 'utf8')
        expect(text).to.match(from)
        writeFileSync(join(folder, file), text.replace(from, to))
        expect(() => embeddedGeography(folder)).to.throw('geography')
      })
    })
  }

  it('is made from the source tables, byte for byte', function () {
    if (!existsSync(SOURCE)) {
      console.log('      skipped: the source tables are not beside this repository')
      return this.skip()
    }
    inFolder((folder) => {
      buildGeography(SOURCE, folder)
      for (const file of MADE) {
        const isSame = readFileSync(join(folder, file)).equals(readFileSync(new URL(file, SHIPPED)))
        expect(isSame, file).to.equal(true)
      }
    })
  })

  it('carries the attribution that each licence asks for', () => {
    const asked = {
      'postcodes.json': 'Contains OS data © Crown copyright',
      'towns.json': 'GeoNames',
      'councils.json': 'mySociety',
      'forces.json': 'Open Government Licence',
    }
    for (const [file, words] of Object.entries(asked)) {
      const { meta } = JSON.parse(readFileSync(new URL(file, SHIPPED), 'utf8')) as {
        meta: { attribution: string }
      }
      expect(meta.attribution).to.contain(words)
    }
  })
})
