import { expect } from 'chai'
import { languagesOf } from '../../src/web/first-screens.ts'
import { aHost } from '../host/a-host.ts'
import type { Host } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { FROM_THE_RIGHT, LONGER, OPENS, PSEUDO, withPseudo } from '../support/pseudo.ts'
import { formVisitor } from './form-visitor.ts'

/** A Haven whose areas offer English and the languages that nobody speaks. */
async function aHavenOfSeveral(first: readonly string[] = ['en']): Promise<Host> {
  const memory = inMemory()
  const setting = withPseudo(memory.setting)
  const { directory } = setting
  const area: typeof directory.area = (id) => {
    const found = directory.area(id)
    return found && { ...found, languages: [...new Set([...first, 'en', ...PSEUDO])] }
  }
  return aHost({}, {}, Object.assign(memory, { setting: { ...setting, directory: { ...directory, area } } }))
}

const langOf = (html: string): string => /<html lang="([\w-]+)"/.exec(html)?.[1] ?? ''
const first = async ({ url }: Host, accepts?: string): Promise<string> =>
  (await fetch(url, { headers: accepts === undefined ? {} : { 'accept-language': accepts } })).text()

describe('Languages on the page', () => {
  let haven: Host
  before(async () => {
    haven = await aHavenOfSeveral()
  })
  after(() => haven.stop())

  it('are offered on the first screen, each in its own name, but not the one that is spoken', async () => {
    const html = await first(haven)
    expect(langOf(html)).to.equal('en')
    for (const language of PSEUDO)
      expect(html).to.include(`name="lang" value="${language}" lang="${language}"`)
    expect(html).not.to.include('name="lang" value="en"')
  })

  it('begin with the one that the browser asks for, if it is offered', async () => {
    expect(langOf(await first(haven, `${LONGER}-GB,en;q=0.5`))).to.equal(LONGER)
    expect(langOf(await first(haven, 'fr,de;q=0.8'))).to.equal('en')
    expect(langOf(await first(haven, `${LONGER};q=0,en`))).to.equal('en')
  })

  it('begin with the first of the area where nothing is asked for', async () => {
    const own = await aHavenOfSeveral([LONGER])
    expect(langOf(await first(own))).to.equal(LONGER)
    expect(langOf(await first(own, 'en-GB'))).to.equal('en')
    await own.stop()
  })

  for (const isEnhanced of [false, true])
    it(`change at a press and stay so, ${isEnhanced ? 'with' : 'without'} scripts`, async () => {
      const visitor = formVisitor({ address: haven.url, isEnhanced })
      await visitor.open()
      await visitor.post({ v: visitor.version(), l: 'en', lang: FROM_THE_RIGHT })
      await visitor.open()
      expect(langOf(visitor.screen().html)).to.equal(FROM_THE_RIGHT)
      expect(visitor.screen().html).to.include('dir="rtl"')
      await visitor.choose(['nobody'])
      expect(visitor.screen().text).to.include(OPENS)
      await visitor.choose(['no'])
      expect(visitor.screen().text).to.include(OPENS)
      await visitor.post({ v: visitor.version(), l: FROM_THE_RIGHT, lang: 'en' })
      await visitor.open()
      expect(langOf(visitor.screen().html)).to.equal('en')
      expect(visitor.screen().html).not.to.include('dir="rtl"')
    })

  it('go on in the language of the first screen that was answered', async () => {
    const answer = await fetch(haven.url, {
      method: 'POST',
      body: new URLSearchParams({ v: '0', l: LONGER, o: 'nobody' }),
      headers: { 'x-part': '1' },
    })
    expect(answer.headers.get('x-part')).to.equal('1')
    expect(await answer.text()).to.include(OPENS)
  })

  it('send no part of one language into a page of another', async () => {
    const answer = await fetch(haven.url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ v: '0', l: 'en', lang: LONGER }),
      headers: { 'x-part': '1' },
    })
    expect(answer.headers.get('x-part')).to.equal(null)
    expect(answer.status).to.equal(303)
  })

  for (const odd of ['klingon', '', '<b>', 'en-GB', 'x'.repeat(500)])
    it(`stay as they are when the form says ${JSON.stringify(odd.slice(0, 12))}`, async () => {
      const visitor = formVisitor({ address: haven.url })
      await visitor.open()
      await visitor.post({ v: '0', l: odd, lang: odd })
      await visitor.open()
      expect(langOf(visitor.screen().html)).to.equal('en')
    })
})

describe('What a browser asks for', () => {
  it('is read by weight, without regions, and never fails', () => {
    expect(languagesOf('en-GB;q=0.7, cy-GB, ur;q=0.9')).to.deep.equal(['cy', 'ur', 'en'])
    expect(languagesOf(undefined)).to.deep.equal([])
    expect(languagesOf(',;q=1,*;q=0,;;')).to.deep.equal([])
    expect(languagesOf('x'.repeat(10_000)).length).to.equal(1)
  })
})
