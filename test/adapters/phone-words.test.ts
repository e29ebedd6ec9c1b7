import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { localVault, openKeys, phoneWords } from '../../src/adapters/vault-local/index.ts'
import { problemWith } from '../../src/domain/checks.ts'

const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const words = phoneWords(localVault(OLD))

describe('A word tied to a phone', () => {
  it('is the same however it is typed', () => {
    const secret = words.secretOf('a', 'Green Bicycle')
    for (const typed of ['green bicycle', ' GREEN  BICYCLE. ', '"green-bicycle"'])
      expect(words.secretOf('a', typed), typed).to.equal(secret)
  })

  it('is another on another phone, for another word, and in another installation', () => {
    const secret = words.secretOf('a', 'zinnias')
    const others = [
      words.secretOf('b', 'zinnias'),
      words.secretOf('a', 'zinnia'),
      // No phone and word can be cut another way and give the same.
      words.secretOf('a","zinn', 'ias'),
      phoneWords(localVault(NEW)).secretOf('a', 'zinnias'),
    ]
    expect(new Set([secret, ...others]).size).to.equal(5)
  })

  it('is long, says nothing of the word, and may stand where a secret is typed', () => {
    const secret = words.secretOf('a', 'zinnias')
    expect(secret).to.match(/^[0-9a-f]{48}$/)
    for (const check of ['word', 'given-secret']) expect(problemWith(check, secret)).to.equal(undefined)
  })

  it('outlives a change of the key that everything is sealed with', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-words-'))
    const ring = { current: OLD, previous: [] }
    const keys = openKeys(folder, ring)
    const before = phoneWords(keys.vault).secretOf('a', 'zinnias')
    keys.turnTo({ ...ring, current: NEW, previous: [OLD] })
    keys.finish()
    expect(phoneWords(keys.vault).secretOf('a', 'zinnias')).to.equal(before)
    keys.close()
    const again = openKeys(folder, { ...ring, current: NEW })
    expect(phoneWords(again.vault).secretOf('a', 'zinnias')).to.equal(before)
    again.close()
    rmSync(folder, { recursive: true })
  })
})
