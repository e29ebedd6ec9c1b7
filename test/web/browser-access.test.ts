import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { ROOT } from '../../src/content.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { walkTo } from './burglary.ts'
import { openBrowser, skipWithoutBrowser, visit, visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'

const AXE = join(ROOT, 'node_modules', 'axe-core', 'axe.min.js')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

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

/** What axe finds, a line each, with where. */
async function findings(page: Page): Promise<readonly string[]> {
  const run = `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`
  await page.evaluate(readFileSync(AXE, 'utf8'))
  return page.evaluate(run)
}

/** What is wider than the window, or leads to a sideways scroll. */
const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const wide = [...document.body.querySelectorAll('*')].filter((one) => {
      const { right, width } = one.getBoundingClientRect()
      return width > 1 && right > document.documentElement.clientWidth + 1
    })
    const scrolls = document.documentElement.scrollWidth > document.documentElement.clientWidth
    return [...wide.map((one) => one.outerHTML.slice(0, 90)), ...(scrolls ? ['the page scrolls sideways'] : [])]
  })()`)

/** Everything to press, tick or write in that a finger can hardly hit. Links within a sentence are not meant. */
const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('button, input:not([type=hidden]), textarea, summary, a')]
    .map((one) => one.closest('label.o') ?? one)
    .filter((one) => one.getBoundingClientRect().height > 1 && one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML)`)

/** What the keyboard reaches while something else lies over it. */
const covered = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const bar = document.querySelector('.t')
    return [...document.querySelectorAll('main button, main input:not([type=hidden]), main textarea, main a')]
      .filter((one) => {
        one.focus()
        const { top, height } = one.getBoundingClientRect()
        return height > 1 && top < bar.getBoundingClientRect().bottom - 1 && !bar.contains(one)
      })
      .map((one) => one.outerHTML.slice(0, 90))
  })()`)

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
