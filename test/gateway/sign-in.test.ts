import { expect } from 'chai'
import { aDesk, NOON, type Desk } from './a-desk.ts'
import { aReferral } from './a-referral.ts'
import { printedLink, signedIn, useLink, withCookie } from './a-member-of-staff.ts'

const HOUR = 60 * 60 * 1000

describe('signing in to the desk', () => {
  let desk: Desk
  let now: Date
  beforeEach(async () => {
    now = NOON
    desk = await aDesk({ now: () => now })
    await desk.post(aReferral())
  })
  afterEach(() => desk.stop())

  it('begins with one printed link', () => {
    expect(desk.printed).to.have.length(1)
    expect(desk.printed[0]).to.match(/once: http:\/\/localhost:3978\/gateway\/sign-in\?key=[\w-]{43}$/)
  })

  it('survives any number of programs that look at the link', async () => {
    for (let look = 0; look < 3; look += 1) {
      const seen = await fetch(desk.url + printedLink(desk))
      expect(seen.headers.get('set-cookie')).to.equal(null)
      expect(await seen.text()).to.include('<button>Sign in</button>')
    }
    expect((await useLink(desk)).status).to.equal(303)
  })

  it('works once', async () => {
    expect((await useLink(desk)).status).to.equal(303)
    const again = await useLink(desk)
    expect(again.status).to.equal(403)
    expect(again.headers.get('set-cookie')).to.equal(null)
    expect((await fetch(desk.url + printedLink(desk))).status).to.equal(403)
  })

  it('does not work with another key', async () => {
    expect((await useLink(desk, '/gateway/sign-in?key=guess')).status).to.equal(403)
    expect((await useLink(desk, '/gateway/sign-in')).status).to.equal(403)
  })

  it('gives a cookie that no script and no other site can use', async () => {
    const cookie = (await useLink(desk)).headers.get('set-cookie')
    expect(cookie).to.match(
      /^haven_desk=[\w-]{43}; Path=\/gateway; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    )
  })

  it('gives a cookie for HTTPS only where the desk is on HTTPS', async () => {
    const secure = await aDesk({ publicUrl: 'https://haven.example' })
    const cookie = (await useLink(secure)).headers.get('set-cookie')
    await secure.stop()
    expect(cookie).to.match(/; Secure$/)
  })

  it('lasts 8 hours', async () => {
    const staff = await signedIn(desk)
    now = new Date(NOON.getTime() + 8 * HOUR - 1)
    expect((await staff.open('/gateway/')).status).to.equal(200)
    now = new Date(NOON.getTime() + 8 * HOUR)
    expect((await staff.open('/gateway/')).status).to.equal(401)
  })

  it('ends with signing out', async () => {
    const staff = await signedIn(desk)
    expect((await staff.send('/gateway/sign-out', { csrf: await staff.csrf() })).status).to.equal(303)
    expect((await staff.open('/gateway/')).status).to.equal(401)
  })

  for (const path of ['/gateway/', '/gateway/referrals/LARK-472', '/gateway/referrals/WREN-111']) {
    for (const cookie of ['', `haven_desk=${'a'.repeat(43)}`]) {
      it(`is needed for ${path} ${cookie ? 'with a made-up cookie' : 'without a cookie'}`, async () => {
        const { status, text } = await withCookie(desk, cookie).open(path)
        expect(status).to.equal(401)
        expect(text).not.to.include('LARK-472')
      })
    }
  }
})
