import { expect } from 'chai'
import { cookieText } from '../../src/web/cookie.ts'

describe('The cookie', () => {
  it('is sent by https alone where people come by https', () => {
    expect(cookieText('a', 'https://example.org')).to.equal('s=a; Path=/; HttpOnly; SameSite=Strict; Secure')
    expect(cookieText('a', 'http://localhost:1')).to.equal('s=a; Path=/; HttpOnly; SameSite=Strict')
  })

  it('is for this session only, and is gone at once when it is empty', () => {
    expect(cookieText('a', 'https://example.org')).to.not.match(/Expires|Max-Age|Domain/i)
    expect(cookieText('', 'https://example.org')).to.include('Max-Age=0').and.include('Secure')
  })
})
