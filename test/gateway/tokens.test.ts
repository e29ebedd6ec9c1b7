import { expect } from 'chai'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { aDesk, NOON, settings, TOKEN, type Desk } from './a-desk.ts'

const SECRET = 'a secret: with + and % in it'
const pair = (id: string, secret: string) =>
  `Basic ${Buffer.from([id, secret].map(encodeURIComponent).join(':')).toString('base64')}`
const FORM = { grant_type: 'client_credentials' }

describe('tokens of the gateway', () => {
  let desk: Desk
  let now: Date
  beforeEach(async () => {
    now = NOON
    desk = await aDesk({
      now: () => now,
      clients: [
        { id: 'haven', secret: SECRET },
        { id: 'other', token: TOKEN },
      ],
    })
  })
  afterEach(() => desk.stop())

  const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${desk.url}/gateway/v1/token`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const opens = async (token: string) =>
    (await desk.api('desk', { headers: { authorization: `Bearer ${token}` } })).status

  for (const [what, fields, headers] of [
    ['by HTTP Basic', FORM, { authorization: pair('haven', SECRET) }],
    ['in the form', { ...FORM, client_id: 'haven', client_secret: SECRET }, {}],
  ] as const) {
    it(`are given to a client that is named ${what}, for ten minutes`, async () => {
      const response = await ask(fields, headers)
      expect(response.status).to.equal(200)
      expect(response.headers.get('cache-control')).to.equal('no-store')
      const { access_token: token, ...rest } = (await response.json()) as { access_token: string }
      expect(rest).to.deep.equal({ token_type: 'Bearer', expires_in: 600 })
      expect(await opens(token)).to.equal(200)
      now = new Date(NOON.getTime() + 599_000)
      expect(await opens(token)).to.equal(200)
      now = new Date(NOON.getTime() + 600_000)
      expect(await opens(token)).to.equal(401)
    })
  }

  for (const [what, fields, headers, status, error] of [
    ['a wrong secret', FORM, { authorization: pair('haven', 'wrong') }, 401, 'invalid_client'],
    ['nobody', FORM, {}, 401, 'invalid_client'],
    ['an unknown client', FORM, { authorization: pair('nobody', SECRET) }, 401, 'invalid_client'],
    ["a client's lasting token", FORM, { authorization: pair('other', TOKEN) }, 401, 'invalid_client'],
    ['an empty secret', FORM, { authorization: pair('other', '') }, 401, 'invalid_client'],
    [
      'two names at once',
      { ...FORM, client_id: 'haven', client_secret: SECRET },
      { authorization: pair('haven', SECRET) },
      400,
      'invalid_request',
    ],
    ['no grant', { client_id: 'haven' }, {}, 400, 'invalid_request'],
    [
      'another grant',
      { grant_type: 'password' },
      { authorization: pair('haven', SECRET) },
      400,
      'unsupported_grant_type',
    ],
    ['a scope', { ...FORM, scope: 'all' }, { authorization: pair('haven', SECRET) }, 400, 'invalid_scope'],
    [
      'another body than a form',
      FORM,
      { authorization: pair('haven', SECRET), 'content-type': 'application/json' },
      400,
      'invalid_request',
    ],
  ] as const) {
    it(`are not given to ${what}`, async () => {
      const response = await ask(fields, headers)
      expect([response.status, await response.json()]).to.deep.equal([status, { error }])
      expect(response.headers.has('www-authenticate')).to.equal(status === 401)
    })
  }

  it('are as many as are asked for, but only the last thousand hold', async () => {
    const tokens: string[] = []
    for (let count = 0; count < 1001; count += 1) {
      const response = await ask(FORM, { authorization: pair('haven', SECRET) })
      tokens.push(((await response.json()) as { access_token: string }).access_token)
    }
    expect(await opens(tokens[0] ?? '')).to.equal(401)
    expect(await opens(tokens.at(-1) ?? '')).to.equal(200)
  })

  it('are never printed, and neither are secrets', () => {
    expect(desk.printed.join('\n')).not.to.include('secret:')
  })

  for (const client of [{ id: 'haven' }, { id: 'haven', secret: 'short' }, { id: 'haven', token: 'short' }]) {
    it(`need more than ${JSON.stringify(client)}`, () => {
      expect(() => createGateway(settings({ clients: [client] }))).to.throw('16 characters')
    })
  }
})
