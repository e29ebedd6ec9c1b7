import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DECLINE_REASONS } from '../../src/domain/tracking.ts'
import { BSER } from '../../src/gateway/api/bser.ts'
import { DESK_STATUSES } from '../../src/gateway/store/referrals.ts'
import { aDesk, NOON, OTHER_TOKEN, settings, type Desk } from './a-desk.ts'
import { signedIn, type Staff } from './a-member-of-staff.ts'
import { aReferral } from './a-referral.ts'

const AT = NOON.toISOString()
const references = Array.from({ length: 5 }, (_, index) => `LARK-10${index}`)

describe('following referrals at the gateway', () => {
  let desk: Desk
  let staff: Staff
  beforeEach(async () => {
    desk = await aDesk()
    staff = await signedIn(desk)
    for (const reference of references)
      await desk.post(aReferral({ reference }), { 'idempotency-key': reference })
  })
  afterEach(() => desk.stop())

  const since = async (query: string, headers = {}) =>
    (await (await desk.api(`referrals${query}`, { headers })).json()) as {
      referrals: { reference: string; status: string }[]
      next: string
      more: boolean
    }
  const set = async (reference: string, fields: Record<string, string>) =>
    staff.send(`/gateway/referrals/${reference}/status`, { csrf: await staff.csrf(), ...fields })
  const standing = async (reference: string) => (await desk.api(`referrals/${reference}`)).json()

  it('tells all of them page by page, and nothing of another client', async () => {
    const first = await since('?limit=3')
    expect(first.referrals.map(({ reference }) => reference)).to.deep.equal(references.slice(0, 3))
    expect(first.more).to.equal(true)
    const second = await since(`?limit=3&since=${first.next}`)
    expect(second.referrals.map(({ reference }) => reference)).to.deep.equal(references.slice(3))
    expect(second.more).to.equal(false)
    expect(await since('', { authorization: `Bearer ${OTHER_TOKEN}` })).to.deep.equal({
      referrals: [],
      next: '0',
      more: false,
    })
  })

  it('tells only what changed since, once, as it stands now', async () => {
    const { next } = await since('')
    expect(await since(`?since=${next}`)).to.deep.equal({ referrals: [], next, more: false })
    await staff.open('/gateway/referrals/LARK-103')
    await staff.open('/gateway/referrals/LARK-101')
    await set('LARK-103', { was: 'being_read', status: 'accepted' })
    await desk.api('referrals/LARK-100/withdrawal', { method: 'POST' })
    const { referrals } = await since(`?since=${next}`)
    expect(referrals).to.deep.equal([
      { reference: 'LARK-101', status: 'being_read', status_at: AT },
      { reference: 'LARK-103', status: 'accepted', status_at: AT },
      { reference: 'LARK-100', status: 'withdrawn', status_at: AT },
    ])
  })

  it('loses none that changes while the pages are read', async () => {
    const first = await since('?limit=2')
    await staff.open('/gateway/referrals/LARK-100')
    const rest = await since(`?since=${first.next}`)
    expect(rest.referrals.map(({ reference }) => reference)).to.deep.equal([
      'LARK-102',
      'LARK-103',
      'LARK-104',
      'LARK-100',
    ])
  })

  for (const query of ['?limit=0', '?limit=201', '?limit=x', '?since=x', '?since=-1', '?since=1.5']) {
    it(`is refused with ${query}`, async () => {
      const response = await desk.api(`referrals${query}`)
      expect(response.status).to.equal(400)
      expect(await response.json()).to.include({ status: 400 })
    })
  }

  it('says why one was declined, from a closed list, and no more than that', async () => {
    await staff.open('/gateway/referrals/LARK-100')
    const unsaid = await set('LARK-100', { was: 'being_read', status: 'declined', reason: '' })
    const free = await set('LARK-100', { was: 'being_read', status: 'declined', reason: 'she rang' })
    expect([unsaid.status, free.status]).to.deep.equal([400, 400])
    expect(await unsaid.text()).to.include('Say why you decline it')
    for (const [index, reason] of DECLINE_REASONS.entries()) {
      const was = index === 0 ? 'being_read' : 'declined'
      expect((await set('LARK-100', { was, status: 'declined', reason, weeks: '' })).status).to.equal(303)
      expect(await standing('LARK-100')).to.deep.equal({
        reference: 'LARK-100',
        status: 'declined',
        status_at: AT,
        reason,
      })
    }
    expect((await staff.open('/gateway/referrals/LARK-100')).text).to.include('Another reason')
    await set('LARK-100', { was: 'declined', status: 'accepted', reason: 'other' })
    expect(await standing('LARK-100')).not.to.have.property('reason')
  })

  it('says about how long a wait is, and forgets it when the wait is over', async () => {
    await staff.open('/gateway/referrals/LARK-100')
    await set('LARK-100', { was: 'being_read', status: 'waiting', weeks: '6', reason: '' })
    expect(await standing('LARK-100')).to.include({ status: 'waiting', wait_weeks: 6 })
    await set('LARK-100', { was: 'waiting', status: 'waiting', weeks: '4', reason: '' })
    expect(await standing('LARK-100')).to.include({ status: 'waiting', wait_weeks: 4 })
    expect((await staff.open('/gateway/referrals/LARK-100')).text).to.include('Wait in weeks: about 4')
    await set('LARK-100', { was: 'waiting', status: 'support_started', weeks: '4', reason: '' })
    expect(await standing('LARK-100')).not.to.have.property('wait_weeks')
  })

  for (const weeks of ['-1', '105', 'six', '1.5']) {
    it(`takes no wait of ${weeks} weeks`, async () => {
      await staff.open('/gateway/referrals/LARK-100')
      expect((await set('LARK-100', { was: 'being_read', status: 'waiting', weeks })).status).to.equal(400)
    })
  }

  it('tells how the team is, as somebody at the desk last said', async () => {
    const capacity = async () => (await desk.api('capacity')).json()
    expect(await capacity()).to.deep.equal({ state: 'open', as_of: null })
    expect((await staff.open('/gateway/')).text).to.include('Nobody has said yet.')
    const say = async (fields: Record<string, string>) =>
      (await staff.send('/gateway/capacity', { csrf: await staff.csrf(), ...fields })).status
    expect(await say({ state: 'waiting', weeks: '8' })).to.equal(303)
    expect(await capacity()).to.deep.equal({ state: 'waiting', wait_weeks: 8, as_of: AT })
    expect(await say({ state: 'closed', weeks: '8' })).to.equal(303)
    expect(await capacity()).to.deep.equal({ state: 'closed', as_of: AT })
    expect(await say({ state: 'busy', weeks: '' })).to.equal(400)
    expect(await say({ state: 'open', weeks: '', csrf: 'wrong' })).to.equal(403)
    expect(await capacity()).to.deep.equal({ state: 'closed', as_of: AT })
  })

  it('has a word of HL7 for each status', () => {
    expect(Object.keys(BSER)).to.have.members([...DESK_STATUSES])
  })

  it('answers 503 and when to come again while its file cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-gateway-'))
    const full = await aDesk({ file: join(folder, 'gateway.db') })
    const vault = settings().vault
    await full.stop()
    const db = new DatabaseSync(join(folder, 'gateway.db'))
    db.exec("create trigger full before insert on referrals begin select raise(abort, 'full'); end")
    db.close()
    const again = await aDesk({ file: join(folder, 'gateway.db'), vault })
    const response = await again.post(aReferral())
    const body = await response.text()
    await again.stop()
    rmSync(folder, { recursive: true })
    expect(response.status).to.equal(503)
    expect(Number(response.headers.get('retry-after'))).to.be.greaterThan(0)
    expect(response.headers.get('content-type')).to.include('application/problem+json')
    expect(body).not.to.include('full')
  })

  it('opens the file of the version before, with everything in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-gateway-'))
    const file = join(folder, 'gateway.db')
    const first = await aDesk({ file })
    await first.post(aReferral())
    await first.stop()
    const db = new DatabaseSync(file)
    const second = ['sequence', 'corrected_at', 'correction_read_at', 'reason', 'wait_weeks', 'changed']
    const columns = [...second, 'stopped', 'stopped_at', 'stop_read_at']
    db.exec(`drop index referrals_changed;
      ${columns.map((column) => `alter table referrals drop column ${column};`).join('\n')}
      drop table last_change; drop table corrections; drop table capacity; drop table deliveries;
      pragma user_version = 1`)
    db.close()
    const later = await aDesk({ file })
    const again = await later.post(aReferral())
    const listed = await (await later.api('referrals')).json()
    await later.stop()
    rmSync(folder, { recursive: true })
    expect(again.status).to.equal(200)
    expect(listed).to.have.nested.property('referrals[0].reference', 'LARK-472')
  })
})
