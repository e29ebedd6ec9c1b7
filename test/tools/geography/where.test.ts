import { expect } from 'chai'
import { ROOT } from '../../../src/content.ts'
import { run } from '../../../src/tools/directory/where.ts'

const where = async (...args: readonly string[]): Promise<string> => (await run(args, ROOT)).say

const CHESHIRE = 'Cheshire West and Chester (E06000050), Cheshire Constabulary'
const FLINTSHIRE = 'Flintshire / Sir y Fflint (W06000005), North Wales Police'

/** What is typed, and parts of what is said of it. */
const SAID: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'ST16 2AB': [
    '"ST16 2AB" is read as a full postcode.',
    'Stafford (E07000197), Staffordshire Police',
    'The person is asked (where/confirm): We think that is Stafford, in Staffordshire. Is that right?',
    'Staffordshire Police (Stafford): served by deployment/areas/staffordshire/area.yaml',
  ],
  'CH4 9': [
    '"ch4 9" is read as a postcode sector.',
    new RegExp(`${CHESHIRE.replace(/[()]/g, '\\$&')}, about \\d+% of its postcodes`),
    new RegExp(`${FLINTSHIRE.replace(/[()]/g, '\\$&')}, about \\d+% of its postcodes`),
    'The person is asked (where/which): Which of these places is it?\n  1. Cheshire West and Chester, in Cheshire\n  2. Flintshire, in North Wales',
    'served by deployment/areas/cheshire/area.yaml',
    'North Wales Police (Flintshire): no area covers it: national lines (deployment/areas/national) and https://www.northwales.police.uk',
  ],
  SG8: ['is read as a postcode district', 'Uttlesford (E07000077), Essex Police, about 2% of its postcodes'],
  ST: ['is read as a postcode area'],
  'ST7 6AA': [
    'that is not in the table, so its district stands for it',
    'that service is asked about ST7 6AA first',
  ],
  'ST7 4ZZ': ['Its sector lies in several councils', 'It may be newer than the table.'],
  newport: [
    '"newport" is read as a town or village, or several of one name.',
    'Newport, Uttlesford (E07000077), Essex Police',
  ],
  Stafford: ['"stafford" is read as a'],
  Shepway: ['is read as a council', 'Folkestone and Hythe'],
  'Sir y Fflint': ['"sir y fflint" is read as a council.', FLINTSHIRE],
  Essex: ['"essex" is read as a county, a region', 'Essex Police (Colchester,'],
  'Newcastle, Staffs': [
    '"newcastle" is read as a town',
    '"staffordshire" is read as a county',
    'where/confirm',
  ],
  Staford: ['is read as a name that is written nearly like that', 'where/which'],
  TD15: ['Part of it lies in Scotland.', 'where/which'],
  'EH1 1AA': ['"EH1 1AA" is read as a full postcode (scotland).', 'where/scotland'],
  Belfast: ['a place outside England and Wales (northern-ireland)', 'where/northern-ireland'],
  'not sure': ['Nothing in it is a place that the tables know.', 'where/unknown'],
}

describe('npm run directory -- where', () => {
  for (const [typed, parts] of Object.entries(SAID)) {
    it(`says how "${typed}" is read, what the person is asked, and who serves it`, async () => {
      const said = await where(typed)
      for (const part of parts) {
        if (typeof part === 'string') expect(said).to.include(part)
        else expect(said).to.match(part)
      }
    })
  }

  it('says nothing of another service where the table is exact', async () => {
    for (const typed of ['ST16 2AB', 'ST7 4GA', 'ST7', 'Stafford'])
      expect(await where(typed)).to.not.include('HAVEN_POSTCODES_URL')
  })

  it('takes words without quotation marks as one place', async () => {
    expect(await where('CH4', '9')).to.equal(await where('CH4 9'))
  })

  it('says how it is used when nothing is typed', async () => {
    expect(await run([], ROOT)).to.deep.include({ exitCode: 2 })
    expect(await run(['ST7'], ROOT)).to.deep.include({ exitCode: 0 })
  })
})
