import { expect } from 'chai'
import { createHash } from 'node:crypto'
import type { Look } from '../../src/domain/look.ts'
import type { Logo } from '../../src/domain/logo.ts'
import { policyFor } from '../../src/web/document.ts'
import { looksOf } from '../../src/web/look.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'

const look = (name: string): Look => ({
  name: { en: name, cy: `${name} yn Gymraeg` },
  light: { accent: '#1d4f91', link: '#1d4f91', button: '#1d4f91', header: '#efeaf6' },
  dark: { accent: '#8ab8f0', link: '#8ab8f0', button: '#8ab8f0', header: '#1d2b3d' },
})
const logo: Logo = { type: 'image/png', bytes: new Uint8Array(3), ratio: 9 }

describe('A look', () => {
  it('is the own one of an area, else the one of the national area, else none', () => {
    const looks = looksOf(
      [{ id: 'national', look: look('All') }, { id: 'a', look: look('A') }, { id: 'b' }],
      new Map(),
    )
    expect(['national', 'a', 'b'].map((id) => looks(id)?.id)).to.deep.equal(['national', 'a', 'national'])
    expect(looksOf([{ id: 'national' }, { id: 'b' }], new Map())('b')).to.equal(undefined)
  })

  it('of an area that is alone is there from the first screen', () => {
    const alone = [{ id: 'national' }, { id: 'a', look: look('A') }]
    expect(looksOf(alone, new Map())('national')?.id).to.equal('a')
    expect(looksOf([...alone, { id: 'b' }], new Map())('national')).to.equal(undefined)
  })

  it('has its name in the language of the screen, else in English, and as text', () => {
    const painted = looksOf([{ id: 'a', look: look('<A> & B') }], new Map([['a', logo]]))('a')!
    expect(painted.band('cy').html).to.include('&lt;A&gt; &amp; B yn Gymraeg')
    expect(painted.band('pl').html).to.include('<p>&lt;A&gt; &amp; B</p>')
    expect(painted.band('en').html).to.include('src="/look/a.png" alt="" width="160" height="32"')
  })

  it('is allowed by its own hash, and a picture only where there is one', () => {
    const looks = looksOf(
      [
        { id: 'a', look: look('A') },
        { id: 'b', look: look('B') },
      ],
      new Map([['a', logo]]),
    )
    const hash = createHash('sha256').update(looks('a')!.style).digest('base64')
    expect(policyFor({ look: looks('a') }))
      .to.include(` 'sha256-${hash}'; script-src`)
      .and.include("img-src 'self'")
    expect(policyFor({ look: looks('b') })).to.not.include('img-src')
    expect(policyFor({})).to.not.include(hash)
  })

  it('writes in white or black on the button and the header, whichever reads better', () => {
    const { style } = looksOf([{ id: 'a', look: look('A') }], new Map())('a')!
    expect(style).to.match(/^:root\{[^}]*--b:#1d4f91;--c:#ffffff;--h:#efeaf6;--k:#0b0c0c\}/)
    expect(style).to.match(/dark\)\{:root\{[^}]*--b:#8ab8f0;--c:#0b0c0c;--h:#1d2b3d;--k:#ffffff\}\}$/)
  })
})

describe('The look of a demonstration', function () {
  this.timeout(60_000)
  let haven: RunningHaven
  before(async () => {
    haven = await startHaven()
  })
  after(() => haven.stop())

  for (const isEnhanced of [false, true])
    it(`comes with the place, as a whole page, ${isEnhanced ? 'with' : 'without'} scripts`, async () => {
      const visitor = formVisitor({ address: haven.address, isEnhanced })
      await visitor.open()
      await walkTo(visitor, 'where/confirm')
      expect(visitor.screen().html).to.not.include('name="w"')
      await visitor.choose(['yes'])
      // A part is refused by the script, which then asks for the page.
      const { headers, body, status } = visitor.exchanges.at(-1)!
      if (isEnhanced) expect(headers.get('x-part')).to.equal(null)
      expect(status).to.equal(200)
      expect(body).to.include('Staffordshire: help and advice').and.include('name="w" value="staffordshire"')
      const hash = createHash('sha256')
        .update(/<style>(:root\{--a:[^<]*)</.exec(body)![1]!)
        .digest('base64')
      expect(headers.get('content-security-policy')).to.include(`'sha256-${hash}'`)
    })

  it('brings its logo from our own host, which may do nothing, and no other file of the area', async () => {
    const answer = await fetch(`${haven.address}/look/staffordshire.svg`)
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, 'image/svg+xml'])
    expect(answer.headers.get('content-security-policy')).to.match(/default-src 'none'.*sandbox/)
    expect(await answer.text()).to.match(/^<svg/)
    for (const path of [
      'staffordshire.png',
      'staffordshire.svg/',
      'area.yaml',
      '../staffordshire/area.yaml',
      'essex.svg',
    ])
      expect((await fetch(`${haven.address}/look/${path}`)).status, path).to.equal(404)
  })
})
