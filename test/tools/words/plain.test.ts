import { expect } from 'chai'
import { readContent, ROOT } from '../../../src/content.ts'
import { plainFaults } from '../../../src/tools/check/plain.ts'
import { readTexts, textFile } from '../../../src/tools/check/texts.ts'
import type { Texts } from '../../../src/tools/check/texts.ts'
import { shownIn } from '../../../src/tools/words/screens.ts'
import { figuresOf, reportOf } from '../../../src/tools/words/report.ts'
import { join } from 'node:path'

const { content } = readContent({ root: ROOT, production: false })
const book = content!.book
const english = readTexts(join(ROOT, 'locales'))
const style = { never: { victim: 'say "someone hurt by crime"' }, kept: {} }
/** The English with one step's words changed. */
const withStart = (start: object): Texts => ({
  en: { ...english.en, start: textFile(JSON.stringify(start, null, 2)) },
})
const rulesOf = (start: object): readonly string[] =>
  plainFaults(book, withStart(start), 'en', style, new Set(['everyone']))
    .filter(({ file }) => file.endsWith('/start.json'))
    .map(({ rule }) => rule)

describe('Plain words', () => {
  it('are asked of staff by the sentence, without the rules for what a person reads', () => {
    const long = 'This is a victim, and the sentence about it goes on and on and on and on and on.'
    const texts = { en: { desk: textFile(JSON.stringify({ page: { name: long } })) } }
    const rules = plainFaults(book, texts, 'en', style, new Set()).map(({ rule }) => rule)
    expect(rules).to.deep.equal(['long-sentence'])
  })

  it('are asked for sentence by sentence', () => {
    const long = 'This is one sentence that goes on and on and does not want to end here.'
    expect(rulesOf({ welcome: { say: long } })).to.include('long-sentence')
    expect(rulesOf({ welcome: { say: 'This is a victim.' } })).to.include('never-said')
    expect(rulesOf({ welcome: { say: 'This is confidential.' } })).to.include('rare-word')
    expect(rulesOf({ welcome: { say: 'This is for everyone.' } })).to.deep.equal([])
  })

  it('are asked for screen by screen, what was said on the way included', () => {
    const hard =
      'Professional confidentiality obligations necessarily accompany organisational communication.'
    const rules = rulesOf({ welcome: { say: [hard, hard, hard] }, screen: { ask: `${hard} ${hard}` } })
    expect(rules).to.include('hard-to-read')
  })

  it('are asked for in options', () => {
    const options = (nobody: string, someone: string) => ({
      screen: { ask: 'Who?', options: { nobody, someone } },
    })
    expect(rulesOf(options('Stop', 'Go'))).to.include('carrier-word')
    expect(rulesOf(options('Accept', 'Except'))).to.include('same-sound')
    expect(rulesOf(options('Yes', 'No'))).to.deep.equal([])
  })

  it('fit two segments of a text message', () => {
    const options = { nobody: 'x'.repeat(150), someone: 'y'.repeat(150) }
    expect(rulesOf({ screen: { ask: 'Who?', options } })).to.include('long-text')
    expect(
      rulesOf({ screen: { ask: 'Who?', options, options_sms: { nobody: 'a', someone: 'b' } } }),
    ).not.to.include('long-text')
  })

  it('say where they are not', () => {
    const [fault] = plainFaults(
      book,
      withStart({ welcome: { say: 'This is a victim.' } }),
      'en',
      style,
      new Set(),
    ).filter(({ rule }) => rule === 'never-said')
    expect(fault?.line).to.be.above(0)
    expect(fault?.cure).to.equal('say "someone hurt by crime"')
  })

  it('are measured on every flow and way of speaking, and told as a table', () => {
    const screens = shownIn(book, english, 'en')
    for (const flow of Object.keys(book.purposes)) {
      if (flow === 'everywhere') continue
      expect(
        screens.some((shown) => shown.flow === flow),
        flow,
      ).to.equal(true)
    }
    expect(screens.some(({ voice }) => voice === 'young')).to.equal(true)
    expect(screens.some(({ surface }) => surface === 'sms')).to.equal(true)
    const report = reportOf(figuresOf(screens, 'en', true))
    expect(report.split('\n').length).to.be.above(Object.keys(book.purposes).length)
    expect(report).to.match(/\| happened \| en \| \d+ \| \d+ \| \d+\.\d \|/)
  })
})
