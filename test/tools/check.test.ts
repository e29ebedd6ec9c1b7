import { expect } from 'chai'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContent, ROOT } from '../../src/content.ts'
import { staleEntries } from '../../src/domain/emergency.ts'
import type { Book, Step } from '../../src/engine/flow.ts'
import { staffFaults, floorFaults } from '../../src/tools/check/content.ts'
import { packageFaults } from '../../src/tools/check/packages.ts'
import { runParts } from '../../src/tools/check/part.ts'
import { report } from '../../src/tools/check/report.ts'
import { complaint, runTool } from '../../src/tools/check/run-tool.ts'
import { textFile } from '../../src/tools/check/texts.ts'
import type { Texts } from '../../src/tools/check/texts.ts'
import { toFault } from '../../src/tools/check/types.ts'
import { VARIANTS, wordFaults } from '../../src/tools/check/words.ts'

const fault = { file: 'src/a.ts', line: 3, rule: 'rule', what: 'something is wrong', cure: 'mend it' }

describe('The report of a check', () => {
  it('groups what is wrong and counts it in the last line', () => {
    const { lines, problems } = report([
      { name: 'format', faults: [] },
      { name: 'lint', faults: [fault, fault] },
    ])
    expect(problems).to.equal(2)
    expect(lines[0]).to.equal('lint (2)')
    expect(lines[1]).to.equal('  src/a.ts:3 rule: something is wrong. mend it.')
    expect(lines.at(-1)).to.equal('check: 2 problems')
  })

  it('says so when all is good', () => {
    expect(report([{ name: 'lint', faults: [] }]).lines).to.deep.equal(['check: all good'])
  })

  it('does not take a part that could not look for one that passed', async () => {
    const blind = { name: 'blind', faults: () => Promise.reject(new Error('no eyes')) }
    const [found] = await runParts('.', [blind])
    expect(found?.faults.map(({ rule, what }) => `${rule} ${what}`)).to.deep.equal([
      'not-checked the part "blind" could not look: no eyes',
    ])
  })
})

describe('The words law', () => {
  const step = (value: Step): Step => value
  const book: Book = {
    edition: 'test',
    everywhere: {
      start: 'tea/hello',
      danger: { now: 'tea/hello', ask: 'tea/hello' },
      leave: { forget: 'tea/hello' },
      'start-again': { forget: 'tea/hello' },
      help: { visit: 'tea/hello' },
      answers: { visit: 'tea/hello' },
      later: { visit: 'tea/hello' },
      status: { visit: 'tea/hello' },
      delete: { visit: 'tea/hello' },
      language: { visit: 'tea/hello' },
      silence: { enter: 'tea/hello' },
      endings: ['tea/hello'],
      guards: { danger: [], age: [], limits: [], private: [] },
    },
    steps: {
      'tea/hello': step({ kind: 'say', then: 'milk' }),
      'tea/shown': step({ kind: 'say', show: 'kettle', then: 'milk' }),
      'tea/milk': step({ kind: 'choice', options: { yes: 'cups', no: 'cups' } }),
      'tea/cups': step({
        kind: 'choices',
        labels: 'cups',
        options: ['blue'],
        alone: { none: 'end' },
        then: 'end',
      }),
    },
    purposes: { tea: 'Makes tea for whoever asks.' },
    actions: {},
    languages: ['en', 'cy'],
  }
  const tea = {
    hello: { say: 'Hello' },
    milk: { ask: 'Milk?', options: { yes: 'Yes', no: 'No' } },
    cups: { ask: 'Which cup?', options: { none: 'None' } },
  }
  const cups = { blue: 'The blue one' }
  const written = (json: unknown) => textFile(JSON.stringify(json, null, 2))
  const en: Texts = { en: { tea: written(tea), cups: written(cups) } }
  const rulesOf = (texts: Texts): readonly string[] =>
    wordFaults(book, texts, VARIANTS).map(({ file, line, rule, what }) => `${file}:${line} ${rule} ${what}`)

  it('is content with every word that the steps need', () => {
    expect(rulesOf(en)).to.deep.equal([])
  })

  const without: readonly (readonly [string, unknown, string])[] = [
    [
      'a say',
      { ...tea, hello: { hint: 'x' } },
      'locales/en/tea.json:2 missing-words there are no words for "hello.say"',
    ],
    [
      'an ask',
      { ...tea, milk: { options: tea.milk.options } },
      'missing-words there are no words for "milk.ask"',
    ],
    [
      'an option',
      { ...tea, milk: { ask: 'Milk?', options: { yes: 'Yes' } } },
      'locales/en/tea.json:7 missing-words there are no words for "milk.options.no"',
    ],
    [
      'an option that stands alone',
      { ...tea, cups: { ask: 'Which?' } },
      'missing-words there are no words for "cups.options.none"',
    ],
  ]
  for (const [what, words, expected] of without) {
    it(`misses ${what}`, () => {
      expect(rulesOf({ en: { ...en.en, tea: written(words) } }).join('\n')).to.include(expected)
    })
  }

  it('misses an item that neither the step nor its table has words for', () => {
    const found = rulesOf({ en: { tea: written(tea), cups: written({ red: 'Red' }) } })
    expect(found.join('\n')).to.include('missing-words there are no words for "cups.options.blue"')
  })

  const extra: readonly (readonly [string, unknown, boolean])[] = [
    ['a step that is not there', { ...tea, coffee: { ask: 'Coffee?' } }, true],
    [
      'an option that is not there',
      { ...tea, milk: { ...tea.milk, options: { yes: 'Y', no: 'N', maybe: 'M' } } },
      true,
    ],
    ['a variant that nobody chooses', { ...tea, hello: { say: 'Hello', say_fax: 'Hello' } }, true],
    [
      'an option that is not there in a variant of the options',
      { ...tea, milk: { ...tea.milk, options_sms: { maybe: 'M' } } },
      true,
    ],
    ['an ask where nothing is asked', { ...tea, hello: { say: 'Hello', ask: 'Hello?' } }, true],
    ['a variant for text messages', { ...tea, hello: { say: 'Hello', say_young_sms: 'Hi' } }, false],
    [
      'a variant of an option',
      { ...tea, milk: { ...tea.milk, options: { yes: 'Y', no: 'N', no_sms: 'N' } } },
      false,
    ],
  ]
  for (const [what, words, isUnused] of extra) {
    it(`${isUnused ? 'sees' : 'allows'} ${what}`, () => {
      const found = rulesOf({ en: { ...en.en, tea: written(words) } })
      expect(found.some((line) => line.includes('unused-words'))).to.equal(isUnused)
    })
  }

  it('holds every other language against English', () => {
    const blanks = { ...tea, hello: { say: 'Hello {{name}}' } }
    const texts = {
      en: { tea: written(blanks), cups: written(cups), screen: written({ back: 'Back' }) },
      cy: { tea: written({ ...tea, hello: { say: 'Helo {{enw}}' } }), cups: written(cups) },
    }
    const found = rulesOf(texts)
    expect(found).to.deep.equal([
      'locales/cy/tea.json:3 other-blanks "hello.say" has other blanks than in English',
      'locales/cy/screen.json:1 missing-words there are no words for "back"',
    ])
  })
})

describe("The words of staff's pages", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-faults-'))
    mkdirSync(join(folder, 'en'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  for (const file of ['desk.json', 'editors.json'])
    it(`are told with file and line, ${file}`, () => {
      const shipped = readFileSync(join(ROOT, 'locales', 'en', file), 'utf8')
      writeFileSync(join(folder, 'en', file), shipped.replace(/"skip": "[^"]*"/, '"skip": 7'))
      const line = shipped.split('\n').findIndex((text) => text.includes('"skip"')) + 1
      const [found, ...others] = staffFaults(folder)
      expect(others).to.deep.equal([])
      expect(found).to.include({ file: `locales/en/${file}`, line, what: 'page.skip: this is not a text' })
    })

  it('pass as they are shipped', () => {
    expect(staffFaults(join(ROOT, 'locales'))).to.deep.equal([])
  })
})

describe('The emergency floor', () => {
  const { content } = readContent({ production: false })
  const yaml = `# The floor\n- id: '999'\n  number: '999'\n`

  it('fails the check when nobody has read its sources for half a year', function () {
    const entry = content?.emergency.find(({ id }) => id === '999')
    if (!entry?.checked_on) return this.skip()
    const later = new Date(Date.parse(entry.checked_on) + 200 * 86_400_000)
    const [stale] = floorFaults([entry], yaml, later)
    expect(stale?.rule).to.equal('stale-emergency')
    expect(stale?.line).to.equal(2)
    expect(floorFaults([entry], yaml, new Date(entry.checked_on))).to.deep.equal([])
    expect(staleEntries([{ ...entry, checked_on: null }], '2026-01-01')).to.have.length(1)
  })
})

describe('The packages', () => {
  const manifest = (versions: object): string => JSON.stringify({ dependencies: versions }, null, 2)
  const lock = (entry: object): string =>
    JSON.stringify(
      { packages: { '': {}, 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-x', ...entry } } },
      null,
      2,
    )
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['pass with one exact version and its digest', manifest({ zod: '4.0.0' }), lock({}), []],
    ['fail with a range', manifest({ zod: '^4.0.0' }), lock({}), ['inexact-version', 'not-locked']],
    ['fail where the lock has another version', manifest({ zod: '4.0.1' }), lock({}), ['not-locked']],
    ['fail without a digest', manifest({ zod: '4.0.0' }), lock({ integrity: undefined }), ['no-integrity']],
    [
      'fail where the lock names a host',
      manifest({ zod: '4.0.0' }),
      lock({ resolved: 'https://example.org/z.tgz' }),
      ['lock-names-host'],
    ],
  ]
  for (const [claim, own, locked, rules] of cases) {
    it(claim, () => {
      expect(packageFaults(own, locked).map(({ rule }) => rule)).to.deep.equal(rules)
    })
  }
})

describe('What other tools say', () => {
  it('is read from the compiler with file, line and rule', () => {
    const [found] = toFault("src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.")
    expect(found).to.include({ file: 'src/a.ts', line: 3, rule: 'TS2322' })
    expect(toFault('  Types of property are incompatible.')).to.deep.equal([])
  })

  it('is kept whole when a tool finds something and exits with another code than 0', async () => {
    const said = await runTool(ROOT, 'prettier/bin/prettier.cjs', [
      '--no-such-option',
      '--check',
      'nothing-here.ts',
    ])
    expect(said.code).to.not.equal(0)
    expect(complaint(said)).to.include('nothing-here.ts')
  })
})
