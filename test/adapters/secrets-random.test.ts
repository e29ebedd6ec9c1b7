import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomSecrets } from '../../src/adapters/secrets-random/index.ts'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import { ROOT } from '../../src/content.ts'

const FILE = join(ROOT, 'locales', 'en', 'spoken-words.json')
const list = JSON.parse(readFileSync(FILE, 'utf8')) as { references: string[]; words: string[] }
const understanding = understandingFromFiles(join(ROOT, 'locales'))
const secrets = randomSecrets(FILE)

describe('References and secret words', () => {
  it('are never heard as danger, in any language, when they are typed', () => {
    const typed = [...list.words, ...list.references.map((word) => `${word.toUpperCase()} 472`)]
    expect(typed.filter((text) => understanding.danger(text).level !== 'none')).to.deep.equal([])
  })

  it('never end in a number that people ring', () => {
    const drawn = new Set(Array.from({ length: 40_000 }, () => secrets.reference().split('-')[1]))
    for (const number of ['999', '112', '101', '111', '159', '911']) expect(drawn.has(number)).to.equal(false)
    expect(drawn.size).to.be.above(800)
  })

  it('are three different words of the list', () => {
    const words = secrets.words('en')
    expect(new Set(words).size).to.equal(3)
    for (const word of words) expect(list.words).to.include(word)
  })
})
