import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomSecrets } from '../../src/adapters/secrets-random/index.ts'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import { ROOT } from '../../src/content.ts'

const LOCALES = join(ROOT, 'locales')
const LANGUAGES = ['en', 'cy'] as const
const listOf = (language: string) =>
  JSON.parse(readFileSync(join(LOCALES, language, 'spoken-words.json'), 'utf8')) as {
    references: string[]
    words: string[]
  }
const understanding = understandingFromFiles(LOCALES)
const secrets = randomSecrets(LOCALES)

for (const language of LANGUAGES) {
  const list = listOf(language)

  describe(`References and secret words in "${language}"`, () => {
    it('are never heard as danger, in any language, when they are typed', () => {
      const typed = [...list.words, ...list.references.map((word) => `${word.toUpperCase()} 472`)]
      expect(typed.filter((text) => understanding.danger(text).level !== 'none')).to.deep.equal([])
    })

    it('never end in a number that people ring', () => {
      const drawn = new Set(Array.from({ length: 40_000 }, () => secrets.reference(language).split('-')[1]))
      for (const number of ['999', '112', '101', '111', '159', '911'])
        expect(drawn.has(number)).to.equal(false)
      expect(drawn.size).to.be.above(800)
    })

    it('are three different words of the list, and a reference with a word of it', () => {
      const words = secrets.words(language)
      expect(new Set(words).size).to.equal(3)
      for (const word of words) expect(list.words).to.include(word)
      expect(list.references).to.include(secrets.reference(language).split('-')[0]!.toLowerCase())
    })

    it('are each there once', () => {
      expect(new Set(list.words).size).to.equal(list.words.length)
      expect(new Set(list.references).size).to.equal(list.references.length)
    })
  })
}

describe('A language without a word list', () => {
  it('draws English words', () => {
    for (const word of secrets.words('pl')) expect(listOf('en').words).to.include(word)
  })
})
