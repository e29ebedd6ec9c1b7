import { expect } from 'chai'
import { aDesk, NOON, OTHER_TOKEN, type Desk } from './a-desk.ts'
import { signedIn } from './a-member-of-staff.ts'
import { aFullReferral, aReferral } from './a-referral.ts'

const PAGE = '/gateway/referrals/LARK-472'

describe('less contact at the gateway', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await aDesk()
  })
  afterEach(() => desk.stop())

  const stop = (body: unknown, headers = {}) =>
    desk.api('referrals/LARK-472/safer', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const full = aFullReferral({ notices: [] })
  const correct = (sequence: number, referral = full) =>
    desk.api('referrals/LARK-472', {
      method: 'PUT',
      body: JSON.stringify(referral),
      headers: { 'content-type': 'application/json', 'idempotency-key': `LARK-472/${sequence}` },
    })

  it('takes the way and its number out, and says so first of all, with the time', async () => {
    await desk.post(full)
    const staff = await signedIn(desk)
    expect((await staff.open(PAGE)).text).to.include('07700 900111')
    const response = await stop({ stop: ['phone'] })
    expect([response.status, await response.json()]).to.deep.equal([
      200,
      { reference: 'LARK-472', stopped: ['phone'] },
    ])
    expect((await staff.open('/gateway/')).text).to.include('Safer contact since it was read')
    const { text } = await staff.open(PAGE)
    expect(text).to.include('07700 900222').and.not.include('07700 900111')
    expect(text).to.include('The person said that these are not safe any more, ')
    const said = text.indexOf('not safe any more')
    expect(said).to.be.greaterThan(text.indexOf('id="contact"'))
    expect(said).to.be.lessThan(text.indexOf('class="ways"'))
    expect(text).to.include('The person made contact safer')
    expect((await staff.open('/gateway/')).text).to.not.include('Safer contact since it was read')
  })

  it('is all of it when the person says stop: no way, and nobody else to ask', async () => {
    await desk.post(full)
    await stop({ stop: 'all' })
    const { text } = await (await signedIn(desk)).open(PAGE)
    expect(text).to.include('Stop. The person asked for no contact, ')
    for (const detail of ['900111', '900222', 'wren@example.org', 'Nowhere Row', 'Auntie Jo', '900333'])
      expect(text).to.not.include(detail)
  })

  it('holds for a referral that comes after it, which staff never see otherwise', async () => {
    expect((await stop({ stop: ['phone'] })).status).to.equal(200)
    expect((await desk.api('referrals/LARK-472')).status).to.equal(404)
    const staff = await signedIn(desk)
    expect((await staff.open('/gateway/')).text).to.not.include('LARK-472')
    expect((await staff.open(PAGE)).status).to.equal(404)
    const first = await desk.post(full)
    expect(first.status).to.equal(201)
    const again = await desk.post(full)
    expect([again.status, await again.json()]).to.deep.equal([200, await first.json()])
    expect((await desk.post({ ...full, name: 'Another' })).status).to.equal(409)
    const { text } = await staff.open(PAGE)
    expect(text).to.include('not safe any more').and.not.include('900111')
  })

  it('holds for a correction that comes after it', async () => {
    await desk.post(full)
    await stop({ stop: ['phone', 'email'] })
    expect((await correct(3)).status).to.equal(201)
    expect((await correct(3)).status).to.equal(200)
    const { text } = await (await signedIn(desk)).open(PAGE)
    expect(text)
      .to.include('900222')
      .and.not.match(/900111|wren@example/)
  })

  it('leaves the status as it is, and is said once however often it comes', async () => {
    await desk.post(full)
    const staff = await signedIn(desk)
    await staff.open(PAGE)
    for (let times = 0; times < 3; times += 1) await stop({ stop: ['phone'] })
    expect(await (await desk.api('referrals/LARK-472')).json()).to.include({ status: 'being_read' })
    expect((await staff.open(PAGE)).text.match(/The person made contact safer/g)).to.have.length(1)
  })

  it('changes nothing in what was withdrawn', async () => {
    await desk.post(full)
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    expect((await stop({ stop: 'all' })).status).to.equal(200)
    expect(await (await desk.api('referrals/LARK-472')).json()).to.include({ status: 'withdrawn' })
  })

  it('is nobody else’s to ask for', async () => {
    await desk.post(full)
    const other = { authorization: `Bearer ${OTHER_TOKEN}` }
    expect((await stop({ stop: 'all' }, other)).status).to.equal(404)
    expect((await stop({ stop: 'all' }, { authorization: '' })).status).to.equal(401)
    expect((await (await signedIn(desk)).open(PAGE)).text).to.include('900111')
  })

  for (const [what, body, status] of [
    ['a detail', { stop: ['phone'], phone: { number: '07700 900999' } }, 422],
    ['another way', { stop: ['visit'] }, 422],
    ['nothing', {}, 422],
    ['no JSON', 'stop', 400],
    ['too much', JSON.stringify({ stop: 'all', why: 'x'.repeat(2000) }), 413],
  ] as const)
    it(`with ${what} is refused`, async () => {
      await desk.post(full)
      const response = await stop(body)
      expect(response.status).to.equal(status)
      expect(response.headers.get('content-type')).to.include('application/problem+json')
      expect(await response.text()).to.not.match(/900999|visit/)
    })
})

describe('a correction at the gateway of what is over', () => {
  it('is refused, because nobody would read it', async () => {
    for (const status of ['closed', 'declined']) {
      const desk = await aDesk({ now: () => NOON })
      await desk.post(aReferral())
      const staff = await signedIn(desk)
      await staff.open(PAGE)
      const csrf = await staff.csrf()
      await staff.send(`${PAGE}/status`, { csrf, was: 'being_read', status, reason: 'other', weeks: '' })
      const response = await desk.api('referrals/LARK-472', {
        method: 'PUT',
        body: JSON.stringify(aReferral({ name: 'Late' })),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'LARK-472/2' },
      })
      expect(response.status, status).to.equal(409)
      await desk.stop()
    }
  })
})
