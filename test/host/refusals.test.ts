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

describe('Going live with a gateway that has no API', () => {
  const by = (transport: object, sample = false): Area =>
    ({ id: 'here', sample, gateway: { transport } }) as unknown as Area
  const smtp = { host: 'mail.example', port: 465, secure: true }
  const set = { ...ready, gatewayToken: undefined, smtp, mailPassphrase: 'p', webhookSecret: 's' }
  const locked = by({ kind: 'mail', encrypt: 'attachment' })
  const agreed = by({ kind: 'mail', encrypt: 'agreed-mailbox' })
  const webhook = by({ kind: 'webhook' })

  it('is not refused when everything is there, also without the token of an API', () => {
    expect(refusals(set, [locked, agreed, webhook])).to.deep.equal([])
  })
  for (const [name, parts, area, expected] of [
    ['a server that takes its mail', { smtp: undefined }, agreed, /HAVEN_SMTP_URL/],
    ['a passphrase for locked files', { mailPassphrase: undefined }, locked, /HAVEN_MAIL_PASSPHRASE/],
    ['a secret to sign with', { webhookSecret: undefined }, webhook, /HAVEN_WEBHOOK_SECRET/],
  ] as const) {
    it(`is refused without ${name}`, () => {
      const said = refusals({ ...set, ...parts }, [area])
      expect(said).to.have.length(1)
      expect(said[0]).to.match(expected)
    })
  }
  it('needs no passphrase for a mailbox that was agreed', () => {
    expect(refusals({ ...set, mailPassphrase: undefined }, [agreed])).to.deep.equal([])
  })
  it('is refused for a demonstration that mails elsewhere, also in development', () => {
    const sample = by({ kind: 'mail', encrypt: 'attachment' }, true)
    const said = refusals({ ...set, production: false }, [sample])
    expect(said).to.have.length(1)
    expect(said[0]).to.match(/here: a demonstration may send mail only/)
    const here = { ...set, production: false, smtp: { ...smtp, host: '127.0.0.1' } }
    expect(refusals(here, [sample])).to.deep.equal([])
  })
})
