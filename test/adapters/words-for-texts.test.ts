import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { wordsFromFiles } from '../../src/adapters/words-i18next/index.ts'

const about = (name: string) => ({
  name,
  english: name,
  whole: true,
  written: '2026-11-29',
  reviewed: [],
  note: 'for a test',
})

describe('Words for texts alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'haven-words-'))
  const write = (language: string, words: unknown): void => {
    mkdirSync(join(folder, language))
    writeFileSync(join(folder, language, 'about.json'), JSON.stringify(about(language)))
    writeFileSync(join(folder, language, 'a.json'), JSON.stringify(words))
  }
  write('en', {
    ask: 'A long question?',
    ask_sms: 'Short?',
    options: { yes: 'Yes' },
    options_sms: { yes: 'Y' },
  })
  write('cy', { ask: 'Cwestiwn hir?', options: { yes: 'Ie' } })
  const { words } = wordsFromFiles(folder)
  after(() => rmSync(folder, { recursive: true }))

  it('are said in the language that has them', () => {
    expect(words.text('en', 'a:ask', undefined, ['sms'])).to.equal('Short?')
    expect(words.text('en', 'a:options_sms.yes')).to.equal('Y')
  })

  it('are not borrowed by a language that has none: it says what it says everywhere', () => {
    expect(words.text('cy', 'a:ask', undefined, ['sms'])).to.equal('Cwestiwn hir?')
    expect(words.text('cy', 'a:options_sms.yes')).to.equal(undefined)
  })
})
