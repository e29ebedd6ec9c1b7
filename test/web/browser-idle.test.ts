import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { besideHaven } from './beside-haven.ts'
import { formVisitor } from './form-visitor.ts'
import { visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'
import { cookiesLeft, glance, move } from './leaving.ts'

const MINUTE = 60 * 1000
const WARNING = 'This page will clear itself in 2 minutes'
const DRAFT = 'moonlatch'
/** Words of the conversation: what was written, what was asked after the first screen. */
const CANARIES = [DRAFT, 'What should they call you']

describe('A page that nobody touches, in a browser,', function () {
  this.timeout(60_000)
  const place = besideHaven()

  /** Stands where the name is asked, with a clock that can be moved on. */
  async function waiting(): Promise<BrowserVisitor> {
    const visitor = await visitAt(place.browser, place.haven.address, 'referral/name')
    await visitor.page.clock.install()
    await visitor.page.reload()
    return visitor
  }
  const pass = (page: Page, minutes: number): Promise<void> => page.clock.fastForward(minutes * MINUTE)
  const focused = (page: Page): Promise<string> =>
    page.evaluate('document.activeElement.id || document.activeElement.textContent')
  const isWarned = async (page: Page): Promise<boolean> => (await page.innerText('#i')).includes(WARNING)

  it('says two minutes before the end that it will clear itself, aloud, and not sooner', async () => {
    const { page, close } = await waiting()
    await page.locator('h1').focus()
    await pass(page, 57.9)
    expect(await isWarned(page)).to.equal(false)
    await pass(page, 0.2)
    expect(await isWarned(page)).to.equal(true)
    expect(await page.getAttribute('#i', 'role')).to.equal('alert')
    expect(await focused(page)).to.equal('Stay')
    await close()
  })

  it('stays when they say so by Enter, for as long again, and takes the answer that they then give', async () => {
    const visitor = await waiting()
    const { page } = visitor
    await page.locator('h1').focus()
    await pass(page, 58.5)
    await Promise.all([page.waitForResponse(/\/stay$/), page.keyboard.press('Enter')])
    await page.waitForFunction('!document.getElementById("i").firstChild')
    expect(await focused(page)).to.equal('q')
    await pass(page, 57.5)
    expect(await isWarned(page)).to.equal(false)
    await visitor.type('Sam')
    expect(await visitor.text()).to.include('Do you live')
    await visitor.close()
  })

  it('leaves who is writing alone: the words, the place of the cursor and what Enter does', async () => {
    const visitor = await waiting()
    const { page } = visitor
    await page.fill('#a', DRAFT)
    await pass(page, 58.5)
    expect([await isWarned(page), await focused(page), await page.inputValue('#a')]).to.deep.equal([
      true,
      'a',
      DRAFT,
    ])
    await Promise.all([page.waitForResponse(/\/stay$/), page.click('#i button')])
    await page.waitForFunction('!document.getElementById("i").firstChild')
    expect(await page.inputValue('#a')).to.equal(DRAFT)
    await visitor.type('Sam')
    expect(await visitor.text()).to.include('Do you live')
    await visitor.close()
  })

  it('hides nothing of what is being written behind the panel, on a small screen', async () => {
    const { page, close } = await waiting()
    await page.fill('#a', DRAFT)
    await pass(page, 58.5)
    const box = (await page.locator('#a').boundingBox())!
    const panel = (await page.locator('#i .z').boundingBox())!
    expect(box.y + box.height).to.be.below(panel.y)
    await close()
  })

  it('is empty at the end, and is forgotten; Back shows nothing', async () => {
    const visitor = await waiting()
    const { page } = visitor
    const [cookie] = await visitor.context.cookies()
    await page.fill('#a', DRAFT)
    await pass(page, 59)
    const loaded = page.waitForEvent('load')
    await pass(page, 1.1)
    await loaded
    await page.waitForSelector('[value=look-up]')
    expect(await cookiesLeft(visitor.context)).to.deep.equal([])
    for (const way of ['back', 'back', 'forward'] as const) {
      await move(page, way)
      await page.waitForTimeout(150)
      const all = await glance(page)
      expect(CANARIES.filter((canary) => all.includes(canary))).to.deep.equal([])
    }
    const again = await fetch(place.haven.address, { headers: { cookie: `s=${cookie!.value}` } })
    expect(await again.text()).to.include('look-up')
    await visitor.close()
  })

  it('is empty at the end also when the line is gone', async () => {
    const { page, context, close } = await waiting()
    await page.fill('#a', DRAFT)
    await context.setOffline(true)
    await pass(page, 60.1)
    const seen: string[] = []
    for (let count = 0; count < 10; count += 1) {
      seen.push(await glance(page))
      await page.waitForTimeout(50)
    }
    expect(CANARIES.filter((canary) => seen.some((html) => html.includes(canary)))).to.deep.equal([])
    await close()
  })

  it('says nothing on the first screen, of which nothing is kept', async () => {
    const page = await place.browser.newPage()
    await page.clock.install()
    await page.goto(place.haven.address)
    await pass(page, 70)
    expect([await isWarned(page), await page.isVisible('[value=look-up]')]).to.deep.equal([false, true])
    await page.close()
  })

  it('says without scripts, on every page, after how long what was said is wiped', async () => {
    const visitor = formVisitor({ address: place.haven.address })
    await visitor.open()
    const sentence =
      '<noscript><p>If you do nothing for 60 minutes, this page wipes what you said.</p></noscript>'
    expect(visitor.screen().html).to.include(sentence)
    await visitor.choose(['nobody'])
    expect(visitor.screen().html).to.include(sentence).and.include('data-idle="3600"')
  })

  it('lets no other site keep anybody here, or forget them', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    for (const path of ['/stay', '/idle'])
      expect((await fetch(place.haven.address + path, { method: 'POST', headers })).status).to.equal(403)
    expect((await fetch(`${place.haven.address}/stay`, { method: 'POST' })).status).to.equal(410)
  })
})
