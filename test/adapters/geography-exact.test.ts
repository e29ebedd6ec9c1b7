import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { embeddedGeography } from '../../src/adapters/geography-embedded/index.ts'

/** What the shipped tables promise: exact, or a question, and never a guess between police forces. */
const SHIPPED = join(import.meta.dirname, '../../deployment/geography')
const TRUTH = join(import.meta.dirname, '../../../shared/data/geo/truth-sample.csv')
const geography = embeddedGeography(SHIPPED)

const table = <T>(file: string): T => JSON.parse(readFileSync(join(SHIPPED, file), 'utf8')) as T
const { councils } = table<{ councils: { code: string; en: string; cy?: string; force: string }[] }>(
  'councils.json',
)

const nameOf = (code: string): string => geography.council(code)?.name.en ?? code
const forceOf = (code: string): string => geography.council(code)?.force ?? code

/** The councils that may be meant, by code; one means that it is taken for that one, and the person confirms it. */
function meant(text: string): readonly string[] {
  const found = geography.find(text)
  return found.result === 'one'
    ? [found.place.council]
    : found.result === 'several'
      ? found.places.map(({ council }) => council)
      : []
}

describe('The truth sample', () => {
  it('has no postcode whose council or force is wrong, typed with a space or without', function () {
    if (!existsSync(TRUTH)) {
      console.log('      skipped: the truth sample is not beside this repository')
      return this.skip()
    }
    const rows = readFileSync(TRUTH, 'utf8').trim().split('\n').slice(1)
    const wrong = { council: 0, force: 0, unanswered: 0 }
    for (const row of rows) {
      const [postcode = '', council = '', force = ''] = row.split(',')
      for (const typed of [postcode, postcode.replace(' ', '').toLowerCase()]) {
        const [first, second] = meant(typed)
        if (first === undefined || second !== undefined) wrong.unanswered++
        else if (first !== council) wrong.council++
        if (first !== undefined && forceOf(first) !== force) wrong.force++
      }
    }
    console.log(
      `      ${rows.length} postcodes twice: ${wrong.council} wrong councils, ${wrong.force} wrong forces, ${wrong.unanswered} not answered with one`,
    )
    expect(rows.length).to.be.at.least(5_600)
    expect(wrong).to.deep.equal({ council: 0, force: 0, unanswered: 0 })
  })
})

/** Two neighbours in each district that lies across a border: a postcode, its council and its force. */
const BORDERS: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  ST7: [
    ['ST7 8DE', 'Newcastle-under-Lyme', 'staffordshire'],
    ['ST7 2HD', 'Cheshire East', 'cheshire'],
    ['ST7 4QF', 'Stoke-on-Trent', 'staffordshire'],
  ],
  CH4: [
    ['CH4 0GA', 'Flintshire', 'north-wales'],
    ['CH4 9NX', 'Cheshire West and Chester', 'cheshire'],
  ],
  SG8: [
    ['SG8 9DJ', 'North Hertfordshire', 'hertfordshire'],
    ['SG8 6UP', 'South Cambridgeshire', 'cambridgeshire'],
    ['SG8 8RF', 'Uttlesford', 'essex'],
  ],
  SA9: [
    ['SA9 1NT', 'Powys', 'dyfed-powys'],
    ['SA9 2AH', 'Neath Port Talbot', 'south-wales'],
    ['SA9 2XJ', 'Carmarthenshire', 'dyfed-powys'],
  ],
  CB10: [
    ['CB10 2HP', 'Uttlesford', 'essex'],
    ['CB10 1RA', 'South Cambridgeshire', 'cambridgeshire'],
  ],
  WV6: [
    ['WV6 7DB', 'South Staffordshire', 'staffordshire'],
    ['WV6 9NE', 'Wolverhampton', 'west-midlands'],
    ['WV6 7HS', 'Shropshire', 'west-mercia'],
  ],
}

describe('A district across a border', () => {
  for (const [district, rows] of Object.entries(BORDERS)) {
    it(`such as ${district} is asked about, with every council and force that is in it`, () => {
      const asked = meant(district)
      expect(asked.map(nameOf)).to.include.members(rows.map(([, council]) => council))
      expect(new Set(asked.map(forceOf))).to.include.keys(...rows.map(([, , force]) => force))
    })
    for (const [postcode, council, force] of rows) {
      it(`is exact by its whole postcode: ${postcode} is in ${council}`, () => {
        expect(meant(postcode).map(nameOf)).to.deep.equal([council])
        expect(meant(postcode).map(forceOf)).to.deep.equal([force])
      })
    }
  }
})

describe('A name of towns in several police areas', () => {
  const { towns } = table<{ towns: [string, number, number, number][] }>('towns.json')
  const forces = new Map<string, Set<string>>()
  for (const [town, council] of towns)
    forces.set(town, (forces.get(town) ?? new Set()).add(councils[council]?.force ?? ''))
  const several = [...forces].filter(([, all]) => all.size > 1)
  /** It says where something is ("over there"), so alone it is not taken for a place at all. */
  const NO_PLACE = 'Over'

  it('is asked about and never guessed, with all of those areas to choose from', () => {
    expect(several.length).to.be.at.least(158)
    for (const [town, all] of several) {
      if (town === NO_PLACE) expect(geography.find(town)).to.deep.equal({ result: 'unknown' })
      else expect(new Set(meant(town).map(forceOf)), town).to.include.keys(...all)
    }
  })
})

describe('The name of a council', () => {
  it('is that council, in English and in Welsh, or a question that offers it', () => {
    for (const { code, en, cy } of councils) {
      const forms = [en, en.toUpperCase(), `${en} Council`, ...(cy === undefined ? [] : [cy, `Cyngor ${cy}`])]
      for (const form of forms) expect(meant(form), form).to.include(code)
    }
    expect(councils.filter(({ cy }) => cy !== undefined)).to.have.length(22)
  })

  it('is asked about only where a town elsewhere is called the same', () => {
    const asked = councils.filter(({ en }) => meant(en).length !== 1).map(({ en }) => en)
    const same = ['Ashford', 'Halton', 'Newport', 'Preston', 'St Helens', 'Sutton', 'Warrington']
    expect(asked.sort()).to.deep.equal(same)
  })

  /** Councils that were replaced between 2009 and 2023, as people still name them. */
  const REPLACED: Readonly<Record<string, readonly string[]>> = {
    'Cheshire East': ['Macclesfield', 'Congleton', 'Crewe and Nantwich'],
    'Cheshire West and Chester': ['Vale Royal', 'Ellesmere Port and Neston', 'Chester City Council'],
    Cumberland: ['Allerdale', 'Carlisle City Council', 'Copeland'],
    'Westmorland and Furness': ['Eden District Council', 'South Lakeland', 'Barrow-in-Furness'],
    'North Yorkshire': ['Craven District', 'Hambleton', 'Harrogate', 'Richmondshire', 'Ryedale', 'Selby'],
    Somerset: ['Mendip', 'Sedgemoor', 'South Somerset', 'Taunton Deane', 'West Somerset'],
    Buckinghamshire: ['Aylesbury Vale', 'Chiltern', 'South Bucks', 'Wycombe District Council'],
    'North Northamptonshire': ['Corby', 'East Northamptonshire', 'Kettering', 'Wellingborough'],
    'West Northamptonshire': ['Daventry', 'Northampton', 'South Northamptonshire'],
    'East Suffolk': ['Suffolk Coastal', 'Waveney'],
    'West Suffolk': ['Forest Heath', 'St Edmundsbury'],
    'Bournemouth, Christchurch and Poole': ['Bournemouth', 'Poole', 'Christchurch'],
    Dorset: ['Purbeck', 'West Dorset', 'Weymouth and Portland'],
    'Folkestone and Hythe': ['Shepway'],
    Cornwall: ['Caradon', 'Kerrier', 'Penwith', 'Restormel'],
  }
  for (const [now, before] of Object.entries(REPLACED)) {
    it(`that ${now} replaced is ${now}`, () => {
      for (const name of before) expect(meant(name).map(nameOf), name).to.deep.equal([now])
    })
  }
})
