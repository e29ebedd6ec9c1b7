import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { clipped, findings, tooSmall, tooWide } from './looks.ts'
import { otherPages } from './other-pages.ts'

/** As narrow as a page must go (WCAG 1.4.10), and a desk. */
const WIDTHS = [320, 1280]

/** These belong to people at work, who have a larger screen and a pointer. */
const isForStaff = (where: string): boolean => /desk|editors/.test(where)

describe('Every other page that somebody can meet, in a browser,', function () {
  this.timeout(120_000)
  let browser: Browser
  let pages: ReadonlyMap<string, string>

  before(async function () {
    skipWithoutBrowser(this)
    // What leads away at once is no page to stay on.
    pages = new Map([...(await otherPages())].filter(([, html]) => !html.includes('http-equiv="refresh"')))
    browser = await openBrowser()
  })
  after(() => browser?.close())

  /** What is found on each page in a window as wide as this, with where. */
  async function found(width: number, look: (page: Page, where: string) => Promise<readonly string[]>) {
    const page = await browser.newPage({ viewport: { width, height: 700 } })
    const all: string[] = []
    for (const [where, html] of pages) {
      await page.setContent(html)
      all.push(...(await look(page, where)).map((line) => `${where}, ${width} px: ${line}`))
    }
    await page.close()
    return all
  }

  it('is one of many, the framed ones among them', () => {
    expect(pages.size).to.be.greaterThan(12)
    expect(pages.get('the first screen, in a frame')).to.include('name="f" value="1"')
    expect(pages.get('a note')).to.include('Library hours')
  })

  it('has no fault that axe can find, light and dark', async () => {
    const inBoth = async (page: Page): Promise<readonly string[]> => {
      const light = await findings(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      const dark = await findings(page)
      await page.emulateMedia({ colorScheme: 'light' })
      return [...light, ...dark.map((line) => `dark: ${line}`)]
    }
    expect(await found(WIDTHS[0]!, inBoth)).to.deep.equal([])
  })

  it('fits the screen, and a finger', async () => {
    for (const width of WIDTHS)
      expect(
        await found(width, async (page, where) => [
          // That link waits out of sight until the keyboard comes to it.
          ...(await tooWide(page)).filter((line) => !line.startsWith('<a class="skip"')),
          ...(await clipped(page)),
          ...(isForStaff(where) ? [] : await tooSmall(page)),
        ]),
      ).to.deep.equal([])
  })
})
