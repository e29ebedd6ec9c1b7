import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { urgentFromFile, urgentNotes } from '../../src/adapters/urgent-files/index.ts'
import type { Crime } from '../../src/domain/crimes.ts'

const SHIPPED = 'deployment/urgent.yaml'
const NOW = new Date('2026-12-01T12:00:00Z')

describe('what cannot wait, as shipped', () => {
  const { records, faults } = urgentFromFile(SHIPPED)
  const notes = urgentNotes(records)
  const fitting = (crimes: readonly Crime[], ageBand?: string, ongoing?: string) =>
    notes.fitting({ crimes, ongoing, ageBand, now: NOW })

  it('has no faults', () => {
    expect(faults).to.deep.equal([])
    expect(records).not.to.have.length(0)
  })

  for (const { id, sources } of records)
    it(`says where ${id} comes from`, () => {
      expect(sources).not.to.have.length(0)
      for (const { url, supports } of sources) expect(URL.canParse(url) && supports.length > 0).to.equal(true)
    })

  const named: readonly [readonly Crime[], string | undefined, readonly string[]][] = [
    [['sexual_violence'], '18-plus', ['sarc', 'sexual-health', 'strangulation']],
    [['sexual_violence'], '13-15', ['sarc', 'sexual-health', 'strangulation']],
    [['spiking'], '16-17', ['spiking']],
    [['sexual_violence', 'spiking'], '18-plus', ['sarc', 'sexual-health', 'spiking']],
    [['fraud'], '18-plus', ['money-now', 'bank-details', 'scam-messages']],
    [['intimate_images'], '18-plus', ['images-adult', 'sextortion']],
    [['intimate_images'], '13-15', ['images-under-18', 'sextortion-under-18']],
    [['intimate_images'], '16-17', ['images-under-18', 'sextortion-under-18']],
    [['intimate_images'], 'rather-not-say', ['images-adult', 'images-under-18', 'sextortion']],
    [['cyber_crime'], '18-plus', ['sextortion', 'account-taken', 'bank-details']],
    [['cyber_crime'], '13-15', ['sextortion-under-18', 'account-taken', 'bank-details']],
    [['assault'], '18-plus', ['strangulation', 'head-injury', 'compensation']],
    [['domestic_abuse'], '18-plus', ['strangulation', 'head-injury', 'keep-messages']],
    [['stalking'], '18-plus', ['keep-messages']],
    [['harassment'], '18-plus', ['keep-messages']],
    [['hate_crime'], '18-plus', ['keep-messages', 'online-hate']],
    [['fgm'], '16-17', ['fgm-soon']],
    [['honour_abuse_forced_marriage'], '16-17', ['strangulation', 'forced-marriage-travel', 'compensation']],
    [['modern_slavery'], '18-plus', ['slavery']],
    [['child_exploitation'], '13-15', ['exploited']],
    [['child_abuse'], '18-plus', ['child-at-risk']],
    [['child_abuse'], '13-15', ['child-at-risk-young']],
    [['burglary'], '18-plus', ['burglary-scene', 'stolen-cards', 'stolen-phone']],
    [['weapon_attack'], '18-plus', ['wounds', 'acid', 'head-injury']],
    [['road_crime'], '18-plus', ['head-injury', 'road-crash']],
    [['bereaved_by_homicide'], '18-plus', ['compensation-bereaved']],
    [['other'], '18-plus', []],
  ]
  for (const [crimes, ageBand, expected] of named)
    it(`shows ${expected.join(', ') || 'nothing'} after ${crimes.join(' and ')} at ${ageBand}`, () => {
      expect(fitting(crimes, ageBand)).to.have.members(expected)
    })

  it('keeps compensation for later while it is still going on', () => {
    expect(fitting(['assault'], '18-plus', 'yes')).to.deep.equal(['strangulation', 'head-injury'])
    expect(fitting(['assault'], '18-plus', 'no')).to.include('compensation')
  })

  it('never answers a threat over pictures without a line for suicidal thoughts', () => {
    for (const id of ['sextortion', 'sextortion-under-18']) {
      const lines = records.find((record) => record.id === id)?.numbers.map(({ service }) => service)
      expect(lines, id).to.include('nat-samaritans')
    }
  })

  it('shows nothing at all once nobody has checked it for a year', () => {
    const crimes = records.flatMap((record) => record.crimes)
    const late = { crimes, ongoing: undefined, ageBand: undefined, now: new Date('2027-11-23T12:00:00Z') }
    expect(notes.fitting(late)).to.deep.equal([])
  })
})

describe('a file of what cannot wait', () => {
  let folder: string
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'urgent-'))))
  after(() => rmSync(folder, { recursive: true }))
  const read = (yaml: string) => {
    const file = join(folder, 'urgent.yaml')
    writeFileSync(file, yaml)
    return urgentFromFile(file)
  }
  const record = (id: string, weight = '1') => `- id: ${id}
  crimes: [assault]
  weight: ${weight}
  numbers: []
  sources:
    - { url: 'https://example.org', kind: owner, page_date: null, supports: all }
  checked_on: '2026-11-22'
  stale_after_months: 12
`
  const wrong: readonly [string, string, string, number][] = [
    ['is no list', 'id: a\n', 'no-list', 1],
    ['is empty', '', 'no-list', 1],
    ['is no YAML', '- id: a\n  crimes: [assault\n', 'bad-yaml', 3],
    ['has a weight that is no number', record('a') + record('b', 'heavy'), 'bad-record', 11],
    ['lacks a field', record('a') + record('b').replace('  numbers: []\n', ''), 'bad-record', 9],
    ['has the same id twice', record('a') + record('a'), 'repeated-id', 9],
  ]
  for (const [what, yaml, rule, line] of wrong)
    it(`that ${what} is a fault with its line`, () => {
      const { faults } = read(yaml)
      expect(faults.map((fault) => [fault.file, fault.line, fault.rule])).to.deep.equal([
        ['urgent.yaml', line, rule],
      ])
    })

  it('says every mistake at once and still gives the records that are right', () => {
    const { records, faults } = read(record('a', 'heavy') + record('b') + record('c', '0'))
    expect(records.map(({ id }) => id)).to.deep.equal(['b'])
    expect(faults.map(({ line }) => line)).to.deep.equal([3, 19])
  })

  it('that is not there is a fault like any other', () => {
    const { records, faults } = urgentFromFile('/nowhere/urgent.yaml')
    expect([records, faults.map((fault) => fault.rule)]).to.deep.equal([[], ['missing-file']])
  })
})
