import { expect } from 'chai'
import type { Referral } from '../../src/domain/referral.ts'
import { aDesk, NOON, OTHER_TOKEN, type Desk } from './a-desk.ts'
import { signedIn } from './a-member-of-staff.ts'
import { aReferral } from './a-referral.ts'

const AT = NOON.toISOString()

describe('a correction at the gateway', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await aDesk()
    await desk.post(aReferral({ name: 'Before' }))
  })
  afterEach(() => desk.stop())

  const correct = (sequence: number | string, overrides: Partial<Referral>, headers = {}) =>
    desk.api('referrals/LARK-472', {
      method: 'PUT',
      body: JSON.stringify(aReferral(overrides)),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `LARK-472/${sequence}`,
        ...headers,
      },
    })

  it('takes the place of what was sent, and staff see that and when', async () => {
    const response = await correct(2, { name: 'Corrected' })
    expect(response.status).to.equal(201)
    expect(await response.json()).to.deep.equal({
      reference: 'LARK-472',
      sequence: 2,
      status: 'received',
      received_at: AT,
    })
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/')).text).to.include('Corrected since it was read')
    const { text } = await staff.open('/gateway/referrals/LARK-472')
    expect(text).to.include('The person corrected this, ').and.include('Corrected by the person')
    expect(text).to.include('>Corrected</span>').and.not.include('Before')
    expect((await staff.open('/gateway/')).text).not.to.include('Corrected since it was read')
    await correct(3, { name: 'Once more' })
    expect((await staff.open('/gateway/')).text).to.include('Corrected since it was read')
  })

  it('leaves the status as it is', async () => {
    await (await signedIn(desk)).open('/gateway/referrals/LARK-472')
    await correct(2, { name: 'Corrected' })
    expect(await (await desk.api('referrals/LARK-472')).json()).to.include({ status: 'being_read' })
  })

  it('is taken once, however often and however late it comes', async () => {
    const first = await (await correct(2, { name: 'Second' })).json()
    await correct(4, { name: 'Fourth' })
    const again = await correct(2, { name: 'Second' })
    expect([again.status, await again.json()]).to.deep.equal([200, first])
    expect((await correct(3, { name: 'Third' })).status).to.equal(409)
    expect((await correct(4, { name: 'Another fourth' })).status).to.equal(409)
    expect((await desk.post(aReferral({ name: 'Before' }))).status).to.equal(200)
    const staff = await signedIn(desk)
    const { text } = await staff.open('/gateway/referrals/LARK-472')
    expect(text)
      .to.include('Fourth')
      .and.not.match(/Second|Third|Before/)
  })

  it('of 20 at once is taken once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => correct(2, { name: 'Corrected' })))
    expect(all.filter(({ status }) => status === 201)).to.have.length(1)
    expect(all.filter(({ status }) => status === 200)).to.have.length(19)
  })

  it('is not let in after a withdrawal', async () => {
    await correct(2, { name: 'Corrected' })
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    expect((await correct(3, { name: 'Late' })).status).to.equal(409)
    expect((await correct(2, { name: 'Corrected' })).status).to.equal(200)
    const { text } = await (await signedIn(desk)).open('/gateway/referrals/LARK-472')
    expect(text).not.to.match(/Late|>Corrected</)
  })

  it("of nothing, or of another client's referral, is not known", async () => {
    expect((await correct(2, {}, { authorization: `Bearer ${OTHER_TOKEN}` })).status).to.equal(404)
    const response = await desk.api('referrals/WREN-111', {
      method: 'PUT',
      body: JSON.stringify(aReferral({ reference: 'WREN-111' })),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'WREN-111/2' },
    })
    expect(response.status).to.equal(404)
  })

  for (const [what, sequence, overrides] of [
    ['the number of the referral itself', 1, {}],
    ['no number', 'two', {}],
    ['a number beyond all', '1000000', {}],
    ['another reference in its body', 2, { reference: 'WREN-111' }],
  ] as const) {
    it(`with ${what} is refused`, async () => {
      expect((await correct(sequence, overrides)).status).to.equal(422)
    })
  }
})
