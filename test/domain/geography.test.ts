import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { embeddedGeography } from '../../src/adapters/geography-embedded/index.ts'

const geography = embeddedGeography(new URL('../../deployment/geography/', import.meta.url))
const TRUTH = join(import.meta.dirname, '../../../shared/data/geo/truth-sample.csv')

/** What was found, in a line: councils by name, most likely first, or where far away, or `unknown`. */
function found(text: string): string {
  const answer = geography.find(text)
  if (answer.result === 'unknown') return 'unknown'
  if (answer.result === 'far') return `far: ${answer.where}`
  const places = answer.result === 'one' ? [answer.place] : answer.places
  const names = places.map((place) => geography.council(place.council)?.name.en)
  return answer.result === 'one' ? names.join() : `which? ${names.join(' | ')}`
}

function check(rows: Readonly<Record<string, readonly string[]>>): void {
  for (const [answer, texts] of Object.entries(rows)) {
    for (const text of texts) {
      it(`hears "${text.replace(/\s/g, ' ')}" as ${answer}`, () => expect(found(text)).to.equal(answer))
    }
  }
}

const truth = () =>
  readFileSync(TRUTH, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

describe('a full postcode', () => {
  it('is exact for every row of the truth sample, and found well within a millisecond', function () {
    if (!existsSync(TRUTH)) {
      console.log('      skipped: the truth sample is not beside this repository')
      return this.skip()
    }
    const rows = truth()
    const took: number[] = []
    const wrong = rows.filter(([postcode = '', council, force]) => {
      const from = performance.now()
      const answer = geography.find(postcode)
      took.push(performance.now() - from)
      const place = answer.result === 'one' ? answer.place : undefined
      return place?.council !== council || geography.council(place?.council ?? '')?.force !== force
    })
    expect(rows.length).to.be.at.least(5_600)
    expect(wrong).to.deep.equal([])
    expect(took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]).to.be.below(1)
  })

  // prettier-ignore
  check({
    Stafford: [
      'ST16 2AB', 'st16 2ab', 'ST162AB', 'st162ab', ' St16  2aB ', 'ST16-2AB', 'ST 16 2AB', 'st1 62ab', 's t 1 6 2 a b',
      'STI6 2AB', 'stI62ab', 'ST16 2AB.', '(ST16 2AB)', 'ＳＴ１６ ２ＡＢ', 'my postcode is st16 2ab thanks',
      'flat 3, 10 Eastgate Street, Stafford, ST16 2NE', '10 Eastgate Street\nStafford\nST16 2NE', 'Colchester ST16 2AB',
    ],
    Southampton: ['SO14 0AA', 'S014 0AA', 'SO14 OAA', 's014oaa'],
    Westminster: ['W1A 1AA', 'WIA 1AA', 'w1a1aa'],
    'far: scotland': ['AB10 1XG', 'eh1 1yz', 'G1 1XQ', 'TD12 4AA', 'TD15 1UZ', 'TD6 9AA'],
    Northumberland: ['TD15 2AA'],
    'far: northern-ireland': ['BT1 1AA', 'bt11aa'],
    'far: abroad': ['JE2 3AB', 'GY1 1AA', 'IM1 1AA'],
    unknown: ['ZZ1 1AA', 'ST99 1AA', 'GIR 0AA', 'A1', '12345', '90210', 'SOIL', 'OIL'],
  })

  it('is given back as it is written, with the town that agrees with it', () => {
    const answer = geography.find('stafford, st162ab')
    expect(answer).to.deep.include({ result: 'one' })
    if (answer.result === 'one') expect(answer.place).to.include({ postcode: 'ST16 2AB', town: 'Stafford' })
  })

  it('that is newer than the table has the councils of its district', () => {
    expect(found('ST7 6AA')).to.equal(found('ST7'))
    expect(found('ST16 8AA')).to.equal('Stafford')
  })

  it('with letters that no postcode has is only its sector', () => {
    expect(found('ST7 4CO')).to.equal(found('ST7 4'))
  })
})

describe('part of a postcode', () => {
  check({
    Stafford: ['ST16', 'st16', 'STI6', 'ST16 2', 'ST162', 'ST16 2A', 'near ST16'],
    'Stoke-on-Trent': ['ST1 6'],
    'which? Newcastle-under-Lyme | Cheshire East | Stoke-on-Trent | Staffordshire Moorlands': ['ST7', 'st7'],
    'which? Cheshire West and Chester | Flintshire': ['CH4', 'CH4 8'],
    'which? North Hertfordshire | South Cambridgeshire | Uttlesford | Central Bedfordshire': ['SG8'],
    'which? Neath Port Talbot | Powys | Carmarthenshire': ['SA9', 'SA9 2'],
    'which? Uttlesford | South Cambridgeshire': ['CB10'],
    'which? Wolverhampton | South Staffordshire | Shropshire': ['WV6'],
    'which? Northumberland': ['TD15', 'TD15 1', 'TD12'],
    'far: scotland': ['AB', 'DG', 'g', 'ze', 'EH1', 'TD6', 'TD6 9'],
    'far: northern-ireland': ['BT', 'bt9'],
    'far: abroad': ['JE', 'gy', 'IM1'],
    unknown: ['ST0', 'XX', 'q'],
  })

  it('of four forces offers all four', () => {
    const answer = geography.find('SG8')
    const places = answer.result === 'several' ? answer.places : []
    const forces = places.map((place) => geography.council(place.council)?.force)
    expect(forces).to.have.members(['hertfordshire', 'cambridgeshire', 'essex', 'bedfordshire'])
  })

  for (const area of ['ST', 'E', 'B', 'M', 'SY', 'LL', 'London', 'Wales', 'Yorkshire']) {
    it(`"${area}" offers at most eight councils`, () => {
      const answer = geography.find(area)
      expect(answer.result === 'several' && answer.places.length).to.be.within(2, 8)
    })
  }

  it('keeps every force when it leaves councils out', () => {
    const forcesOf = (text: string) => {
      const answer = geography.find(text)
      const places = answer.result === 'several' ? answer.places : []
      return new Set(places.map((place) => geography.council(place.council)?.force))
    }
    expect([...forcesOf('Wales')]).to.have.members(['south-wales', 'gwent', 'north-wales', 'dyfed-powys'])
    expect([...forcesOf('London')]).to.have.members(['metropolitan', 'city-of-london'])
    expect([...forcesOf('ST')]).to.have.members(['staffordshire', 'cheshire', 'derbyshire', 'west-mercia'])
  })
})

describe('the name of a place', () => {
  // prettier-ignore
  check({
    Stafford: [
      'Stafford', 'stafford', 'STAFFORD', 'I live in Stafford', "I'm in Stafford.", 'near stafford', 'Stafford Borough',
      'Stafford Borough Council', 'stafford, staffordshire', 'Stafford Staffs', 'Stafford ST16', 'Stafford ST17',
      '12 Acacia Avenue, Stafford', 'Stone, Staffordshire', 'Staf\u200bford', 'Staffrod', 'Staffords',
      'Staford, Staffordshire', 'I hope Stafford', 'I never left Stafford', 'Stafford, I came from Poland',
      'It happened in Spain but I live in Stafford', 'I moved from Glasgow to Stafford',
    ],
    'Stoke-on-Trent': ['Stoke', 'Stoke on Trent', 'stoke-on-trent', 'Stoke-upon-Trent', 'stokeontrent', 'Hanley'],
    'Telford and Wrekin': ['Telford', 'telford & wrekin', 'Telford and Wrekin Council', 'Newport, Shropshire'],
    'which? Newcastle upon Tyne | Newcastle-under-Lyme': ['Newcastle', 'newcastle city council'],
    'Newcastle-under-Lyme': ['Newcastle under Lyme', 'Newcastle, Staffordshire', 'Newcastle, Staffs'],
    'Newcastle upon Tyne': ['Newcastle upon Tyne', 'Newcastle-on-Tyne'],
    'Milton Keynes': ['Milton Keynes Council', 'Milton Keyns', 'miltonkeynes'],
    'St Albans': ['St Albans', 'Saint Albans', 'St. Albans', "St Alban's"],
    "King's Lynn and West Norfolk": ["King's Lynn", 'Kings Lynn', 'King’s Lynn'],
    Colchester: ['near Colchester', 'Colchestr', 'Colchester, Essex'],
    Havering: ['Romford, Essex'],
    Swindon: ['Swindon, Wiltshire'],
    Uttlesford: ['Newport, Essex'],
    'which? Richmond upon Thames | North Yorkshire': ['Richmond'],
    'Richmond upon Thames': ['Richmond, London'],
    Camden: ['London Borough of Camden', 'Camden'],
    'County Durham': ['Durham', 'County Durham', 'durham county council'],
    Bristol: ['Bristol', 'City of Bristol'],
    Wolverhampton: ['12 Stafford Road, Wolverhampton'],
    Manchester: ['Manchester', 'south Manchester', 'central manchester'],
    Reading: ['Reading', 'I live in Reading'],
    Somerset: ['Street', 'Street, Somerset'],
    Rother: ['Rother'],
    'which? Stafford | Lewes | South Kesteven': ['Staford'],
    unknown: [
      'Stoke Mandeville', 'England', 'nowhere', 'not sure', 'rather not say', 'prefer not to say', 'no', 'hi', 'homeless',
      '', ' ', '-', '?', ',,,', 'constructor', '__proto__', 'Xyzzy',
    ],
  })

  it('keeps the town, even where it may be in several councils', () => {
    const answer = geography.find('newport')
    const places = answer.result === 'several' ? answer.places : []
    expect(places.map((place) => place.town)).to.deep.equal(places.map(() => 'Newport'))
    expect(geography.council(places[0]?.council ?? '')?.name.en).to.equal('Newport')
    expect(places).to.have.length.above(3)
  })

  it('of a county offers its eight largest councils, most postcodes first', () => {
    expect(found('Essex')).to.equal(
      'which? Colchester | Tendring | Braintree | Chelmsford | Basildon | Southend-on-Sea | Epping Forest | Thurrock',
    )
    expect(found('Staffs')).to.equal(found('Staffordshire'))
  })
})

describe('a place in Wales', () => {
  check({
    Cardiff: ['Cardiff', 'Caerdydd', "rwy'n byw yng Nghaerdydd", 'o Gaerdydd'],
    Gwynedd: ['ym Mangor', 'o Fangor', 'o Wynedd', 'Cyngor Gwynedd'],
    Swansea: ['Abertawe', 'yn Abertawe'],
    'Isle of Anglesey': ['Ynys Môn', 'Sir Ynys Mon', 'Anglesey'],
    Carmarthenshire: [
      'Sir Gaerfyrddin',
      'Cyngor Sir Gaerfyrddin',
      'Caerfyrddin',
      'yng Nghaerfyrddin',
      'Sir Gâr',
    ],
    Pembrokeshire: ['Hwlffordd', 'Sir Benfro', 'Dinbych-y-pysgod', 'Pembroke Dock'],
    Powys: ['Y Drenewydd, Powys', 'Aberhonddu', 'Powys'],
    Ceredigion: ['Aberystwyth', 'Aberteifi', 'Sir Ceredigion'],
  })
})

describe('a place far away', () => {
  // prettier-ignore
  check({
    'far: scotland': ['Scotland', 'Glasgow', 'I live in Edinburgh', 'aberdeen', 'Edinburgh, Scotland', 'Newport, Scotland'],
    'far: northern-ireland': ['Belfast', 'Northern Ireland', 'Bangor, Northern Ireland'],
    'far: abroad': ['abroad', 'I am abroad', 'Dublin', 'Ireland', 'Spain', 'France', 'Jersey', 'New York', 'Newcastle, Australia'],
  })
})

describe('text that is not a place', () => {
  const texts: Readonly<Record<string, string>> = {
    'a hundred thousand letters': 'x'.repeat(100_000),
    'a hundred thousand postcodes': 'ST16 2AB '.repeat(100_000),
    'a control character': 'Staf\u0007ford',
    'a null': 'Stafford\0',
    'an emoji': 'Stafford 🙂',
    'a flag': 'Stafford 🇬🇧',
    'half a character': 'Stafford \ud83d',
    'as many words as are read': 'a '.repeat(100),
    'as many letters as are read': 'qwertyu '.repeat(25),
    'another alphabet': 'لندن',
  }
  for (const [what, text] of Object.entries(texts)) {
    it(`such as ${what} is unknown, and soon`, () => {
      const from = performance.now()
      expect(found(text)).to.equal('unknown')
      expect(performance.now() - from).to.be.below(50)
    })
  }
})
