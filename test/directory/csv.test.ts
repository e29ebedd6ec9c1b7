import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { COLUMNS } from '../../src/directory/csv/columns.ts'
import { readCsv } from '../../src/directory/csv/read.ts'
import { asCsv } from '../../src/directory/csv/write.ts'
import { valueAt, withValue, type Fields } from '../../src/directory/fields.ts'
import { serviceSchema, type Service } from '../../src/domain/service.ts'
import { chance } from '../support/chance.ts'
import { randomService } from './csv-random.ts'

const options = { file: 'services.csv', today: '2026-11-28' }
const read = (text: string) => readCsv(Buffer.from(text), options)
const MANY = 500

/** Only what the spreadsheet keeps. Spaces around a text mean nothing there. */
const kept = (service: Service): Fields =>
  COLUMNS.reduce<Fields>((record, { path }) => {
    const value = path === 'address.lines' && valueAt(service, 'address.withheld') === true
    return value
      ? { ...record, address: { withheld: true } }
      : withValue(record, path, valueAt(service, path))
  }, {})

describe('A spreadsheet that was exported', () => {
  it(`is read back with nothing lost, for ${MANY} random records with every trap in their texts`, () => {
    const next = chance(20261128)
    const services = Array.from({ length: MANY }, (_, at) => randomService(next, `test-${at}`))
    const arrival = read(asCsv(services))
    expect(arrival.troubles).to.deep.equal([])
    expect(arrival.services).to.have.length(MANY)
    for (const [at, { service }] of arrival.services.entries()) {
      expect(kept(service)).to.deep.equal(kept(services[at]!))
    }
  })

  it('is read back with nothing lost for every record that is shipped', () => {
    for (const area of ['cambridgeshire', 'cheshire', 'dyfed-powys', 'essex', 'national', 'staffordshire']) {
      const file = readFileSync(join(ROOT, 'deployment', 'areas', area, 'services.json'), 'utf8')
      const services = serviceSchema.array().parse(JSON.parse(file).services)
      const arrival = read(asCsv(services))
      expect(arrival.troubles).to.deep.equal([])
      expect(arrival.services.map(({ service }) => kept(service))).to.deep.equal(services.map(kept))
    }
  })

  it('has no cell that a spreadsheet would run as a formula', () => {
    const next = chance(7)
    const services = Array.from({ length: MANY }, (_, at) => randomService(next, `test-${at}`))
    const cells = services.flatMap((service) => cellsOf(asCsv([service])))
    expect(cells.length).to.be.greaterThan(MANY * COLUMNS.length)
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).to.deep.equal([])
    expect(cells.some((cell) => cell.startsWith("'="))).to.equal(true)
  })

  it('begins with a byte order mark, so that Excel reads accents', () => {
    expect(asCsv([]).charCodeAt(0)).to.equal(0xfeff)
  })
})

/** Cells as any reader finds them, without our own code. */
function cellsOf(csv: string): readonly string[] {
  const cells: string[] = []
  for (const [, quoted, plain] of csv.slice(1).matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
  }
  return cells
}

describe('The columns of the spreadsheet', () => {
  it('leave out only what is decided in the record itself', () => {
    const fields = serviceSchema.keyof().options
    const without = fields.filter((field) => !COLUMNS.some(({ path }) => path.split('.')[0] === field))
    expect(without).to.deep.equal([
      'speaks_to',
      'only_if_asked',
      'same_as',
      'confidence',
      'show_in_demo',
      'collected_on',
      'recheck_reason',
    ])
  })

  it('have headers that cannot be mistaken for each other', () => {
    const plain = COLUMNS.map(({ header }) => header.toLowerCase().replace(/[^a-z]/g, ''))
    expect(new Set(plain).size).to.equal(COLUMNS.length)
  })
})
