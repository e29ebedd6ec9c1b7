import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { walkTo } from './burglary.ts'
import { besideElsewhere } from './beside-elsewhere.ts'
import { openProfile, visit, visitAt, visitIn } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'
import { canariesOn, cookiesLeft, DRAFT, goBack, left, seenInHistory, THREE_SHIFTS } from './leaving.ts'

/** As high as what stays of a small phone's screen when its keyboard is open. */
const SMALLEST = { width: 320, height: 256 }

describe('Leaving, looked at more strictly,', function () {
  this.timeout(60_000)
  const place = besideElsewhere()

  const at = (step: string, hasScripts = true): Promise<BrowserVisitor> =>
    visitAt(place.browser, place.haven.address, step, { javaScriptEnabled: hasScripts })
  const leftBy = (visitor: BrowserVisitor, leave: (page: Page) => Promise<unknown>): Promise<void> =>
    left(visitor, place.elsewhere.exit, leave)

  it('by the first thing that the keyboard reaches, and Enter, leads away', async () => {
    for (const hasScripts of [true, false]) {
      const visitor = await at('referral/name', hasScripts)
      await visitor.page.keyboard.press('Tab')
      expect(await visitor.page.evaluate('document.activeElement.id')).to.equal('x')
      await leftBy(visitor, (page) => page.keyboard.press('Enter'))
      await visitor.close()
    }
  })

  it('by Shift three times in a box of several lines leads away', async () => {
    const visitor = await at('happened/what')
    await visitor.page.fill('textarea', DRAFT)
    await visitor.page.focus('textarea')
    await leftBy(visitor, THREE_SHIFTS)
    expect(await seenInHistory(visitor)).to.deep.equal([])
    await visitor.close()
  })

  it('leads away by the link itself where the script never came', async () => {
    const visitor = await at('who/who')
    await visitor.context.route('**/script.js', (route) => route.abort())
    await visitor.page.goto(place.haven.address)
    await leftBy(visitor, (page) => page.click('#x'))
    expect(await cookiesLeft(visitor.context)).to.deep.equal([])
    await visitor.close()
  })

  for (const hasScripts of [true, false])
    it(`leaves nothing behind where the destination breaks off, ${hasScripts ? 'with' : 'without'} scripts`, async () => {
      const visitor = await at('services/offer', hasScripts)
      await visitor.choose(['pass-on'])
      await visitor.page.fill('#a', DRAFT)
      place.elsewhere.breakOff()
      await visitor.page.click('#x')
      await visitor.page.waitForFunction(`document.title !== 'Information and advice'`)
      expect(await canariesOn(visitor.page)).to.deep.equal([])
      expect(await seenInHistory(visitor)).to.deep.equal([])
      place.elsewhere.answer()
      await visitor.close()
    })

  it('shows on Back, to the last dot, what a stranger would see', async () => {
    const stranger = await visit(place.browser, place.haven.address, { javaScriptEnabled: false })
    await stranger.page.waitForLoadState()
    const strange = await stranger.page.screenshot()
    for (const hasScripts of [true, false]) {
      const visitor = await at('services/offer', hasScripts)
      const { page } = visitor
      await visitor.choose(['pass-on'])
      await page.goto(place.elsewhere.control)
      await page.goto(place.haven.address)
      await page.fill('#a', DRAFT)
      expect((await page.screenshot()).equals(strange)).to.equal(false)
      await leftBy(visitor, () => page.click('#x'))
      do await goBack(page)
      while (page.url() !== place.elsewhere.control)
      await goBack(page)
      await page.waitForSelector('[name=o][value=nobody]')
      await page.evaluate('scrollTo(0, 0)')
      expect((await page.screenshot()).equals(strange), String(hasScripts)).to.equal(true)
      await visitor.close()
    }
    await stranger.close()
  })

  it('from an earlier page of the same conversation leaves nothing for Forward', async () => {
    const visitor = await at('services/offer', false)
    await visitor.choose(['pass-on'])
    await visitor.type('quillfeather')
    await visitor.page.goBack()
    await visitor.page.goBack()
    await leftBy(visitor, (page) => page.click('#x'))
    expect(await seenInHistory(visitor)).to.deep.equal([])
    await visitor.close()
  })

  it('makes a new conversation of an answer that comes again with the old cookie', async () => {
    const visitor = await at('referral/name')
    const [cookie] = await visitor.context.cookies()
    const version = await visitor.page.inputValue('[name=v]')
    const gone = visitor.page.waitForResponse((answer) => answer.url().endsWith('/exit'))
    await leftBy(visitor, (page) => page.click('#x'))
    await gone.catch(() => {})
    const again = await fetch(place.haven.address, {
      method: 'POST',
      headers: { cookie: `s=${cookie!.value}`, 'sec-fetch-site': 'same-origin', 'x-part': '1' },
      body: new URLSearchParams({ v: version, l: 'en', a: 'quillfeather' }),
    })
    const shown = await again.text()
    expect(shown).to.include('Can anyone else see this screen?').and.not.include('quillfeather')
    await visitor.close()
  })

  for (const step of ['referral/name', 'happened/what'])
    it(`is in sight and high enough on the smallest screen while somebody writes at ${step}`, async () => {
      const visitor = await at(step)
      const { page } = visitor
      await page.setViewportSize(SMALLEST)
      await page.focus('#a')
      for (const top of ['0', 'document.documentElement.scrollHeight']) {
        await page.evaluate(`scrollTo(0, ${top})`)
        const box = (await page.locator('#x').boundingBox())!
        expect(box.height).to.be.at.least(44)
        expect([box.x >= 0, box.y >= 0, box.x + box.width <= 320, box.y + box.height <= 256]).to.not.include(
          false,
        )
        const over = `document.elementFromPoint(${box.x + box.width / 2}, ${box.y + box.height / 2}).id`
        expect(await page.evaluate(over)).to.equal('x')
      }
      await page.focus('#x')
      await page.focus('#a')
      const field = (await page.locator('#a').boundingBox())!
      const bar = (await page.locator('.t').boundingBox())!
      expect(field.y).to.be.at.least(bar.y + bar.height)
      await visitor.close()
    })

  it('finds in the history of the browser only our address and a title that says nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-history-'))
    const context = await openProfile(folder)
    try {
      const visitor = await visitIn(context, place.haven.address)
      await walkTo(visitor, 'referral/name')
      await leftBy(visitor, (page) => page.click('#x'))
      await context.close()
      const history = new DatabaseSync(join(folder, 'Default', 'History'), { readOnly: true })
      const rows = history.prepare('SELECT url, title FROM urls').all() as { url: string; title: string }[]
      history.close()
      const ours = rows.filter(({ url }) => url.startsWith(place.haven.address))
      expect(ours).to.not.have.length(0)
      for (const { url, title } of ours) {
        expect(new URL(url).pathname + new URL(url).search).to.be.oneOf(['/', '/?k', '/exit'])
        // What replaced our page gives its own title to our address.
        expect(title.trim()).to.be.oneOf(['Information and advice', '', 'Weather'])
      }
    } finally {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('leaves no file, database, worker or permission behind, and never asked for any', async () => {
    const visitor = await at('referral/name')
    const stored = `Promise.all([caches.keys(), indexedDB.databases(), navigator.serviceWorker.getRegistrations(),
      navigator.storage.estimate().then(({ usage }) => usage), Notification.permission]).then((all) => JSON.stringify(all))`
    expect(await visitor.page.evaluate(stored)).to.match(/^\[\[\],\[\],\[\],0,"(default|denied)"\]$/)
    const telling =
      'link[rel~=icon], link[rel=manifest], meta[name=theme-color], meta[property], audio, video, iframe'
    expect(await visitor.page.locator(telling).count()).to.equal(0)
    const script = await (await fetch(`${place.haven.address}/script.js`)).text()
    expect(script).to.not.match(/Notification|setAppBadge|vibrate|Audio|storage|print\(|clipboard|download/i)
    await visitor.close()
  })
})
