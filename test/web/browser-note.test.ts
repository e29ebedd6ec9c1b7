import { expect } from 'chai'
import { besideElsewhere } from './beside-elsewhere.ts'
import { visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'
import { cookiesLeft, glance, move } from './leaving.ts'
import { clipped, findings, tooSmall, tooWide } from './looks.ts'

const CANARIES = ['Library hours', '0330 0881 339', 'The team']

describe('A note to take away, in a browser that brings pages back from memory,', function () {
  this.timeout(60_000)
  const place = besideElsewhere()

  /** Has sent a referral, and stands on the note. */
  async function onTheNote(hasScripts: boolean, width = 360): Promise<BrowserVisitor> {
    const visitor = await visitAt(place.browser, place.haven.address, 'referral/review', {
      javaScriptEnabled: hasScripts,
      viewport: { width, height: 800 },
    })
    for (const one of [['agree'], ['note'], ['yes'], ['sts-victim-gateway'], ['library-hours']])
      await visitor.choose(one)
    await Promise.all([visitor.page.waitForURL('**/page'), visitor.page.click('a[href="/page"]')])
    return visitor
  }

  for (const hasScripts of [true, false]) {
    const how = hasScripts ? 'with scripts' : 'without scripts'

    it(`${how}, is there once: a reload and Back show the conversation, and not the note`, async () => {
      const visitor = await onTheNote(hasScripts)
      const { page } = visitor
      expect(await page.title()).to.equal('Library hours')
      expect(await visitor.text()).to.include('0330 0881 339')
      await page.reload()
      expect(new URL(page.url()).pathname).to.equal('/')
      expect(await visitor.text()).to.include('gone from here')
      await visitor.close()
    })

    it(`${how}, is left like every page: nothing of it comes back`, async () => {
      const visitor = await onTheNote(hasScripts)
      const { page } = visitor
      await Promise.all([page.waitForURL(place.elsewhere.exit, { waitUntil: 'commit' }), page.click('#x')])
      expect(await cookiesLeft(visitor.context)).to.deep.equal([])
      const seen: string[] = []
      for (const way of ['back', 'back', 'forward', 'back', 'back'] as const) {
        await move(page, way)
        for (let count = 0; count < 25; count += 1) {
          const now = await glance(page, 'document.title + document.body.outerHTML')
          seen.push(...CANARIES.filter((canary) => now.includes(canary)))
          await page.waitForTimeout(10)
        }
      }
      expect(seen).to.deep.equal([])
      await visitor.close()
    })
  }

  it('is left by Shift three times', async () => {
    const visitor = await onTheNote(true)
    const leaving = visitor.page.waitForURL(place.elsewhere.exit, { waitUntil: 'commit' })
    for (let count = 0; count < 3; count += 1) await visitor.page.keyboard.press('Shift')
    await leaving
    await visitor.close()
  })

  it('can be read by everybody, and on paper shows the note alone', async () => {
    for (const width of [320, 1280]) {
      const visitor = await onTheNote(true, width)
      const { page } = visitor
      expect(await findings(page)).to.deep.equal([])
      expect([...(await tooWide(page)), ...(await tooSmall(page)), ...(await clipped(page))]).to.deep.equal(
        [],
      )
      await page.emulateMedia({ media: 'print' })
      const printed = await visitor.text()
      expect(printed)
        .to.include('0330 0881 339')
        .and.not.match(/999|Leave now|Go back|computer programme/)
      await visitor.close()
    }
  })
})
