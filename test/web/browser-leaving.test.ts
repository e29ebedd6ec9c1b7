import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { startElsewhere } from './elsewhere.ts'
import type { Elsewhere } from './elsewhere.ts'
import { openBrowser, openProfile, skipWithoutBrowser, visitAt, visitIn } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'

/** Written into the box and never sent. */
const DRAFT = 'moonlatch'
/** Words of the conversation: what was typed, what was chosen, what was asked after the first screen. */
const CANARIES = [DRAFT, 'quillfeather', 'break-in', 'Stafford', 'What should they call you']

const THREE_SHIFTS = async (page: Page): Promise<void> => {
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift')
}

describe('Leaving, in a browser that brings pages back from memory,', function () {
  this.timeout(60_000)
  let elsewhere: Elsewhere
  let haven: RunningHaven
  let browser: Browser

  before(async function () {
    skipWithoutBrowser(this)
    elsewhere = await startElsewhere()
    haven = await startHaven({ HAVEN_DEPLOYMENT: elsewhere.deployment })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await haven?.stop()
    await elsewhere?.stop()
  })

  /** Comes from another page, talks, and has written into the box. */
  async function talking(hasScripts = true): Promise<BrowserVisitor> {
    const options = { javaScriptEnabled: hasScripts }
    const visitor = await visitAt(browser, haven.address, 'services/offer', options)
    await visitor.choose(['pass-on'])
    await visitor.page.fill('#a', DRAFT)
    return visitor
  }

  /** Everything that could be seen or read on the page now: its words, its fields, its markup. */
  const all = (page: Page): Promise<string> =>
    page.evaluate(
      `document.documentElement.outerHTML + [...document.querySelectorAll('input,textarea')].map((field) => field.value)`,
    )
  const canariesOn = async (page: Page): Promise<readonly string[]> => {
    const shown = await all(page)
    return CANARIES.filter((canary) => shown.includes(canary))
  }
  const left = async (visitor: BrowserVisitor, leave: (page: Page) => Promise<unknown>): Promise<void> => {
    await Promise.all([visitor.page.waitForURL(elsewhere.exit, { waitUntil: 'commit' }), leave(visitor.page)])
  }

  /** Goes through the history, and says what of the conversation was there at any moment. */
  async function seenInHistory({ page }: BrowserVisitor): Promise<readonly string[]> {
    const seen: string[] = []
    const look = async (): Promise<string> => {
      await page.waitForTimeout(10)
      const now = await all(page).catch(() => '')
      seen.push(...CANARIES.filter((canary) => now.includes(canary)))
      return `${String(await page.evaluate('performance.timeOrigin').catch(() => 0))} ${now}`
    }
    for (const way of ['back', 'back', 'forward', 'back', 'back']) {
      const before = await look()
      await page.evaluate(`history.${way}()`).catch(() => {})
      // At either end of the history nothing changes; anywhere else it does, and then may change once more.
      for (let count = 0; count < 25 && (await look()) === before;) count += 1
      for (let calm = 0, last = ''; calm < 4;) {
        const now = await look()
        calm = now === last ? calm + 1 : 0
        last = now
      }
    }
    return seen
  }

  it('is tried where Back does bring a page back from memory, or nothing here would be proved', async () => {
    const page = await browser.newPage()
    await page.goto(elsewhere.control)
    await page.goto(haven.address)
    await page.goBack({ waitUntil: 'commit' })
    expect(await page.title()).to.equal('persisted true')
    await page.close()
  })

  it('is proved by words that are there before it', async () => {
    const visitor = await talking()
    const { page } = visitor
    expect(await canariesOn(page)).to.include(DRAFT)
    await page.goto(elsewhere.control)
    await page.goBack({ waitUntil: 'commit' })
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
      await left(visitor, leave)
      expect(elsewhere.referrers.at(-1)).to.equal(undefined)
      expect(await seenInHistory(visitor)).to.deep.equal([])
      await expectForgotten(visitor, `s=${cookie!.value}`)
      await visitor.close()
    })
  }

  for (const hasScripts of [true, false]) {
    const how = hasScripts ? 'with scripts' : 'without scripts'

    it(`from a later visit, ${how}, leaves nothing of an earlier one either`, async () => {
      const visitor = await talking(hasScripts)
      await visitor.page.goto(elsewhere.control)
      await visitor.page.goto(haven.address)
      await visitor.page.fill('#a', DRAFT)
      await left(visitor, (page) => page.click('#x'))
      expect(await seenInHistory(visitor)).to.deep.equal([])
      await visitor.close()
    })

    it(`by the last answer, ${how}, leaves nothing for Back`, async () => {
      const visitor = await talking(hasScripts)
      await visitor.press('help')
      await visitor.choose(['stop'])
      expect(await visitor.context.cookies()).to.deep.equal([])
      await visitor.page.goto(elsewhere.control)
      const seen = await canariesOn(visitor.page)
      expect([...seen, ...(await seenInHistory(visitor))]).to.deep.equal([])
      await visitor.close()
    })
  }

  it('hides everything at once, even when where it leads never answers', async () => {
    const visitor = await talking()
    elsewhere.hold()
    const after = await visitor.page.evaluate(`(() => {
      document.getElementById('x').click()
      return [getComputedStyle(document.body).display, document.title.trim(), document.getElementById('m').innerHTML]
    })()`)
    elsewhere.answer()
    expect(after).to.deep.equal(['none', '', ''])
    await visitor.page.waitForURL(elsewhere.exit)
    await visitor.close()
  })

  it('works when our server does not answer any more', async () => {
    const short = await startHaven({ HAVEN_DEPLOYMENT: elsewhere.deployment })
    const visitor = await visitAt(browser, short.address, 'who/who')
    await short.stop()
    await left(visitor, (page) => page.click('#x'))
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
      const visitor = await visitIn(context, haven.address)
      await walkTo(visitor, 'referral/name')
      await visitor.page.fill('#a', DRAFT)
      await left(visitor, (page) => page.click('#x'))
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
    expect(holds(new URL(haven.address).host)).to.equal(true)
    for (const text of [DRAFT, 'quillfeather', TYPED.place]) expect(holds(text), text).to.equal(false)
  })

  /** Waits for the server to forget, which may come a moment after the page is gone, and looks. */
  async function expectForgotten(visitor: BrowserVisitor, cookie: string): Promise<void> {
    const ask = async (): Promise<string> => (await fetch(haven.address, { headers: { cookie } })).text()
    for (let tries = 0; tries < 50 && (await ask()).includes('What should they'); tries += 1)
      await visitor.page.waitForTimeout(10)
    expect(await ask()).to.include('Can anyone else see this screen?')
  }
})
