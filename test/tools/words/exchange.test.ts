import { expect } from 'chai'
import { applied } from '../../../src/tools/words/apply.ts'
import { asXliff, readXliff } from '../../../src/tools/words/exchange.ts'
import { digestsOf, staleIn } from '../../../src/tools/words/made-from.ts'
import { staleFaults } from '../../../src/tools/check/stale.ts'
import { textFile } from '../../../src/tools/check/texts.ts'
import { unitsOf, withWords } from '../../../src/tools/words/tree.ts'

const english = {
  tea: {
    milk: { ask: 'Milk & sugar, {{name}}?', hint: ['We ask once.', 'You can skip <this>.'], say_sms: 'Tea?' },
  },
}
const welsh = { tea: { milk: { ask: 'Llaeth a siwgr, {{name}}?', hint: ['Unwaith yn unig.'] } } }
const style = { never: { dioddefwr: 'dywedwch "y person"' }, kept: {} }
const note = (): string => 'a note'
const made = digestsOf(english)

/** What comes of a translator's file in which these targets were written. */
async function imported(targets: Readonly<Record<string, string>>, source = english) {
  const read = await readXliff(await asXliff(source, {}, 'cy', note))
  const units = Object.entries(read.resources.tea ?? {}).map(([id, unit]) => [
    id,
    targets[id] === undefined ? unit : { ...unit, target: targets[id] },
  ])
  return applied({ ...read, resources: { tea: Object.fromEntries(units) } }, english, welsh, {}, style)
}

describe('The round trip of the translators', () => {
  it('gives back what it was given, markup and blanks included', async () => {
    const read = await readXliff(await asXliff(english, welsh, 'cy', note))
    expect(read.targetLanguage).to.equal('cy')
    expect(read.resources.tea?.['milk.ask']).to.deep.equal({
      source: 'Milk & sugar, {{name}}?',
      target: 'Llaeth a siwgr, {{name}}?',
    })
    expect(read.resources.tea?.['milk.hint.1']?.source).to.equal('You can skip <this>.')
  })

  it('takes new words, keeps what the file does not hold, and writes down the English they came from', async () => {
    const result = await imported({ 'milk.hint.1': 'Gallwch hepgor hwn.', 'milk.say_sms': 'Te?' })
    expect(result).to.deep.include({
      ok: true,
      files: {
        tea: {
          milk: {
            ask: 'Llaeth a siwgr, {{name}}?',
            hint: ['Unwaith yn unig.', 'Gallwch hepgor hwn.'],
            say_sms: 'Te?',
          },
        },
      },
      stale: [],
    })
    expect(result.ok && Object.keys(result.made)).to.deep.equal(['tea:milk.hint.1', 'tea:milk.say_sms'])
  })

  const WRONG: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['lost blanks', { 'milk.ask': 'Llaeth?' }, 'tea:milk.ask: has other blanks; use exactly these: {{name}}'],
    ['words that are never said', { 'milk.say_sms': 'Dioddefwr' }, 'says "dioddefwr"; dywedwch "y person"'],
    ['texts too long to send', { 'milk.say_sms': 'ŵ'.repeat(135) }, 'needs 3 text messages; shorten it to 2'],
  ]
  for (const [what, targets, said] of WRONG)
    it(`changes nothing because of ${what}`, async () => {
      const result = await imported(targets)
      expect(result.ok).to.equal(false)
      expect(!result.ok && result.faults.join()).to.include(said)
    })

  it('holds words for staff to their blanks, and not to what is never said to a person', () => {
    const desk = { desk: { heading: 'Referral {{reference}}' } }
    const given = (target: string) => ({
      sourceLanguage: 'en',
      targetLanguage: 'cy',
      resources: { desk: { heading: { source: desk.desk.heading, target } } },
    })
    expect(applied(given('Dioddefwr {{reference}}'), desk, {}, {}, style).ok).to.equal(true)
    expect(applied(given('Atgyfeiriad'), desk, {}, {}, style).ok).to.equal(false)
  })

  it('changes nothing for texts that are not ours', () => {
    const foreign = {
      sourceLanguage: 'en',
      targetLanguage: 'cy',
      resources: { tea: { gone: { source: 'a', target: 'b' } } },
    }
    const result = applied(foreign, english, welsh, {}, style)
    expect(!result.ok && result.faults).to.deep.equal(['tea:gone: there is no such text; take it out'])
  })

  it('says which texts went stale while they were away', async () => {
    const older = { tea: { milk: { ...english.tea.milk, say_sms: 'Coffee?' } } }
    const result = await imported({ 'milk.say_sms': 'Coffi?' }, older)
    expect(result.ok && result.stale).to.deep.equal(['tea:milk.say_sms'])
    expect(result.ok && staleIn(made, { ...made, ...result.made })).to.deep.equal(['tea:milk.say_sms'])
  })

  it('makes the check say what is stale, and where', () => {
    const texts = { cy: { tea: textFile(JSON.stringify(welsh.tea, null, 2)) } }
    const [fault, ...others] = staleFaults(texts, 'cy', made, { ...made, 'tea:milk.ask': 'another' })
    expect(others).to.deep.equal([])
    expect(fault).to.include({ file: 'locales/cy/tea.json', line: 3, rule: 'stale-words' })
    expect(staleFaults(texts, 'cy', made, made)).to.deep.equal([])
  })

  for (const bad of ['', 'hello', '<xliff', '<a/>', '{"not": "xml"}'])
    it(`refuses what is not such a file: ${JSON.stringify(bad)}`, async () => {
      const failed = await readXliff(bad).catch((error: Error) => error)
      expect(failed).to.be.instanceOf(Error)
      expect((failed as Error).message).to.include('not an XLIFF 2.0 file')
    })

  it('knows every paragraph by its key', () => {
    expect(unitsOf(english.tea).map(({ id }) => id)).to.deep.equal([
      'milk.ask',
      'milk.hint.0',
      'milk.hint.1',
      'milk.say_sms',
    ])
    expect(withWords(english.tea, () => undefined)).to.deep.equal({})
  })
})
