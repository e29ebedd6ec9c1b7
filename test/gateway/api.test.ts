import { expect } from 'chai'
import { aDesk, OTHER_TOKEN, settings, type Desk } from './a-desk.ts'
import { aReferral } from './a-referral.ts'
import { signedIn } from './a-member-of-staff.ts'
import { createGateway } from '../../src/gateway/create-gateway.ts'

const other = { authorization: `Bearer ${OTHER_TOKEN}` }

describe('the gateway API', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await aDesk()
  })
  afterEach(() => desk.stop())

  it('receives a referral and says when', async () => {
    const response = await desk.post(aReferral())
    expect(response.status).to.equal(201)
    expect(await response.json()).to.deep.equal({
      reference: 'LARK-472',
      status: 'received',
      received_at: '2026-11-23T12:00:00.000Z',
    })
  })

  it('answers the same referral again with 200 and what it answered then', async () => {
    const first = await (await desk.post(aReferral())).json()
    const again = await desk.post(JSON.stringify(aReferral(), undefined, 2))
    expect(again.status).to.equal(200)
    expect(await again.json()).to.deep.equal(first)
  })

  it('refuses another body under the same reference, and keeps the first', async () => {
    await desk.post(aReferral({ name: 'The first name' }))
    expect((await desk.post(aReferral({ name: 'The second name' }))).status).to.equal(409)
    const staff = await signedIn(desk)
    const { text } = await staff.open('/gateway/referrals/LARK-472')
    expect(text).to.include('The first name').and.not.include('The second name')
  })

  it('refuses a reference that another client has used', async () => {
    await desk.post(aReferral())
    expect((await desk.post(aReferral(), other)).status).to.equal(409)
  })

  it('makes one row of 20 identical referrals at once', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => desk.post(aReferral())))
    const statuses = responses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).to.have.length(1)
    expect(statuses.filter((status) => status === 200)).to.have.length(19)
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/')).text.match(/class="ref"/g)).to.have.length(1)
  })

  it('says where a referral stands and nothing else', async () => {
    await desk.post(aReferral())
    expect(await (await desk.api('referrals/LARK-472')).json()).to.deep.equal({
      reference: 'LARK-472',
      status: 'received',
      status_at: '2026-11-23T12:00:00.000Z',
    })
  })

  for (const [what, path, init] of [
    ['a referral that never came', 'referrals/WREN-111', {}],
    ["another client's referral", 'referrals/LARK-472', { headers: other }],
    ["another client's withdrawal", 'referrals/LARK-472/withdrawal', { headers: other, method: 'POST' }],
    ['a reference in another form', 'referrals/lark-472', {}],
    ['an address that is not there', 'people', {}],
  ] as const) {
    it(`answers 404 for ${what}`, async () => {
      await desk.post(aReferral())
      expect((await desk.api(path, init)).status).to.equal(404)
    })
  }

  it('wipes a referral that is withdrawn, and may be asked twice', async () => {
    await desk.post(aReferral({ name: 'Canary Withdrawn' }))
    const first = await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    const again = await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    expect([first.status, again.status]).to.deep.equal([200, 200])
    expect(await first.json()).to.have.property('status', 'withdrawn')
    expect(await (await desk.api('referrals/LARK-472')).json()).to.have.property('status', 'withdrawn')
    const staff = await signedIn(desk)
    const { text } = await staff.open('/gateway/referrals/LARK-472')
    expect(text).to.include('Do not contact them').and.not.include('Canary')
  })

  it('does not take a withdrawn referral in again, whichever came first', async () => {
    await desk.post(aReferral())
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    expect((await desk.post(aReferral())).status).to.equal(200)
    expect(await (await desk.api('referrals/LARK-472')).json()).to.have.property('status', 'withdrawn')
    await desk.api('referrals/WREN-111/withdrawal', { method: 'POST' })
    const late = await desk.post(aReferral({ reference: 'WREN-111' }), { 'idempotency-key': 'WREN-111' })
    expect(late.status).to.equal(409)
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/')).text).not.to.include('WREN-111')
  })

  it('says when the desk was last opened, and null before', async () => {
    expect(await (await desk.api('desk')).json()).to.deep.equal({ last_opened_at: null })
    await (await signedIn(desk)).open('/gateway/')
    expect(await (await desk.api('desk')).json()).to.deep.equal({
      last_opened_at: '2026-11-23T12:00:00.000Z',
    })
  })

  it('describes itself to anyone in OpenAPI 3.1, with the schema that it parses by', async () => {
    const response = await fetch(`${desk.url}/gateway/v1/openapi.json`)
    const described = (await response.json()) as Record<string, never>
    expect(described).to.have.property('openapi', '3.1.0')
    expect(described).to.have.nested.property('components.schemas.Referral.additionalProperties', false)
    expect(described).to.have.nested.property('components.schemas.Referral.properties.contact')
    expect(Object.keys(described['paths'] ?? {})).to.have.length(9)
    expect(described).to.have.nested.property('components.schemas.Safer.additionalProperties', false)
  })

  for (const [what, header] of [
    ['no token', ''],
    ['a wrong token', 'Bearer a-client-token-for-the-testz'],
    ['an empty token', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
  ] as const) {
    it(`refuses ${what} at every address that needs one`, async () => {
      const headers = { authorization: header }
      const responses = await Promise.all([
        desk.post(aReferral(), headers),
        desk.api('referrals/LARK-472', { headers }),
        desk.api('referrals/LARK-472/withdrawal', { headers, method: 'POST' }),
        desk.api('desk', { headers }),
      ])
      expect(responses.map(({ status }) => status)).to.deep.equal([401, 401, 401, 401])
      expect(responses[0]?.headers.get('www-authenticate')).to.equal('Bearer')
    })
  }

  it('says which methods it allows', async () => {
    const response = await desk.api('referrals', { method: 'DELETE' })
    expect(response.status).to.equal(405)
    expect(response.headers.get('allow')).to.equal('GET, POST')
  })

  it('lets nothing be kept, guessed or loaded', async () => {
    const { headers } = await desk.post(aReferral())
    expect(headers.get('cache-control')).to.equal('no-store')
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('content-security-policy')).to.include("default-src 'none'")
  })

  it('that cannot keep a referral says so, keeps nothing, and prints nothing of it', async () => {
    const full = {
      ...settings().vault,
      seal: (plain: Uint8Array): Uint8Array => {
        throw new RangeError(Buffer.from(plain).toString())
      },
    }
    const broken = await aDesk({ vault: full })
    const response = await broken.post(aReferral())
    const standing = await broken.api('referrals/LARK-472')
    await broken.stop()
    expect(response.status).to.equal(500)
    expect(response.headers.get('content-type')).to.include('application/problem+json')
    expect(await response.text()).not.to.include('Wren')
    expect(standing.status).to.equal(404)
    expect(broken.printed.slice(1)).to.deep.equal(['The gateway could not answer: RangeError'])
  })

  it('does not open in production, where staff must be named', () => {
    expect(() => createGateway(settings({ production: true }))).to.throw('does not run in production')
  })

  it('does not open with a token that could be guessed', () => {
    expect(() => createGateway(settings({ clients: [{ id: 'haven', token: '' }] }))).to.throw('16 characters')
  })
})
