import { expect } from 'chai'
import { shown, welshOnly } from '../support/in-welsh.ts'
import { aDesk, WORDS, type Desk } from './a-desk.ts'
import { aFullReferral, aReferral } from './a-referral.ts'
import { printedLink, useLink, withCookie, type Staff } from './a-member-of-staff.ts'

const PAGE = '/gateway/referrals/LARK-472'
const WELSH = { 'accept-language': 'cy' }
const welsh = WORDS.get('cy')!
const expectWelsh = welshOnly(WORDS.get('en'), welsh)

describe('the languages of the desk', () => {
  let desk: Desk
  let staff: Staff
  let inWelsh: Staff
  beforeEach(async () => {
    desk = await aDesk()
    const session = (await useLink(desk)).headers.get('set-cookie')?.split(';')[0] ?? ''
    staff = withCookie(desk, session)
    inWelsh = withCookie(desk, `${session}; desk_lang=cy`)
  })
  afterEach(() => desk.stop())

  /** Somebody who has pressed the other language's button, on the page they were on. */
  const choose = (fields: Record<string, string>, headers = {}) =>
    staff.send('/gateway/language', fields, headers)

  for (const [asked, lang] of [
    [undefined, 'en-GB'],
    ['cy', 'cy'],
    ['cy-GB,en;q=0.8', 'cy'],
    ['fr, en;q=0.2, cy;q=0.9', 'cy'],
    ['en-GB,en;q=0.9,cy;q=0.8', 'en-GB'],
    ['cy;q=0, en', 'en-GB'],
    ['fr', 'en-GB'],
    [';;q=,,*;q=high', 'en-GB'],
  ] as const) {
    it(`is ${lang} for a browser that asks for ${asked ?? 'nothing'}`, async () => {
      const { text } = await staff.open('/gateway/', asked === undefined ? {} : { 'accept-language': asked })
      expect(text).to.include(`<html lang="${lang}">`)
    })
  }

  it('is the one that was chosen, whatever the browser asks for', async () => {
    expect((await inWelsh.open('/gateway/', { 'accept-language': 'en' })).text).to.include('<html lang="cy">')
    const unknown = withCookie(desk, 'desk_lang=tlh')
    expect((await unknown.open('/gateway/', WELSH)).text).to.include('<html lang="cy">')
  })

  it('is offered in its own name, and the one that is spoken is not', async () => {
    const { text } = await staff.open('/gateway/')
    expect(buttons(text)).to.deep.equal([['cy', 'Cymraeg']])
    expect(buttons((await staff.open('/gateway/', WELSH)).text)).to.deep.equal([['en', 'English']])
  })

  it('is changed with a cookie that no script and no other site can use', async () => {
    const answer = await choose({ language: 'cy', to: '/gateway/' })
    expect(answer.status).to.equal(303)
    expect(answer.headers.get('set-cookie')).to.equal(
      'desk_lang=cy; Path=/gateway; Max-Age=31536000; HttpOnly; SameSite=Strict',
    )
    const secure = await aDesk({ publicUrl: 'https://haven.example' })
    const there = await withCookie(secure, '').send('/gateway/language', { language: 'cy' })
    await secure.stop()
    expect(there.headers.get('set-cookie')).to.match(/; Secure$/)
  })

  it('is changed without leaving the page or the session', async () => {
    await desk.post(aReferral())
    for (const path of [PAGE, '/gateway/', '/gateway/?page=2']) {
      const { text } = await staff.open(path)
      const to = /name="to" value="([^"]*)"/.exec(text)?.[1] ?? ''
      expect((await choose({ language: 'cy', to })).headers.get('location'), path).to.equal(path)
    }
    const { status, text } = await inWelsh.open(PAGE)
    expect(status).to.equal(200)
    expect(text).to.include('Staff session 1').and.include('<html lang="cy">')
  })

  it('is changed before anybody has signed in, and the link still works once', async () => {
    const another = await aDesk()
    const link = printedLink(another)
    const nobody = withCookie(another, 'desk_lang=cy')
    const answer = await nobody.send('/gateway/language', { language: 'cy', to: link })
    expect(answer.headers.get('location')).to.equal(link)
    expect(shown((await nobody.open(link)).text)).to.include(welsh.sign_in.once)
    expect((await useLink(another, link)).status).to.equal(303)
    expect(shown((await nobody.open(link)).text)).to.include(welsh.sign_in.refused.title)
    expect(shown((await nobody.open('/gateway/')).text)).to.include(welsh.sign_in.needed.title)
    await another.stop()
  })

  for (const to of [
    'https://evil.example/gateway/?page=2',
    '//evil.example/gateway/?page=2',
    '/\\evil.example/gateway/?page=2',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/gateway/../',
    '/gateway/people',
    '/gateway/v1/openapi.json',
    '/gateway/sign-out',
    '/',
    '',
  ]) {
    it(`leads to the list and not to "${to}"`, async () => {
      expect((await choose({ language: 'cy', to })).headers.get('location')).to.equal('/gateway/')
    })
  }

  it('is not changed to one that the desk does not speak, nor by another site', async () => {
    expect((await choose({ language: 'tlh', to: PAGE })).headers.get('set-cookie')).to.equal(null)
    const other = await choose({ language: 'cy', to: PAGE }, { 'sec-fetch-site': 'cross-site' })
    expect([other.status, other.headers.get('set-cookie')]).to.deep.equal([403, null])
  })

  it('is written down nowhere at the desk', async () => {
    await desk.post(aReferral())
    await inWelsh.open(PAGE)
    const csrf = await staff.csrf()
    await inWelsh.send(`${PAGE}/status`, { csrf, was: 'being_read', status: 'accepted' })
    expect(await (await desk.api('referrals/LARK-472')).json()).to.have.property('status', 'accepted')
    expect((await staff.open(PAGE)).text).to.match(/Accepted <span class="when">\(Staff session 1\)/)
  })

  describe('on a page in Welsh', () => {
    /** Referrals that between them make the desk say nearly all that it can say. */
    const REFERRALS = {
      full: aFullReferral(),
      others: aFullReferral({
        notices: ['under-16-same-day', 'they-will-ring', 'no-post-or-visits'],
        adult_should_not_know: 'not-sure',
        address_known_to_person_who_hurt: 'yes',
        contact: { others_may_see: 'not-sure', if_unreachable: 'safe-person' },
      }),
      bare: aReferral({ contact: { if_unreachable: 'ask-police-to-check' } }),
    }

    for (const [name, referral] of Object.entries(REFERRALS)) {
      it(`has no English of ours, with a ${name} referral`, async () => {
        await desk.post(referral)
        for (const path of [PAGE, '/gateway/', '/gateway/?page=2'])
          expectWelsh((await inWelsh.open(path)).text)
      })
    }

    it('says what is unmistakable', async () => {
      await desk.post(REFERRALS.full)
      const text = shown((await inWelsh.open(PAGE)).text)
      expect(text).to.include("siaradwch â'r person hwn heb neb arall yno")
      expect(text).to.include("Peidiwch â'i defnyddio nes i'r person ddweud bod y ffordd hon yn ddiogel.")
      expect(text).to.include("Peidiwch â rhannu hyn ag unrhyw un o'r rhain: yr heddlu, y cyngor.")
    })

    it('says the time of London and the names of languages in Welsh', async () => {
      await desk.post(REFERRALS.full)
      const text = shown((await inWelsh.open(PAGE)).text)
      expect(text).to.match(/Wedi cyrraedd\s+Llun, 23 Tach 2026, 12:00/)
      expect(text).to.include('<dd>Cymraeg</dd>').and.include('<dd>Saesneg</dd>')
    })

    it('leaves what the person wrote, and names, as they are', async () => {
      await desk.post(REFERRALS.full)
      const { text } = await inWelsh.open(PAGE)
      for (const own of ['First line of the account.', 'South Staffordshire', 'periwinkle', 'Sylheti'])
        expect(text).to.include(own)
    })

    it('has no English of ours when something cannot be done', async () => {
      await desk.post(aReferral())
      const csrf = await staff.csrf()
      const change = (fields: Record<string, string>) => inWelsh.send(`${PAGE}/status`, fields)
      const answers = [
        [404, await inWelsh.open('/gateway/people')],
        [404, await inWelsh.open('/gateway/referrals/WREN-111')],
        [405, await inWelsh.open('/gateway/sign-out')],
        [403, await inWelsh.open(PAGE, { 'sec-purpose': 'prefetch' })],
        [403, await inWelsh.open('/gateway/sign-in')],
        [401, await withCookie(desk, 'desk_lang=cy').open(PAGE)],
        [403, await change({ csrf: 'wrong' })],
        [400, await change({ csrf, was: 'received', status: 'received' })],
        [409, await change({ csrf, was: 'accepted', status: 'closed' })],
      ] as const
      for (const [status, answer] of answers) {
        expect(answer.status).to.equal(status)
        expectWelsh(typeof answer.text === 'string' ? answer.text : await answer.text())
      }
    })

    it('has no English of ours when the content is gone', async () => {
      await desk.post(aReferral())
      await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
      const { text } = await inWelsh.open(PAGE)
      expectWelsh(text)
      expect(shown(text)).to.include(welsh.referral.withdrawn.say)
    })

    it('has no English of ours when the gateway fails', async () => {
      const broken = await aDesk({
        now: () => {
          throw new Error('no clock')
        },
      })
      const answer = await withCookie(broken, `haven_desk=${'a'.repeat(43)}; desk_lang=cy`).open('/gateway/')
      await broken.stop()
      expect(answer.status).to.equal(500)
      expectWelsh(answer.text)
      expect(shown(answer.text)).to.include(welsh.refusal.fault.title)
    })
  })
})

const buttons = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/name="language" value="(\w+)" lang="\1">([^<]*)</g)].map(([, ...found]) => found)
