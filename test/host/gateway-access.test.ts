import { expect } from 'chai'
import { configFrom } from '../../src/config.ts'
import { identityFrom } from '../../src/gateway-access.ts'
import { refusals } from '../../src/refusals.ts'
import { CONTENT } from '../support/content.ts'

const client = {
  HAVEN_GATEWAY_CLIENT_ID: 'haven',
  HAVEN_GATEWAY_CLIENT_SECRET: 'a-secret-of-the-gateway',
  HAVEN_GATEWAY_TOKEN_URL: 'https://gateway.example/token',
}

describe('the settings of how gateways know us', () => {
  it('are a client and where it gets its tokens', () => {
    expect(configFrom(client).gatewayAccess).to.deep.equal({
      credentials: {
        clientId: 'haven',
        clientSecret: 'a-secret-of-the-gateway',
        tokenUrl: 'https://gateway.example/token',
      },
    })
  })

  it('are files with a certificate', () => {
    const env = { HAVEN_GATEWAY_CERT: '/a.pem', HAVEN_GATEWAY_KEY: '/a.key', HAVEN_GATEWAY_CA: '/ca.pem' }
    expect(configFrom(env).gatewayAccess).to.deep.equal({
      files: { cert: '/a.pem', key: '/a.key', ca: '/ca.pem' },
    })
  })

  it('may be none', () => {
    expect(configFrom({}).gatewayAccess).to.deep.equal({})
  })

  for (const [what, env, told] of [
    ['half of a client', { ...client, HAVEN_GATEWAY_TOKEN_URL: '' }, 'HAVEN_GATEWAY_TOKEN_URL'],
    ['a certificate without a key', { HAVEN_GATEWAY_CERT: '/a.pem' }, 'HAVEN_GATEWAY_KEY'],
    ['two ways at once', { ...client, HAVEN_GATEWAY_TOKEN: 'a-token-of-the-gateway' }, 'one of them'],
    ['a secret that could be guessed', { HAVEN_STATUS_SECRET: 'short' }, 'HAVEN_STATUS_SECRET'],
  ] as const) {
    it(`are refused with ${what}, and never repeated`, () => {
      expect(() => configFrom(env))
        .to.throw(told)
        .with.property('message')
        .that.does.not.match(/a-secret-of|a-token-of|short/)
    })
  }

  it('name the file that cannot be read', () => {
    expect(() => identityFrom({ cert: '/nowhere/a.pem', key: '/nowhere/a.key' })).to.throw('/nowhere/a.pem')
  })

  it('are enough for production in place of a token', () => {
    const areas = CONTENT.directory.areas().map((area) => ({
      ...area,
      gateway: area.gateway && { ...area.gateway, url: 'https://gateway.example' },
    }))
    const said = (env: Readonly<Record<string, string>>) =>
      refusals(configFrom({ NODE_ENV: 'production', ...env }), areas as never).filter((line) =>
        line.startsWith('HAVEN_GATEWAY_TOKEN '),
      )
    expect(said({})).to.have.length(1)
    expect(said(client)).to.deep.equal([])
  })
})
