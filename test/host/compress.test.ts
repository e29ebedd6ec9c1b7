import { expect } from 'chai'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { encoded, encodingFor } from '../../src/host/compress.ts'

const accepted: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['GZIP;q=0.8', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000, gzip;q=0', undefined],
  ['abracadabra', undefined],
]

describe('A compressed answer', () => {
  for (const [header, encoding] of accepted) {
    it(`is ${encoding ?? 'not made'} for a client that says ${header === undefined ? 'nothing' : `"${header}"`}`, () => {
      expect(encodingFor(header)).to.equal(encoding)
    })
  }
  it('is not made of little', () => {
    expect(encoded('br, gzip', 'short')).to.deep.equal({ bytes: 'short', headers: {} })
  })
  it('holds what it was made of', () => {
    const text = 'Ŵ help '.repeat(400)
    expect(brotliDecompressSync(encoded('br', text).bytes).toString()).to.equal(text)
    expect(gunzipSync(encoded('gzip', text).bytes).toString()).to.equal(text)
    expect(encoded('gzip', text).headers).to.deep.equal({
      vary: 'Accept-Encoding',
      'content-encoding': 'gzip',
    })
  })
})
