import { expect } from 'chai'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { CRIMES } from '../../src/domain/crimes.ts'
import { parseHeard } from '../../src/tools/heard/read.ts'
import type { HeardFile } from '../../src/tools/heard/read.ts'
import { cluProject, exportClu } from '../../src/tools/understand/export-clu.ts'
import type { CluProject } from '../../src/tools/understand/export-clu.ts'

const LOCALES = join(ROOT, 'locales')
const mask = (text: string): string => text.replaceAll('dave', '[name]')

function corpus(part: string, language: string, ...lines: readonly object[]): HeardFile {
  const head = {
    writer: 'w1',
    language,
    written: '2026-11-23',
    like: 'somebody or other',
    part,
    note: 'Written for Haven.',
  }
  const parsed = parseHeard([head, ...lines].map((line) => JSON.stringify(line)).join('\n'), 'w1.jsonl')
  if (Array.isArray(parsed)) throw new Error('the corpus of the test is wrong')
  return parsed
}

describe('A CLU project made from the corpus', () => {
  it('has each text once, masked, with its first crime or none, and nothing that is kept for judging', () => {
    const files = [
      corpus(
        'train',
        'en',
        { text: 'dave took my  bike', crimes: ['bicycle_theft', 'theft'] },
        { text: 'Dave took my bike'.replace('Dave', 'dave').toUpperCase().toLowerCase(), crimes: ['theft'] },
        { text: 'lovely weather' },
      ),
      corpus('train', 'ur-Latn', { text: 'meri cycle chori ho gayi', crimes: ['bicycle_theft'] }),
      corpus('judge', 'en', { text: 'never shown', crimes: ['fraud'] }),
    ]
    const { assets } = cluProject(files, mask)
    const rest = { entities: [], dataset: 'Train' }
    expect(assets.utterances).to.deep.equal([
      { text: '[name] took my bike', language: 'en-gb', intent: 'bicycle_theft', ...rest },
      { text: 'lovely weather', language: 'en-gb', intent: 'None', ...rest },
      { text: 'meri cycle chori ho gayi', language: 'ur', intent: 'bicycle_theft', ...rest },
    ])
    expect(assets.intents.map(({ category }) => category)).to.deep.equal([...CRIMES, 'None'])
  })

  it('cuts long texts at a word', () => {
    const long = `${'words '.repeat(99)}and something more`
    const [utterance] = cluProject([corpus('train', 'en', { text: long })], mask).assets.utterances
    expect(utterance?.text.length).to.be.within(480, 500)
    expect(long.startsWith(`${utterance?.text} `)).to.equal(true)
    const [solid] = cluProject([corpus('train', 'en', { text: 'x'.repeat(700) })], mask).assets.utterances
    expect(solid?.text).to.have.length(500)
  })

  it('is refused when it is larger than a project may be', () => {
    const lines = Array.from({ length: 50_001 }, (_, at) => ({ text: `text ${at}` }))
    expect(() => cluProject([corpus('train', 'en', ...lines)], mask)).to.throw('50001')
  })

  it('is written from the corpus as it is shipped, within what Microsoft takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-clu-'))
    const file = join(folder, 'project.json')
    const count = exportClu(LOCALES, file)
    const project = JSON.parse(readFileSync(file, 'utf8')) as CluProject
    rmSync(folder, { recursive: true })
    const { utterances, intents } = project.assets
    const known = new Set(intents.map(({ category }) => category))
    expect([project.projectFileVersion, project.metadata.projectKind, count]).to.deep.equal([
      '2023-04-01',
      'Conversation',
      utterances.length,
    ])
    expect(utterances.length).to.be.within(1_000, 50_000)
    expect(new Set(utterances.map(({ text }) => text.toLowerCase())).size).to.equal(utterances.length)
    expect(new Set(utterances.map(({ intent }) => intent)).size).to.equal(known.size)
    for (const { text, intent } of utterances) {
      expect(text.length).to.be.within(1, 500)
      expect(known.has(intent)).to.equal(true)
    }
    expect(() => exportClu(LOCALES, undefined)).to.throw('--export-clu FILE')
  })
})
