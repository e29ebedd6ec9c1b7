import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { besideElsewhere } from './beside-elsewhere.ts'
import { openProfile, visitAt, visitIn } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'
import {
  canariesOn,
  cookiesLeft,
  DRAFT,
  goBack,
  left,
  seenInHistory,
  shownTo,
  THREE_SHIFTS,
} from './leaving.ts'

describe('Leaving, in a browser that brings pages back from memory,', function () {
  this.timeout(60_000)
  const place = besideElsewhere()

  /** Comes from another page, talks, and has written into the box. */
  async function talking(hasScripts = true): Promise<BrowserVisitor> {
    const options = { javaScriptEnabled: hasScripts }
    const visitor = await visitAt(place.browser, place.haven.address, 'services/offer', options)
    await visitor.choose(['pass-on'])
    await visitor.page.fill('#a', DRAFT)
    return visitor
  }

  const leftBy = (visitor: BrowserVisitor, leave: (page: Page) => Promise<unknown>): Promise<void> =>
    left(visitor, place.elsewhere.exit, leave)

  it('is tried where Back does bring a page back from memory, or nothing here would be proved', async () => {
    const page = await place.browser.newPage()
    await page.goto(place.elsewhere.control)
    await page.goto(place.haven.address)
    await goBack(page)
    expect(await page.title()).to.equal('persisted true')
    await page.close()
  })

  it('is proved by words that are there before it', async () => {
    const visitor = await talking()
    const { page } = visitor
    expect(await canariesOn(page)).to.include(DRAFT)
    await page.goto(place.elsewhere.control)
    await goBack(page)
    await page.waitForSelector('#a')
    expect(await canariesOn(page)).to.include('What should they call you')
    await visitor.close()
  })

  const ways: readonly (readonly [string, boolean, (page: Page) => Promise<unknown>])[] = [
    ['by the button', true, (page) => page.click('#x')],
    ['by the button, without scripts', false, (page) => page.click('#x')],
    ['by Shift three times', true, (page) => page.click('h1').then(() => THREE_SHIFTS(page))],
    ['by Shift three times while writing', true, (page) => page.focus('#a').then(() => THREE_SHIFTS(page))],
  ]
  for (const [how, hasScripts, leave] of ways) {
    it(`${how}, leads to the neutral page and leaves nothing for Back`, async () => {
      const visitor = await talking(hasScripts)
      const [cookie] = await visitor.context.cookies()
      await leftBy(visitor, leave)
      expect(place.elsewhere.referrers.at(-1)).to.equal(undefined)
      expect(await seenInHistory(visitor)).to.deep.equal([])
      expect(await shownTo(`s=${cookie!.value}`, place.haven.address)).to.include(
        'Can anyone else see this screen?',
      )
      await visitor.close()
    })
  }

  for (const hasScripts of [true, false]) {
    const how = hasScripts ? 'with scripts' : 'without scripts'

    it(`from a later visit, ${how}, leaves nothing of an earlier one either`, async () => {
      const visitor = await talking(hasScripts)
      await visitor.page.goto(place.elsewhere.control)
      await visitor.page.goto(place.haven.address)
      await visitor.page.fill('#a', DRAFT)
      await leftBy(visitor, (page) => page.click('#x'))
      expect(await seenInHistory(visitor)).to.deep.equal([])
      await visitor.close()
    })

    it(`by the last answer, ${how}, leaves nothing for Back`, async () => {
      const visitor = await talking(hasScripts)
      await visitor.press('help')
      await visitor.choose(['stop'])
      expect(await cookiesLeft(visitor.context)).to.deep.equal([])
      await visitor.page.goto(place.elsewhere.control)
      const seen = await canariesOn(visitor.page)
      expect([...seen, ...(await seenInHistory(visitor))]).to.deep.equal([])
      await visitor.close()
    })
  }

  it('hides everything at once, even when where it leads never answers', async () => {
    const visitor = await talking()
    place.elsewhere.hold()
    const after = await visitor.page.evaluate(`(() => {
      document.getElementById('x').click()
      return [getComputedStyle(document.body).display, document.title.trim(), document.getElementById('m').innerHTML]
    })()`)
    place.elsewhere.answer()
    expect(after).to.deep.equal(['none', '', ''])
    await visitor.page.waitForURL(place.elsewhere.exit)
    await visitor.close()
  })

  it('works when our server does not answer any more', async () => {
    const short = await startHaven({ HAVEN_DEPLOYMENT: place.elsewhere.deployment })
    const visitor = await visitAt(place.browser, short.address, 'who/who')
    await short.stop()
    await leftBy(visitor, (page) => page.click('#x'))
    expect(await visitor.text()).to.equal('Sunny')
    await visitor.close()
  })

  it('does not happen to somebody who writes capitals, sentences or signs', async () => {
    const visitor = await talking()
    const { page } = visitor
    for (const text of ['HELP ME', 'I Am At Home', '!"?']) {
      await page.fill('#a', '')
      for (const sign of text) await page.keyboard.press(/[a-z ]/.test(sign) ? sign : `Shift+${sign}`)
      // Fast writers let go of Shift before they let go of the letter.
      for (const key of ['KeyO', 'KeyK', 'KeyX']) {
        await page.keyboard.down('Shift')
        await page.keyboard.down(key)
        await page.keyboard.up('Shift')
        await page.keyboard.up(key)
      }
      expect(await page.inputValue('#a')).to.equal(`${text}OKX`)
    }
    await visitor.close()
  })

  it('does not happen to somebody who goes back through the page with Shift and Tab', async () => {
    const visitor = await talking()
    for (let count = 0; count < 4; count += 1) await visitor.page.keyboard.press('Shift+Tab')
    expect(await visitor.text()).to.include('What should they call you')
    await visitor.close()
  })

  it('leaves no word of it in the profile of the browser', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-profile-'))
    const context = await openProfile(folder)
    let bytes: readonly Buffer[] = []
    try {
      const visitor = await visitIn(context, place.haven.address)
      await walkTo(visitor, 'referral/name')
      await visitor.page.fill('#a', DRAFT)
      await leftBy(visitor, (page) => page.click('#x'))
      await context.close()
      bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
    } finally {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    }
    const holds = (text: string): boolean =>
      bytes.some((file) => file.includes(text) || file.includes(Buffer.from(text, 'utf16le')))
    expect(holds(new URL(place.haven.address).host)).to.equal(true)
    for (const text of [DRAFT, 'quillfeather', TYPED.place]) expect(holds(text), text).to.equal(false)
  })
})
