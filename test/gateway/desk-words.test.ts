import { expect } from 'chai'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { readDeskWords } from '../../src/gateway/staff/desk-words.ts'
import { fill } from '../../src/staff/fill.ts'
import { settings, WORDS } from './a-desk.ts'

const english = JSON.stringify(WORDS.get('en'))

describe('the words of the desk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-words-'))
    write('en', english)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(language: string, text: string): void {
    mkdirSync(join(folder, language), { recursive: true })
    writeFileSync(join(folder, language, 'desk.json'), text)
  }

  it('are read in every language that has them', () => {
    write('cy', JSON.stringify(WORDS.get('cy')))
    mkdirSync(join(folder, 'pl'))
    expect([...readDeskWords(folder).keys()]).to.deep.equal(['cy', 'en'])
  })

  for (const [what, from, to, told] of [
    ['without an id', /"stalking":"[^"]*",/, '', 'crime.stalking: there are no words for this'],
    [
      'with an id that nobody knows',
      '"stalking":',
      '"tea":"Tea","stalking":',
      'crime.tea: nothing says this',
    ],
    ['without a sentence', /"skip":"[^"]*",/, '', 'page.skip: there are no words for this'],
    ['with a group that nobody knows', '"page":', '"tea":{"cup":"Cup"},"page":', 'tea: nothing says this'],
    ['with an empty text', /"skip":"[^"]*"/, '"skip":""', 'page.skip: this is empty'],
    ['with a number', /"skip":"[^"]*"/, '"skip":7', 'page.skip: this is not a text'],
    [
      'with a lost blank',
      '"Referral {{reference}}"',
      '"Referral"',
      'referral.heading: needs exactly these blanks: {{reference}}',
    ],
    [
      'with a blank of its own',
      /"skip":"[^"]*"/,
      '"skip":"{{a}}"',
      'page.skip: needs exactly these blanks: none',
    ],
    ['that is no JSON', /$/, '}', ': this is not JSON'],
  ] as const) {
    it(`are refused ${what}, with file and key`, () => {
      write('cy', english.replace(from, to))
      expect(() => readDeskWords(folder)).to.throw(`cy/desk.json: ${told}`)
    })
  }

  it('are refused with every mistake at once', () => {
    write('cy', english.replace(/"skip":"[^"]*",/, '').replace(/"stalking":"[^"]*",/, ''))
    expect(() => readDeskWords(folder)).to.throw(/page\.skip[^]*crime\.stalking/)
  })

  it('have to be there in English', () => {
    const words = new Map([...WORDS].filter(([language]) => language !== 'en'))
    expect(() => createGateway(settings({ words }))).to.throw('locales/en/desk.json')
  })

  it('take a value as it is, whatever stands in it', () => {
    expect(fill('{{one}} or {{other}}', { one: '$&', other: '{{one}}' })).to.equal('$& or {{one}}')
  })
})
