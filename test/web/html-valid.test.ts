import { expect } from 'chai'
import { HtmlValidate } from 'html-validate'
import { anEditingSite } from '../directory/an-editing.ts'
import { firstEditor } from '../directory/an-editor.ts'
import { aDesk } from '../gateway/a-desk.ts'
import { signedIn } from '../gateway/a-member-of-staff.ts'
import { aFullReferral } from '../gateway/a-referral.ts'
import { otherPages } from './other-pages.ts'
import { dressed, LOOKS, screensOf } from './product.ts'

/** The rules of the HTML standard, and nothing about taste. */
const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'] })

/** Everything wrong with a page, a line each. */
async function wrong(where: string, page: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(page)
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line, selector }) => `${where}:${line} ${selector}: ${ruleId}: ${message}`)
}
const wrongIn = async (pages: ReadonlyMap<string, string>): Promise<readonly string[]> =>
  (await Promise.all([...pages].map(([where, page]) => wrong(where, page)))).flat()

describe('The HTML', function () {
  this.timeout(120_000)

  it('is held against rules that find a fault where there is one', async () => {
    const page =
      '<!DOCTYPE html><html lang="en"><head><title>a</title></head><body><p><h1>b</h1></p></body></html>'
    expect(await wrong('planted', page)).to.not.have.length(0)
  })

  it('of every kind of screen is valid, in every language and with a look', async () => {
    const pages = new Map<string, string>()
    for (const [language, screens] of await screensOf('few'))
      for (const look of LOOKS.keys())
        for (const page of screens)
          pages.set(`${page.at} ${language} ${look}`, dressed({ page, look, language, scheme: 'light' }))
    expect(pages.size).to.be.greaterThan(40)
    expect(await wrongIn(pages)).to.deep.equal([])
  })

  it('of every other page that somebody can meet is valid', async () => {
    const pages = await otherPages()
    for (const [where, page] of pages) expect(page, where).to.match(/^<!doctype html>/i)
    expect(await wrongIn(pages)).to.deep.equal([])
  })

  it('of the desk is valid', async () => {
    const desk = await aDesk()
    try {
      const staff = await signedIn(desk)
      await desk.post(aFullReferral())
      const paths = ['/gateway/', '/gateway/referrals/LARK-472', '/gateway/referrals/NONE-1']
      const pages = new Map<string, string>()
      for (const path of paths) pages.set(path, (await staff.open(path)).text)
      expect(await wrongIn(pages)).to.deep.equal([])
    } finally {
      await desk.stop()
    }
  })

  it('of the editors of the directory is valid', async () => {
    const site = await anEditingSite()
    try {
      const ann = await firstEditor(site)
      const pages = new Map<string, string>()
      for (const path of [
        '/',
        '/?text=victim',
        '/services/nat-victim-support',
        '/services/nat-victim-support/edit',
      ])
        pages.set(path, (await ann.open(`/directory/edit${path}`)).text)
      for (const [where, page] of pages) expect(page, where).to.match(/^<!doctype html>/i)
      expect(await wrongIn(pages)).to.deep.equal([])
    } finally {
      await site.stop()
    }
  })
})
