import { expect } from 'chai'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { BURGLARY, TYPED, walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'
import type { Exchange, FormVisitor } from './form-visitor.ts'

const REFERENCE = /Your reference\n(\w+ \d+)\n[^]*These three words open it\n([\w -]+)\n/

describe('The page, with no scripts at all', function () {
  this.timeout(30_000)
  let haven: RunningHaven

  before(async () => {
    haven = await startHaven()
  })
  after(() => haven.stop())

  const come = async (): Promise<FormVisitor> => {
    const visitor = formVisitor({ address: haven.address })
    await visitor.open()
    return visitor
  }

  describe('takes somebody through a burglary', () => {
    let visitor: FormVisitor
    let reviewed = ''

    before(async () => {
      visitor = await come()
      await walkTo(visitor)
      reviewed = visitor.screen().text
      await visitor.choose(['agree'])
    })

    it('to a review of all that goes, and to a reference that opens it', async () => {
      for (const sent of [TYPED.name, TYPED.phone, TYPED.number, TYPED.account])
        expect(reviewed).to.include(sent)
      const [, reference, secret] = REFERENCE.exec(visitor.screen().text)!
      const later = await come()
      await later.choose(['look-up'])
      await later.type(reference!)
      await later.type(secret!)
      expect(later.screen().text).to.include('No one has read it')
      expect(later.screen().text).to.not.include(TYPED.name)
    })

    it('at one address that says nothing', () => {
      expect(new Set(visitor.exchanges.map(({ url }) => url))).to.deep.equal(new Set(['/', '/?k']))
    })

    it('with every answer followed by a redirect, so that a reload sends nothing again', () => {
      const posts = visitor.exchanges.filter(({ method }) => method === 'POST')
      expect(posts.length).to.be.greaterThan(25)
      expect(new Set(posts.map(({ status }) => status))).to.deep.equal(new Set([303]))
    })

    it('with one cookie that no script can read and no other site can send', () => {
      const set = visitor.exchanges.flatMap(({ headers }) => headers.getSetCookie())
      expect(set).to.have.length(1)
      expect(set[0]).to.match(/^s=[\w-]{24}; Path=\/; HttpOnly; SameSite=Strict$/)
    })

    it('and writes nothing that was typed into an address, a header, its output or its counters', async () => {
      const metrics = await (await fetch(`${haven.address}/metrics`)).text()
      const heads = visitor.exchanges.map(({ url, headers }) => `${url} ${JSON.stringify([...headers])}`)
      expect(metrics).to.include('haven_')
      for (const text of Object.values(TYPED)) {
        const last = text.split(' ').at(-1)!
        expect([metrics, haven.output(), ...heads].join('\n')).to.not.match(new RegExp(last, 'i'))
      }
    })

    it('and names no other host but in links that the person may follow', () => {
      const withoutLinks = ({ body }: Exchange): string => body.replace(/<a [^>]*>/g, '')
      for (const exchange of visitor.exchanges)
        expect(withoutLinks(exchange)).to.not.match(/https?:|src="[^/]|\/\//)
    })
  })

  it('lets a line of the review be changed by its button, and then shows the change', async () => {
    const visitor = await come()
    await walkTo(visitor)
    expect(visitor.screen().html).to.include('name="change" value="referral/name"')
    await visitor.change('referral/name')
    expect(visitor.screen().html).to.include(`value="${TYPED.name}"`)
    await visitor.type('Someone Else')
    expect(visitor.screen().text).to.include('Someone Else').and.not.include(TYPED.name)
  })

  it('does nothing twice when a button is pressed twice', async () => {
    const visitor = await come()
    await walkTo(visitor)
    const agree = { v: visitor.version(), o: 'agree' }
    await Promise.all([visitor.post(agree), visitor.post(agree)])
    const [, first] = REFERENCE.exec(visitor.screen().text)!
    await visitor.post(agree)
    expect(REFERENCE.exec(visitor.screen().text)![1]).to.equal(first)
  })

  it('does not take an answer from an old tab, and shows where the person now is', async () => {
    const visitor = await come()
    await walkTo(visitor, 'who/who')
    const old = { v: visitor.version(), o: 'witness' }
    await visitor.choose(['me'])
    const { text } = visitor.screen()
    await visitor.post(old)
    expect(visitor.screen().text).to.equal(text)
  })

  it('says what is wrong with an answer, and keeps what was typed', async () => {
    const visitor = await come()
    await walkTo(visitor, 'contact/phone')
    await visitor.type('0770 <9')
    const { html, text } = visitor.screen()
    expect(text).to.include('There is a problem').and.include('Check the phone number')
    expect(html).to.include('value="0770 &lt;9"').and.include('aria-describedby="note hint"')
    expect(html).to.include('<title>There is a problem: Information and advice</title>')
    await visitor.type(TYPED.phone)
    expect(visitor.screen().text).to.not.include('There is a problem')
  })

  it('offers what was written before above the box, and Enter sends the box and not the offer', async () => {
    const visitor = await come()
    let html = ''
    for (const [at, act] of BURGLARY) {
      if (at === 'happened/what') await visitor.type('our house was burgled, ring me on 07700 900111')
      else if (at !== 'contact/phone')
        await ('choose' in act ? visitor.choose(act.choose) : visitor.type(act.type))
      else {
        html = visitor.screen().html
        await visitor.choose(['use-noticed'])
      }
    }
    expect(html).to.include('Use the number you wrote: 07700 900111')
    expect(html.indexOf('value="use-noticed"')).to.be.lessThan(html.indexOf('<input type="tel"'))
    // Enter presses the first button of a form.
    const form = html.slice(html.indexOf('<form'))
    expect(/<button [^>]*name="(\w+)" value="([\w-]+)"/.exec(form)!.slice(1)).to.deep.equal(['go', 'on'])
    expect(visitor.screen().text).to.include('07700 900111').and.not.include(TYPED.phone)
  })

  it('knows nothing any more when its cookie comes again after leaving', async () => {
    const visitor = await come()
    await walkTo(visitor, 'where/ask')
    const cookie = visitor.cookie()!
    await visitor.press('leave')
    expect(visitor.cookie()).to.equal(undefined)
    const again = await (await fetch(haven.address, { headers: { cookie } })).text()
    const first = await (await fetch(haven.address)).text()
    expect(again).to.equal(first)
  })

  it('leaves for a neutral page by its button, by its link and by the last answer', async () => {
    const visitor = await come()
    await visitor.choose(['nobody'])
    await visitor.press('leave')
    const left = visitor.exchanges.at(-1)!
    expect(left.status).to.equal(303)
    expect(left.headers.get('location')).to.equal('https://www.bbc.co.uk/weather')
    expect(left.headers.getSetCookie()[0]).to.match(/^s=;.*Max-Age=0/)
    await visitor.open()
    await visitor.press('help')
    await visitor.choose(['stop'])
    expect(visitor.cookie()).to.equal(undefined)
  })

  it('says so when a browser keeps no cookies, with a number to ring', async () => {
    for (const isEnhanced of [false, true]) {
      const visitor = formVisitor({ address: haven.address, keepsCookies: false, isEnhanced })
      await visitor.open()
      await visitor.choose(['nobody'])
      if (isEnhanced) await visitor.choose(['no'])
      expect(visitor.screen().text).to.include('one small cookie').and.include('999')
      expect(visitor.screen().text).to.include('demonstration')
    }
  })

  const from: readonly (readonly [string, Record<string, string>, number])[] = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a neighbour of this site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site, in an older browser', { origin: 'https://evil.example' }, 403],
    ['itself', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
    ['itself, in an older browser', { origin: 'null' }, 303],
    ['itself, in a browser that says nothing', {}, 303],
  ]
  for (const [who, headers, status] of from) {
    it(`${status === 403 ? 'takes nothing' : 'takes an answer'} from ${who}`, async () => {
      const visitor = await come()
      await visitor.choose(['nobody'])
      const before = visitor.screen().text
      const body = new URLSearchParams({ v: visitor.version(), o: 'no' })
      const sent = { ...headers, cookie: visitor.cookie()! }
      const answer = await fetch(haven.address, { method: 'POST', body, headers: sent, redirect: 'manual' })
      expect(answer.status).to.equal(status)
      await visitor.open()
      expect(visitor.screen().text === before).to.equal(status === 403)
    })
  }
})
