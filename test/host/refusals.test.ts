import { expect } from 'chai'
import type { Area } from '../../src/domain/area.ts'
import { refusals } from '../../src/refusals.ts'

const area = (gateway?: string): Area =>
  ({ id: 'here', ...(gateway && { gateway: { url: gateway } }) }) as unknown as Area
const ready = {
  production: true,
  key: 'a key',
  publicUrl: 'https://haven.example',
  gatewayToken: 'a-token-of-the-gateway',
  microsoftApp: undefined,
}

const wrong: readonly (readonly [
  string,
  Partial<Record<keyof typeof ready, unknown>>,
  string | undefined,
  RegExp,
])[] = [
  ['without a key', { key: undefined }, undefined, /HAVEN_KEY/],
  ['without its address', { publicUrl: undefined }, undefined, /HAVEN_PUBLIC_URL is not set/],
  ['without HTTPS', { publicUrl: 'http://haven.example' }, undefined, /https/],
  ['with the embedded gateway', {}, 'embedded', /here: the embedded gateway/],
  [
    'without the token of its gateway',
    { gatewayToken: undefined },
    'https://gateway.example',
    /HAVEN_GATEWAY_TOKEN/,
  ],
]

describe('Going live', () => {
  it('is not refused when everything is there', () => {
    expect(refusals(ready, [area(), area('https://gateway.example')])).to.deep.equal([])
  })
  for (const [name, parts, gateway, expected] of wrong) {
    it(`is refused ${name}`, () => {
      const said = refusals({ ...ready, ...parts } as typeof ready, [area(gateway)])
      expect(said).to.have.length(1)
      expect(said[0]).to.match(expected)
    })
  }
  it('is refused for everything at once', () => {
    const nothing = { ...ready, key: undefined, publicUrl: undefined, gatewayToken: undefined }
    expect(refusals(nothing, [area('embedded'), area('https://gateway.example')])).to.have.length(4)
  })
  it('refuses nothing in development', () => {
    const nothing = { ...ready, production: false, key: undefined, publicUrl: undefined }
    expect(refusals(nothing, [area('embedded')])).to.deep.equal([])
  })
})
