import { expect } from 'chai'
import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { contrast } from '../../src/domain/contrast.ts'
import { FROM_THE_RIGHT } from '../support/pseudo.ts'
import { conversationPages } from './conversation-pages.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { lookOver } from './look-over.ts'
import { tooWide } from './looks.ts'
import { LANGUAGES, LOOKS, pairwise, product } from './product.ts'
import type { Looked } from './product.ts'

/** The most pages that are looked at. */
const MOST = 28

/** Colours and places of the first exchange: the ground, what is asked, what was answered. */
interface Seen {
  readonly ground: string
  readonly asked: { readonly left: number; readonly edge: string }
  readonly answered: {
    readonly left: number
    readonly edge: string
    readonly ground: string
    readonly text: string
  }
  readonly width: number
}
const seenOn = (page: Page): Promise<Seen | undefined> =>
  page.evaluate(`(() => {
    const hex = (colour) => '#' + colour.match(/\\d+/g).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join('')
    const [asked, answered] = document.querySelectorAll('#g p')
    if (!answered) return undefined
    const of = (one) => {
      const style = getComputedStyle(one)
      const { left, right } = one.getBoundingClientRect()
      return { left, right, edge: hex(style.borderTopColor), ground: hex(style.backgroundColor), text: hex(style.color), width: style.borderTopWidth }
    }
    return { ground: hex(getComputedStyle(document.body).backgroundColor), asked: of(asked), answered: of(answered), width: innerWidth }
  })()`)

describe('The page as a conversation, in every look,', function () {
  this.timeout(120_000)
  let browser: Browser
  let all: readonly Looked[]
  let some: readonly Looked[]
  let found: readonly string[]
  const wide: string[] = []
  const faint: string[] = []
  const sides = new Set<string>()

  before(async function () {
    skipWithoutBrowser(this)
    browser = await openBrowser()
    const pages = await Promise.all(
      LANGUAGES.map(async (language) => [language, await conversationPages(language)] as const),
    )
    all = product(new Map(pages))
    some = pairwise(all).slice(0, MOST)
    found = await lookOver(browser, some, async (page, { language, scheme, look, page: { at } }) => {
      const seen = await seenOn(page)
      if (seen && scheme !== 'forced') {
        const { ground, answered } = seen
        if (contrast(answered.text, answered.ground) < 4.5 || contrast(answered.edge, ground) < 3)
          faint.push(`${at}, ${look}, ${scheme}`)
      }
      if (seen)
        sides.add(
          `${language === FROM_THE_RIGHT ? 'from the right' : 'from the left'}: ${seen.asked.left < seen.answered.left ? 'asked, answered' : 'answered, asked'}`,
        )
      await page.setViewportSize({ width: 320, height: 256 })
      wide.push(...(await tooWide(page)).map((one) => `${at}, ${language}: ${one}`))
      await page.setViewportSize({ width: 360, height: 640 })
    })
  })
  after(() => browser?.close())

  it('is looked at in every language and every look', () => {
    for (const language of LANGUAGES) expect(some.some((one) => one.language === language)).to.equal(true)
    for (const look of LOOKS.keys()) expect(some.some((one) => one.look === look)).to.equal(true)
    expect(some.length).to.be.within(20, MOST)
  })

  it('has no fault that axe can find, light, dark or forced', () => expect(found).to.deep.equal([]))

  it('goes into the smallest window', () => expect(wide).to.deep.equal([]))

  it('has answers that can be read and told apart in the colours of each area', () =>
    expect(faint).to.deep.equal([]))

  it('has what was answered at the side where a line ends', () =>
    expect([...sides].sort()).to.deep.equal([
      'from the left: asked, answered',
      'from the right: answered, asked',
    ]))

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'] })
    for (const html of new Set(all.map(({ page }) => page.html))) {
      const { results } = await validator.validateString(html)
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).to.deep.equal([])
    }
  })
})
