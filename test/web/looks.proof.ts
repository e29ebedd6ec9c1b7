import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { lookOver } from './look-over.ts'
import { LANGUAGES, product, screensOf } from './product.ts'
import type { Looked } from './product.ts'

/** `npm run proof`: every screen of every journey, in every language, look and scheme. Takes long; `npm test` takes pairs. */
describe('Every screen, in every language, look and scheme,', function () {
  this.timeout(0)
  let browser: Browser
  let all: readonly Looked[]

  before(async function () {
    skipWithoutBrowser(this)
    browser = await openBrowser()
    all = product(await screensOf('all'))
  })
  after(async () => {
    process.stdout.write(`${all.length} pages were looked at.\n`)
    await browser?.close()
  })

  for (const language of LANGUAGES)
    it(`has no fault in ${language}`, async () => {
      expect(
        await lookOver(
          browser,
          all.filter((one) => one.language === language),
        ),
      ).to.deep.equal([])
    })
})
