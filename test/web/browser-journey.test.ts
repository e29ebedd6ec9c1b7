import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { openBrowser, skipWithoutBrowser, visit, visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'

describe('In a browser, the page', function () {
  this.timeout(60_000)
  let haven: RunningHaven
  let browser: Browser
  let staff: BrowserVisitor

  before(async function () {
    skipWithoutBrowser(this)
    haven = await startHaven()
    browser = await openBrowser()
    staff = await visit(browser, haven.signInLink)
    await staff.page.click('main button')
  })
  after(async () => {
    await browser?.close()
    await haven?.stop()
  })

  const come = (hasScripts = true): Promise<BrowserVisitor> =>
    visit(browser, haven.address, { javaScriptEnabled: hasScripts })

  for (const [hasScripts, how] of [
    [true, 'with scripts'],
    [false, 'without scripts'],
  ] as const) {
    describe(how, () => {
      let visitor: BrowserVisitor
      const titles = new Set<string>()
      let kept: readonly string[] = []
      let loads = 0

      before(async () => {
        visitor = await come(hasScripts)
        visitor.page.on('domcontentloaded', () => (loads += 1))
        await walkTo(visitor, undefined, async () => void titles.add(await visitor.page.title()))
        await visitor.choose(['agree'])
        kept = await visitor.page.locator('.k').allInnerTexts()
      })
      after(() => visitor?.close())

      it('takes somebody to a reference, which staff accept, and which then says so', async () => {
        const [reference, secret] = kept
        await staff.page.goto(new URL('/gateway/', haven.address).href)
        await staff.page.click(`text=${reference!.replace(' ', '-')}`)
        expect(await staff.text())
          .to.include(TYPED.name)
          .and.include(TYPED.phone)
        await staff.page.click('text=Accept this referral')
        const later = await come(hasScripts)
        await later.choose(['look-up'])
        await later.type(reference!)
        await later.type(secret!)
        expect(await later.text())
          .to.match(/accepted/i)
          .and.not.include(TYPED.name)
        await later.close()
      })

      it('has a title that says nothing on any screen, and one address', async () => {
        expect([...titles]).to.deep.equal(['Information and advice'])
        expect(visitor.page.url()).to.match(/^http:\/\/localhost:\d+\/(\?k)?$/)
      })

      it('asks no other host for anything', () => {
        expect(visitor.asked.length).to.be.greaterThan(30)
        expect(visitor.asked.filter((url) => !url.startsWith(`${haven.address}/`))).to.deep.equal([])
      })

      it('keeps one cookie, out of reach of scripts and of other sites, and nothing else', async () => {
        const cookies = await visitor.context.cookies()
        expect(cookies.map(({ name }) => name)).to.deep.equal(['s'])
        expect(cookies[0]).to.include({ httpOnly: true, sameSite: 'Strict', expires: -1 })
        const stored = `Promise.all([localStorage.length, sessionStorage.length, document.cookie, indexedDB.databases(),
          navigator.serviceWorker.getRegistrations()]).then((all) => JSON.stringify(all))`
        expect(await visitor.page.evaluate(stored)).to.equal('[0,0,"",[],[]]')
      })

      it(`${hasScripts ? 'reloads once, when the look of the area comes' : 'reloads for every answer'}`, () => {
        if (hasScripts) expect(loads).to.equal(1)
        else expect(loads).to.be.greaterThan(20)
      })
    })
  }

  it('puts the focus on what is new after every answer, never on nothing and never into the box', async () => {
    const visitor = await come()
    const focused = new Set<string>()
    const look = async (at: string): Promise<void> => {
      if (at === 'start/screen') return
      const where = await visitor.page.evaluate(
        `(({ activeElement: at }) => at.id + (at === document.querySelector('#y, #q') ? ', the first' : ''))(document)`,
      )
      focused.add(String(where))
    }
    await walkTo(visitor, undefined, look)
    expect([...focused].sort()).to.deep.equal(['q, the first', 'y, the first'])
    expect(await visitor.page.evaluate('scrollY')).to.equal(0)
    await visitor.close()
  })

  it('says what is wrong, keeps what was typed, and the focus is on what it says', async () => {
    const visitor = await visitAt(browser, haven.address, 'contact/phone')
    await visitor.type('0770')
    expect(await visitor.page.title()).to.equal('There is a problem: Information and advice')
    expect(await visitor.page.evaluate('document.activeElement.getAttribute("role")')).to.equal('alert')
    expect(await visitor.page.innerText(':focus')).to.include('Check the phone number')
    expect(await visitor.page.inputValue('#a')).to.equal('0770')
    await visitor.type(TYPED.phone)
    expect(await visitor.page.title()).to.equal('Information and advice')
    await visitor.close()
  })

  for (const hasScripts of [true, false]) {
    it(`shows 999 in view when danger is typed ${hasScripts ? 'with' : 'without'} scripts, and then goes on from there`, async () => {
      const options = { javaScriptEnabled: hasScripts }
      const visitor = await visitAt(browser, haven.address, 'referral/name', options)
      await visitor.type('he is outside and he is going to kill me')
      const number = await visitor.page.locator('.c a[href="tel:999"]').first().boundingBox()
      expect(number!.y + number!.height).to.be.below(640)
      await visitor.choose(['carry-on'])
      expect(await visitor.page.inputValue('#a')).to.equal('')
      expect(await visitor.text()).to.include('What should they call you?')
      await visitor.close()
    })
  }

  it('keeps what was typed when another language is asked for, lines and all', async () => {
    const visitor = await visitAt(browser, haven.address, 'happened/what')
    const { page } = visitor
    const draft = 'moonlatch\n"quillfeather" & more'
    await page.fill('#a', draft)
    await page.click('[name=lang][value=cy]')
    await page.waitForSelector('html[lang=cy]')
    expect(await page.inputValue('#a')).to.equal(draft)
    await visitor.close()
  })

  it('takes one answer when a button is pressed twice', async () => {
    const visitor = await come()
    await visitor.choose(['nobody'])
    await visitor.answered(() => visitor.page.dblclick('[name=o][value="no"]'))
    expect(await visitor.page.inputValue('[name=v]')).to.equal('2')
    expect(await visitor.text()).to.include('Who is this about?')
    await visitor.close()
  })

  it('keeps what was typed when the line is lost, says so, and goes on when it is back', async () => {
    const visitor = await visitAt(browser, haven.address, 'happened/what')
    await visitor.page.fill('#a', TYPED.happened)
    await visitor.context.setOffline(true)
    await visitor.page.click('[name=go][value=on]')
    await visitor.page.waitForSelector('#w:focus')
    expect(await visitor.page.innerText('#w')).to.include('did not reach us')
    expect(await visitor.page.inputValue('#a')).to.equal(TYPED.happened)
    await visitor.context.setOffline(false)
    await visitor.answered(() => visitor.page.click('[name=go][value=on]'))
    expect(await visitor.text())
      .to.include('A break-in')
      .and.not.include('did not reach us')
    await visitor.close()
  })

  it('can be used from the first screen to the reference with keys alone, and the focus is always seen', async () => {
    const visitor = await come()
    const { page } = visitor
    const unseen: string[] = []
    async function tabTo(selector: string): Promise<void> {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(
          `(({ activeElement: at }) => [at.matches('${selector}'), getComputedStyle(at).outlineStyle, at.outerHTML])(document)`,
        )
        const [isThere, outline, what] = found as [boolean, string, string]
        if (outline === 'none') unseen.push(what)
        if (isThere) return
      }
      throw new Error(`the keyboard does not reach ${selector}`)
    }
    const carryOn = async (): Promise<void> => {
      await tabTo('[name=go][value=on]')
      await visitor.answered(() => page.keyboard.press('Enter'))
    }
    const keys = {
      async choose(ids: readonly string[]): Promise<void> {
        const isMany = (await page.locator(`[name=c][value="${ids[0]}"]`).count()) > 0
        if (!isMany) {
          await tabTo(`[name=o][value="${ids[0]}"]`)
          return visitor.answered(() => page.keyboard.press('Enter'))
        }
        for (const id of ids) {
          await tabTo(`[name=c][value="${id}"]`)
          await page.keyboard.press('Space')
        }
        return carryOn()
      },
      async type(text: string): Promise<void> {
        await tabTo('#a')
        await page.keyboard.type(text)
        return carryOn()
      },
    }
    await tabTo('#x')
    await walkTo(keys)
    await keys.choose(['agree'])
    expect(await visitor.text()).to.include('Your reference')
    expect(unseen).to.deep.equal([])
    await visitor.close()
  })
})
