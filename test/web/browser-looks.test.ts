import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { contrast } from '../../src/domain/contrast.ts'
import { GROUND } from '../../src/domain/look.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { lookOver } from './look-over.ts'
import { LANGUAGES, LOOKS, pairwise, product, SCHEMES, screensOf } from './product.ts'
import type { Looked } from './product.ts'

/** The most pages that are looked at in every run of the tests; `npm run proof` looks at all. */
const MOST = 300

const hex = (colour: string): string =>
  `#${(colour.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`

describe('In a browser, in every look, the page', function () {
  this.timeout(240_000)
  let browser: Browser
  let all: readonly Looked[]
  let some: readonly Looked[]
  let found: readonly string[]
  const grounds = new Map<string, Set<string>>()
  const exits = new Set<string>()
  const faint: string[] = []

  before(async function () {
    skipWithoutBrowser(this)
    browser = await openBrowser()
    all = product(await screensOf('few'))
    some = pairwise(all)
    found = await lookOver(browser, some, async (page, { look, scheme, page: { at } }) => {
      if (scheme === 'forced') return
      const seen = (await page.evaluate(`(() => {
        const style = (selector) => getComputedStyle(document.querySelector(selector))
        const exit = style('#x')
        const edge = document.querySelector('main .g, main .b')
        return [style('body').backgroundColor, exit.backgroundColor, exit.color, edge ? getComputedStyle(edge).borderTopColor : style('body').color]
      })()`)) as [string, string, string, string]
      const [ground, exit, written, edge] = seen.map(hex) as [string, string, string, string]
      grounds.set(scheme, (grounds.get(scheme) ?? new Set()).add(ground))
      exits.add(`${exit} ${written}`)
      if (contrast(edge, ground) < 3) faint.push(`${at}, ${look}, ${scheme}: an edge of ${edge}`)
    })
  })
  after(() => browser?.close())

  it('is looked at in every language, look and scheme, each with each, on few pages', () => {
    for (const language of LANGUAGES)
      for (const look of LOOKS.keys())
        expect(some.some((one) => one.language === language && one.look === look)).to.equal(true)
    for (const look of LOOKS.keys())
      for (const scheme of SCHEMES)
        expect(some.some((one) => one.look === look && one.scheme === scheme)).to.equal(true)
    expect(LOOKS.size).to.be.greaterThan(1)
    expect(some.length).to.be.within(50, MOST)
    expect(all.length).to.be.greaterThan(some.length)
  })

  it('has no fault that axe can find in any look, light, dark or forced', () =>
    expect(found).to.deep.equal([]))

  it("is dark where the person's screen is", () => {
    expect([...grounds.get('light')!]).to.deep.equal([GROUND.light])
    expect([...grounds.get('dark')!]).to.deep.equal([GROUND.dark])
  })

  it('has edges of what is pressed that can be seen', () => expect(faint).to.deep.equal([]))

  it('has the same red way out in every look', () => {
    expect([...exits]).to.deep.equal(['#ca3535 #ffffff'])
  })
})
