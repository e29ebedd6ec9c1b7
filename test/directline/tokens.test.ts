import { expect } from 'chai'
import { LIFETIME_SECONDS, LONGEST_SECONDS, tokensSignedWith } from '../../src/directline/tokens.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const CLAIMS = { conv: 'c', area: 'national', site: 'https://a.example', user: 'u' }
const tokens = tokensSignedWith('key')
const good = tokens.make(CLAIMS, NOW)

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('A Direct Line token', () => {
  it('says what it was made for, to us and to clients that look into it', () => {
    const verified = tokens.verify(good, NOW)
    expect(verified).to.have.property('result', 'good')
    expect(verified).to.have.nested.property('claims.site', 'https://a.example')
    const [, content] = good.split('.')
    expect(JSON.parse(Buffer.from(content!, 'base64url').toString())).to.have.property('user', 'u')
  })

  it('is good until its time is over, and not a second longer', () => {
    expect(tokens.verify(good, later(LIFETIME_SECONDS - 1))).to.have.property('result', 'good')
    expect(tokens.verify(good, later(LIFETIME_SECONDS)).result).to.equal('expired')
  })

  it('can be renewed, but not for ever', () => {
    let token: string | undefined = good
    let seconds = 0
    for (; token !== undefined && seconds < 2 * LONGEST_SECONDS; seconds += 900) {
      const verified = tokens.verify(token, later(seconds))
      if (verified.result !== 'good') break
      expect(verified.claims).to.include(CLAIMS)
      token = tokens.renew(verified.claims, later(seconds))
    }
    expect(seconds).to.be.within(LONGEST_SECONDS - 900, LONGEST_SECONDS + 900)
  })

  const [header, content, sign] = good.split('.') as [string, string, string]
  const forgeries: Readonly<Record<string, string>> = {
    'without a signature': `${header}.${content}.`,
    'with the signature cut short': `${header}.${content}.${sign.slice(0, 20)}`,
    'with another signature': `${header}.${content}.${sign.startsWith('A') ? 'B' : 'A'}${sign.slice(1)}`,
    'that asks not to be looked at': `${encoded({ alg: 'none', typ: 'JWT' })}.${content}.`,
    'signed, but with another header': `${encoded({ alg: 'HS512', typ: 'JWT' })}.${content}.${sign}`,
    'for another conversation': `${header}.${encoded({ ...CLAIMS, conv: 'd', since: 0, exp: 9e9 })}.${sign}`,
    'of another key': tokensSignedWith('other').make(CLAIMS, NOW),
    'with a part more': `${good}.x`,
    'that is empty': '',
    'that is long': 'x'.repeat(5000),
  }
  for (const [name, token] of Object.entries(forgeries)) {
    it(`${name} is known as forged`, () => expect(tokens.verify(token, NOW).result).to.equal('forged'))
  }
})
