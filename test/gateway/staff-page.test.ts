import { expect } from 'chai'
import { createHash } from 'node:crypto'
import type { Referral } from '../../src/domain/referral.ts'
import { aDesk, type Desk } from './a-desk.ts'
import { aFullReferral, aReferral } from './a-referral.ts'
import { signedIn, type Staff } from './a-member-of-staff.ts'

const PAGE = '/gateway/referrals/LARK-472'
const STATUS = `${PAGE}/status`

describe('the staff page', () => {
  let desk: Desk
  let staff: Staff
  beforeEach(async () => {
    desk = await aDesk()
    staff = await signedIn(desk)
  })
  afterEach(() => desk.stop())

  const opened = async (referral: Referral) => {
    await desk.post(referral)
    return (await staff.open(PAGE)).text
  }
  const standing = async () =>
    ((await (await desk.api('referrals/LARK-472')).json()) as { status: string }).status

  it('lists notices and status, and neither name nor crime', async () => {
    await desk.post(aFullReferral({ notices: ['under-16-same-day'] }))
    const { text } = await staff.open('/gateway/')
    expect(text).to.include('LARK-472').and.include('Aged 13 to 15: today').and.include('Not read yet')
    expect(text).not.to.match(/Wren Alderman|Followed, watched|Abuse by|900/)
  })

  it('says that a referral is being read when, and only when, somebody opens it', async () => {
    await desk.post(aReferral())
    await staff.open('/gateway/')
    expect(await standing()).to.equal('received')
    await staff.open(PAGE)
    expect(await standing()).to.equal('being_read')
  })

  it('does not take a browser that fetches ahead for somebody reading', async () => {
    await desk.post(aReferral())
    const { status, text } = await staff.open(PAGE, { 'sec-purpose': 'prefetch;prerender' })
    expect(status).to.equal(403)
    expect(text).not.to.include('Wren Alderman')
    expect(await standing()).to.equal('received')
  })

  it('shows how to contact the person before anything that they sent', async () => {
    const text = await opened(aFullReferral())
    expect(text.indexOf('How to contact this person safely')).to.be.greaterThan(0)
    for (const later of ['What they sent', 'Wren Alderman', 'First line of the account', 'Referrer Robin']) {
      expect(text.indexOf(later), later).to.be.greaterThan(text.indexOf('How to contact this person safely'))
    }
  })

  it('says "Do not use" of every way that is not in the plan', async () => {
    const text = await opened(aReferral())
    expect(wayOf(text, 'Phone call')).to.include('Safe to use').and.include('07700 900123')
    for (const way of ['Text message', 'Email', 'Post']) expect(wayOf(text, way)).to.include('Do not use</p>')
  })

  it('is loud about a way that somebody else gave', async () => {
    const text = await opened(aFullReferral())
    expect(wayOf(text, 'Text message')).to.include('Not confirmed').and.not.include('Safe to use')
    expect(text).to.include('Contact details are not confirmed')
  })

  it('shows no address where post is ruled out, whatever the plan holds', async () => {
    const text = await opened(aFullReferral({ notices: ['no-post-or-visits'] }))
    expect(wayOf(text, 'Post')).to.include('Do not use</p>')
    expect(text).not.to.include('Nowhere Row')
  })

  it('says that the person will ring when no way is safe', async () => {
    const text = await opened(aReferral({ contact: { if_unreachable: 'stop' } }))
    expect(text).to.include('Do not contact this person. They will ring you')
  })

  it('shows every text that was sent', async () => {
    const referral = aFullReferral()
    const text = await opened(referral)
    const { made_at: _, consent, ...rest } = referral
    const texts = textsIn({ ...rest, digest: consent.payload_digest, wording: consent.wording })
    // An id has neither a capital letter, nor a space, nor an @: staff read its words instead.
    const written = texts.filter((sent) => /[A-Z @]|^.{64}$|periwinkle|2026-11-22/.test(sent))
    expect(written).to.have.length.greaterThan(20)
    for (const sent of written) expect(text, sent).to.include(sent)
  })

  for (const words of [
    'Somebody they know',
    '13 to 15',
    'An adult at home should not know.',
    'Followed, watched or contacted again and again',
    'Abuse by a partner',
    'Religion',
    'Disability',
    'They do not want to',
    'Online',
    'They are staying there for now',
    'Feeling safe',
    'Their rights',
    'An interpreter who is not local',
    'A woman to work with them',
    'Welsh',
    'Mornings, Weekdays',
    'Somebody else may see or hear what you send.',
    'Do not share this with the police or the council.',
    'The person who hurt them may know their address.',
    'You may contact the safe person they named.',
    'Speak to this person alone before anything else.',
  ]) {
    it(`says "${words}" in words`, async () => {
      expect(await opened(aFullReferral())).to.include(words)
    })
  }

  it('says that a demonstration is one', async () => {
    expect(await opened(aReferral())).to.include('Demonstration. Nobody may act on this.')
  })

  it('does not say so of a real referral', async () => {
    expect(await opened(aReferral({ sample: false }))).not.to.include('Demonstration')
  })

  it('shows markup that somebody wrote as the text that it is', async () => {
    const text = await opened(aReferral({ name: '<script>alert(1)</script>', account: '"><img src=x>' }))
    expect(text).to.include('&lt;script&gt;alert(1)').and.include('&quot;&gt;&lt;img')
    expect(text).not.to.match(/<script|<img/)
  })

  it('asks nothing of any other host and runs nothing', async () => {
    const text = await opened(aFullReferral())
    expect(text).not.to.match(/https?:|\/\/|<script|<link|url\(|\son\w+=|\sstyle=/)
  })

  it('allows its own style and nothing else', async () => {
    const { headers, text } = await staff.open('/gateway/')
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    const policy = headers.get('content-security-policy')
    expect(policy).to.include("default-src 'none'").and.include(`style-src 'sha256-${digest}'`)
    expect(policy).to.include("form-action 'self'").and.include("frame-ancestors 'none'")
    expect(headers.get('cache-control')).to.equal('no-store')
  })

  it('has no crime and no name in the title of a referral', async () => {
    expect(await opened(aReferral())).to.include('<title>LARK-472 - Referrals desk</title>')
  })

  it('accepts a referral, so that the person can be told', async () => {
    await opened(aReferral())
    const sent = await staff.send(STATUS, { csrf: await staff.csrf(), was: 'being_read', status: 'accepted' })
    expect(sent.headers.get('location')).to.equal(PAGE)
    expect(await standing()).to.equal('accepted')
    const { text } = await staff.open(PAGE)
    expect(text).to.match(/Accepted <span class="when">\(Staff session 1\)/)
    expect(text).not.to.include('Accept this referral')
  })

  it('changes nothing that changed while somebody read it', async () => {
    await opened(aReferral())
    const csrf = await staff.csrf()
    await staff.send(STATUS, { csrf, was: 'being_read', status: 'accepted' })
    expect((await staff.send(STATUS, { csrf, was: 'being_read', status: 'closed' })).status).to.equal(409)
    expect(await standing()).to.equal('accepted')
  })

  it('never says "not read yet" again of what somebody has read', async () => {
    await opened(aReferral())
    const csrf = await staff.csrf()
    expect((await staff.send(STATUS, { csrf, was: 'being_read', status: 'received' })).status).to.equal(400)
    expect(await standing()).to.equal('being_read')
  })

  it('lets nobody change the status of what was taken back', async () => {
    await opened(aReferral())
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    const csrf = await staff.csrf()
    for (const was of ['being_read', 'withdrawn']) {
      expect((await staff.send(STATUS, { csrf, was, status: 'accepted' })).status).to.equal(409)
    }
    expect(await standing()).to.equal('withdrawn')
  })

  for (const [what, fields, headers] of [
    ['without a token', {}, {}],
    ['with a wrong token', { csrf: 'a'.repeat(64) }, {}],
    ['from another site', undefined, { 'sec-fetch-site': 'cross-site' }],
  ] as const) {
    it(`refuses a form ${what}`, async () => {
      await opened(aReferral())
      const token = fields ?? { csrf: await staff.csrf() }
      const sent = await staff.send(STATUS, { ...token, was: 'being_read', status: 'accepted' }, headers)
      expect(sent.status).to.equal(403)
      expect(await standing()).to.equal('being_read')
      expect((await staff.send('/gateway/sign-out', { ...token }, headers)).status).to.equal(403)
      expect((await staff.open('/gateway/')).status).to.equal(200)
    })
  }

  it('turns its pages when there are more than 50', async () => {
    for (let number = 100; number < 152; number += 1) {
      const reference = `LARK-${number}`
      await desk.post(aReferral({ reference }), { 'idempotency-key': reference })
    }
    const first = (await staff.open('/gateway/')).text
    const second = (await staff.open('/gateway/?page=2')).text
    expect([first, second].map((text) => text.match(/class="ref"/g)?.length)).to.deep.equal([50, 2])
    expect(first).to.include('>Older<').and.not.include('>Newer<')
    expect(second).to.include('>Newer<').and.not.include('>Older<')
  })

  it('answers what is not there with a page', async () => {
    const { status, headers } = await staff.open('/gateway/people')
    expect(status).to.equal(404)
    expect(headers.get('content-type')).to.include('text/html')
  })
})

/** One way's box in the contact plan. */
const wayOf = (text: string, way: string): string =>
  new RegExp(`<h3>${way}</h3>([^]*?)</div>`).exec(text)?.[1] ?? 'not there'

/** Every text in a value, a line at a time. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\n')
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
