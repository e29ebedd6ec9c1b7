import { expect } from 'chai'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'
import type { FormVisitor } from './form-visitor.ts'

describe('The page, met by what nobody expects,', function () {
  this.timeout(30_000)
  let haven: RunningHaven

  before(async () => {
    haven = await startHaven()
  })
  after(() => haven.stop())

  const standingAt = async (at: string): Promise<FormVisitor> => {
    const visitor = formVisitor({ address: haven.address })
    await visitor.open()
    await walkTo(visitor, at)
    return visitor
  }

  it('tells somebody who writes too much so, and loses none of it', async () => {
    const visitor = await standingAt('happened/what')
    const story = 'they took my bike again. '.repeat(400)
    await visitor.type(story)
    expect(visitor.screen().text).to.include('Make it shorter')
    expect(visitor.screen().html).to.include(story)
  })

  it('hears danger in the middle of more than it can take', async () => {
    const visitor = await standingAt('happened/what')
    const noise = 'and another thing. '.repeat(300)
    await visitor.type(`${noise} he is going to kill me ${noise}`)
    expect(visitor.screen().text).to.include('We cannot send help')
    expect(visitor.screen().html).to.include('href="tel:999"')
  })

  it('refuses 100,000 characters with a page that has a number and a way back', async () => {
    const visitor = await standingAt('happened/what')
    await visitor.type('x'.repeat(100_000))
    expect(visitor.exchanges.at(-1)!.status).to.equal(413)
    expect(visitor.screen().text).to.include('too long').and.include('999').and.include('Go back')
    await visitor.open()
    expect(visitor.screen().text).to.include('What happened?')
  })

  const names: readonly (readonly [string, string, string])[] = [
    ['HTML', '<img src=x onerror=alert(1)>"\'&amp;', '<img src=x onerror=alert(1)>"\'&amp;'],
    ['an emoji', 'Priya 🌻', 'Priya 🌻'],
    ['another script', 'پریا', 'پریا'],
    ['marks that turn the text round', 'Pri\u202eya\u2066', 'Priya'],
    ['control characters', 'Pri\u0000y\u001ba', 'Pri y a'],
    ['half of a character', 'Pri\ud83dya', 'Pri\ufffdya'],
    ['a template', '{{secret}} $t(a) ${b}', '{{secret}} $t(a) ${b}'],
  ]
  for (const [what, typed, shown] of names) {
    it(`shows a name with ${what} on the review as it is, and runs none of it`, async () => {
      const visitor = await standingAt('referral/name')
      await visitor.type(typed)
      await walkFrom(visitor, 'referral/lives-there')
      const { text, html } = visitor.screen()
      expect(text.split('\n')).to.include(shown)
      // The logo of the area is the only picture that a page can have.
      expect(html.replace(/<header.*?<\/header>/s, '')).to.not.include('<img')
    })
  }

  const forms: readonly (readonly [string, Record<string, string>])[] = [
    ['an option that is not there', { o: 'teapot' }],
    ['an option of another question', { o: 'agree' }],
    ['a tick that is not there', { c: 'teapot' }],
    ['a change of a step that is not there', { change: 'toString' }],
    ['a change of something not yet asked', { change: 'referral/name' }],
    ['a word that is not one', { go: 'hasOwnProperty' }],
    ['nothing at all', {}],
  ]
  for (const [what, fields] of forms) {
    it(`stays where the person is when a form has ${what}`, async () => {
      const visitor = await standingAt('who/who')
      await visitor.post({ v: visitor.version(), ...fields })
      expect(visitor.screen().text).to.include('Who is this about')
    })
  }

  const versions = ['', '-1', '1e3', '99999999999', 'x', '3; drop table']
  for (const v of versions) {
    it(`never fails on a version of "${v}"`, async () => {
      const visitor = await standingAt('who/who')
      await visitor.post({ v, o: 'me' })
      expect(visitor.exchanges.map(({ status }) => status)).to.not.include(500)
      expect(visitor.screen().html).to.include('name="v"')
    })
  }

  const requests: readonly (readonly [string, string, RequestInit, number])[] = [
    ['a question in the address', '/?utm_source=x&a=b', {}, 200],
    ['only the head of the page', '/', { method: 'HEAD' }, 200],
    ['only the head of the script', '/script.js', { method: 'HEAD' }, 200],
    ['the icon', '/favicon.ico', {}, 204],
    ['a way out with a question in it', '/exit?x=1', { redirect: 'manual' }, 303],
    ['a cookie that we never gave', '/', { headers: { cookie: `s=${'A'.repeat(24)}; s=x` } }, 200],
    ['a cookie of 10,000 characters', '/', { headers: { cookie: `s=${'A'.repeat(10_000)}` } }, 200],
    ['a path that is not there', '/wp-admin.php', {}, 404],
    ['a path that climbs', '/..%2f..%2fetc/passwd', {}, 404],
    ['another method', '/', { method: 'DELETE' }, 405],
    ['JSON', '/', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }, 415],
    ['a file', '/', { method: 'POST', body: new FormData() }, 415],
    ['words without a type', '/', { method: 'POST', body: new Blob(['a=b']) }, 415],
  ]
  for (const [what, path, request, status] of requests) {
    it(`answers ${status} to ${what}, keeps it from caches, frames and other hosts, and repeats none of it`, async () => {
      const answer = await fetch(`${haven.address}${path}`, request)
      expect(answer.status).to.equal(status)
      const { headers } = answer
      expect(headers.get('cache-control')).to.equal('no-store')
      expect(headers.get('content-security-policy')).to.match(/^default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      const body = await answer.text()
      expect(body).to.not.match(/utm_source|wp-admin|passwd|AAAA/)
      if (status >= 400) expect(body).to.include('href="tel:999"').and.include('href="/"')
    })
  }

  const sizeOf = async (path: string, encoding: string): Promise<number> => {
    const answer = await fetch(`${haven.address}${path}`, { headers: { 'accept-encoding': encoding } })
    return Number(answer.headers.get('content-length'))
  }
  for (const encoding of ['br', 'gzip']) {
    it(`needs at most 6 KB for its first question, and 20 KB for everything, as ${encoding}`, async () => {
      const first = await sizeOf('/', encoding)
      expect(first).to.be.within(1000, 6 * 1024)
      const others = [...(await (await fetch(haven.address)).text()).matchAll(/(?:src|href)="(\/[\w.]+)"/g)]
      const paths = new Set(others.map(([, path]) => path!).filter((path) => path !== '/exit'))
      expect([...paths]).to.deep.equal(['/script.js'])
      expect(first + (await sizeOf('/script.js', encoding))).to.be.at.most(20 * 1024)
    })
  }

  async function walkFrom(visitor: FormVisitor, start: string): Promise<void> {
    let isOn = false
    const since = {
      choose: async (ids: readonly string[]) => void (isOn && (await visitor.choose(ids))),
      type: async (text: string) => void (isOn && (await visitor.type(text))),
    }
    await walkTo(since, undefined, (at) => void (isOn ||= at === start))
  }
})
