import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { walkTo } from './burglary.ts'
import { openBrowser, skipWithoutBrowser, visit, visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'
import { covered, findings, tooSmall, tooWide } from './looks.ts'

/** One of each kind of screen on the way to a reference. */
const KINDS: readonly string[] = [
  'start/screen',
  'start/danger',
  'happened/what',
  'happened/read-back',
  'urgent-flow/now',
  'needs/needs',
  'services/offer',
  'contact/phone',
  'referral/secret-choice',
]

describe('In a browser, for everybody, the page', function () {
  this.timeout(60_000)
  let haven: RunningHaven
  let browser: Browser
  let visitor: BrowserVisitor
  const found: Record<'axe' | 'wide' | 'small' | 'covered' | 'headings', string[]> = {
    axe: [],
    wide: [],
    small: [],
    covered: [],
    headings: [],
  }
  const looked: string[] = []

  async function look(screen: string): Promise<void> {
    const { page } = visitor
    looked.push(screen)
    const note = (to: keyof typeof found, how: string, what: readonly string[]): void =>
      void found[to].push(...what.map((one) => `${screen}, ${how}: ${one}`))
    await page.setViewportSize({ width: 360, height: 640 })
    note('axe', 'on a phone', await findings(page))
    note('small', 'on a phone', await tooSmall(page))
    const headings = await page.locator('h1').count()
    if (headings !== 1) note('headings', 'of the first level', [String(headings)])
    for (const [how, width, height, style] of [
      ['320 wide', 320, 640, ''],
      ['at 400 %', 320, 256, ''],
      ['with text of 200 %', 640, 640, 'font-size: 200%'],
      ['with more space', 320, 640, 'line-height: 1.5; letter-spacing: .12em; word-spacing: .16em'],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.evaluate(`document.documentElement.style.cssText = '${style}'`)
      note('wide', how, await tooWide(page))
      note('covered', how, await covered(page))
      if (!(await page.locator('#x').isVisible())) note('covered', how, ['the way out'])
    }
    await page.evaluate(`document.documentElement.style.cssText = ''; scrollTo(0, 0)`)
  }

  before(async function () {
    skipWithoutBrowser(this)
    haven = await startHaven()
    browser = await openBrowser()
    visitor = await visit(browser, haven.address)
    await walkTo(visitor, undefined, async (at) => {
      if (KINDS.includes(at)) await look(at)
      if (at === 'contact/phone') {
        await visitor.type('0770')
        await look('a problem')
      }
    })
    await look('review')
    await visitor.choose(['agree'])
    await look('outcome')
    const kept = await visitor.page.locator('.k').allInnerTexts()
    await visitor.choose(['start-again'])
    await visitor.choose(['look-up'])
    for (const text of kept) await visitor.type(text)
    await look('status')
    await visitor.press('help')
    await look('people to ring')
    await visitor.choose(['danger'])
    await look('danger card')
    await visitor.choose(['stop'])
    await look('the end')
    await visitor.page.goto(`${haven.address}/nothing-here`)
    await look('no such page')
  })
  after(async () => {
    await browser?.close()
    await haven?.stop()
  })

  it('is looked at on every kind of screen', () => {
    expect(looked).to.have.length(KINDS.length + 8)
  })

  it('has no fault that axe can find', () => {
    expect(found.axe).to.deep.equal([])
  })

  it('never scrolls sideways: 320 pixels wide, at 400 %, with text of 200 %, with wider spacing', () => {
    expect(found.wide).to.deep.equal([])
  })

  it('has nothing to press that is lower than 44 pixels', () => {
    expect(found.small).to.deep.equal([])
  })

  it('covers nothing that the keyboard reaches, and always shows the way out', () => {
    expect(found.covered).to.deep.equal([])
  })

  it('asks one question a screen, which is its one heading of the first level', () => {
    expect(found.headings).to.deep.equal([])
  })

  it('shows the focus and the edges of everything in forced colours', async () => {
    const forced = await visitAt(browser, haven.address, 'needs/needs', { forcedColors: 'active' })
    const { page } = forced
    await page.focus('[name=c]')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).to.equal('solid')
    const edges = `[...document.querySelectorAll('.b')].map((one) => getComputedStyle(one).borderTopWidth)`
    expect(new Set((await page.evaluate(edges)) as string[])).to.deep.equal(new Set(['2px']))
    expect(await findings(page)).to.deep.equal([])
    await forced.close()
  })
})
