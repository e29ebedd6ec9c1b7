import { expect } from 'chai'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEditorWords } from '../../src/directory/editing/editor-words.ts'
import { EXPLAINED, INPUTS } from '../../src/directory/editing/inputs/inputs.ts'
import { CHOICES } from '../../src/directory/editing/inputs/options.ts'
import { editorVoices } from '../../src/directory/editing/voice.ts'
import { WORDS } from './an-editing.ts'

const english = JSON.stringify(WORDS.get('en'))

describe("the words of the editors' pages", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'editor-words-'))
    mkdirSync(join(folder, 'cy'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are there in English and Welsh', () => {
    expect([...WORDS.keys()]).to.deep.equal(['cy', 'en'])
  })

  it('name every input, everything that can be chosen, and more where that is asked for', () => {
    for (const words of WORDS.values()) {
      expect(Object.keys(words.label)).to.have.members(INPUTS.map(({ name }) => name))
      expect(Object.keys(words.hint)).to.have.members([...EXPLAINED.inputs])
      for (const [choice, ids] of Object.entries(CHOICES))
        expect(Object.keys(words.choice[choice as keyof typeof CHOICES])).to.have.members([...ids])
    }
  })

  it('explain only what is there', () => {
    for (const name of EXPLAINED.inputs) expect(INPUTS.map((input) => input.name)).to.include(name)
  })

  for (const [what, from, to, told] of [
    ['without an id', /"fgm":"[^"]*",/, '', 'choice.crime.fgm: there are no words for this'],
    ['with an id that nobody knows', '"fgm":', '"tea":"Tea","fgm":', 'choice.crime.tea: nothing says this'],
    [
      'without an input',
      /"where\.force":"Police[^"]*",/,
      '',
      'label.where.force: there are no words for this',
    ],
    ['without a hint', /"website":"Begins[^"]*",/, '', 'hint.website: there are no words for this'],
    ['without a deed', /"signed-in":"[^"]*",/, '', 'deed.signed-in: there are no words for this'],
    [
      'with a lost blank',
      '{{who}} invited {{about}}',
      '{{who}} invited',
      'deed.invited: needs exactly these blanks: {{who}} {{about}}',
    ],
    ['with an empty text', /"skip":"[^"]*"/, '"skip":""', 'page.skip: this is empty'],
    ['that is no JSON', /$/, '}', ': this is not JSON'],
  ] as const) {
    it(`are refused ${what}, with file and key`, () => {
      writeFileSync(join(folder, 'cy', 'editors.json'), english.replace(from, to))
      expect(() => readEditorWords(folder)).to.throw(`cy/editors.json: ${told}`)
    })
  }

  it('have to be there in English', () => {
    const words = new Map([...WORDS].filter(([language]) => language !== 'en'))
    expect(() => editorVoices(words)).to.throw('locales/en/editors.json')
  })
})
