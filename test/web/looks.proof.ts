import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { LAYOUTS } from '../../src/domain/layout.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { lookOver } from './look-over.ts'
import { LANGUAGES, product, screensOf } from './product.ts'
import type { Looked } from './product.ts'

/**
 * `npm run proof`: every screen of every journey, as one question and as a conversation, in every language, look and
 * scheme. Takes long; `npm test` takes pairs.
 */
for (const layout of LAYOUTS)
  describe(`Every screen, shown as ${layout === 'question' ? 'one question' : 'a conversation'},`, function () {
    this.timeout(0)
    let browser: Browser
    let all: readonly Looked[]

    before(async function () {
      skipWithoutBrowser(this)
      browser = await openBrowser()
      all = product(await screensOf('all', layout))
    })
    after(async () => {
      process.stdout.write(`${all.length} pages were looked at.\n`)
      await browser?.close()
    })

    for (const language of LANGUAGES)
      it(`has no fault in ${language}, in every look and scheme`, async () => {
        const those = all.filter((one) => one.language === language)
        expect(those).to.not.have.length(0)
        expect(await lookOver(browser, those)).to.deep.equal([])
      })
  })
