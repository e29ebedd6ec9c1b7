import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { FROM_THE_RIGHT, LONGER, PSEUDO } from '../support/pseudo.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { clipped, covered, findings, tooSmall, tooWide } from './looks.ts'
import { KINDS, fewOfEveryKind, pseudoScreens } from './pseudo-screens.ts'
import type { PseudoPage } from './pseudo-screens.ts'

/** The narrowest phone, and a desk. */
const WINDOWS = [
  { width: 320, height: 640 },
  { width: 1280, height: 800 },
] as const

/** The ways out that every page has: they stay in the window wherever a person has read to. */
const lost = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[0, document.documentElement.scrollHeight].flatMap((top) => {
    scrollTo(0, top)
    return ['#x', '.t [href="tel:999"]'].filter((one) => {
      const { left, right, top, bottom, height } = document.querySelector(one).getBoundingClientRect()
      const isSeen = height >= 44 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
      return !isSeen || !document.elementFromPoint((left + right) / 2, (top + bottom) / 2).closest(one)
    })
  })`)

/** How much of the window the bar that stays takes: what is left must be enough to read in. */
const barOfWindow = (page: Page): Promise<number> =>
  page.evaluate(`document.querySelector('.t').getBoundingClientRect().height / innerHeight`)

/** Numbers, and nothing but numbers, whose digits do not stand from left to right. */
const backwards = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const wrong = []
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { data } = texts.currentNode
      if (!/^[+\\d][\\d ]+$/.test(data.trim())) continue
      const places = [...data].flatMap((sign, at) => {
        const range = document.createRange()
        range.setStart(texts.currentNode, at)
        range.setEnd(texts.currentNode, at + 1)
        return /\\d/.test(sign) ? [range.getBoundingClientRect()] : []
      })
      const isWrong = places.some((place, at) => at > 0 && place.top <= places[at - 1].top && place.left < places[at - 1].left)
      if (isWrong) wrong.push(texts.currentNode.parentElement.outerHTML)
    }
    return wrong
  })()`)

/** Text that does not stand where reading begins, and notices that are marked at the other side. */
const wrongSide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('p.n, dt, dt + dd, h2')]
    .filter((one) => {
      const { direction, borderLeftWidth, borderRightWidth } = getComputedStyle(one)
      const [start, border] = direction === 'rtl' ? ['right', borderRightWidth] : ['left', borderLeftWidth]
      if (one.matches('.n')) return parseFloat(border) === 0
      const range = document.createRange()
      range.selectNodeContents(one)
      return Math.abs(range.getBoundingClientRect()[start] - one.getBoundingClientRect()[start]) >= 1
    })
    .map((one) => one.outerHTML.slice(0, 90))`)

type Found = Record<
  'axe' | 'wide' | 'clipped' | 'small' | 'covered' | 'lost' | 'backwards' | 'direction' | 'bar',
  string[]
>

for (const language of PSEUDO)
  describe(`In a browser, in a language that nobody speaks, ${language}, the page`, function () {
    this.timeout(120_000)
    let browser: Browser
    let pages: readonly PseudoPage[]
    const found: Found = {
      axe: [],
      wide: [],
      clipped: [],
      small: [],
      covered: [],
      lost: [],
      backwards: [],
      direction: [],
      bar: [],
    }

    async function look(
      page: Page,
      { at, html }: PseudoPage,
      width: number,
      withAxe: boolean,
    ): Promise<void> {
      const note = (to: keyof Found, what: readonly string[]): void =>
        void found[to].push(...what.map((one) => `${at}, ${width} wide: ${one}`))
      // axe knows no language but the registered ones; German is about as long.
      await page.setContent(html.replaceAll(`lang="${LONGER}"`, 'lang="de"'))
      await page.evaluate(
        `scrollTo(0, 0); document.querySelectorAll('details').forEach((one) => { one.open = true })`,
      )
      if (withAxe) note('axe', await findings(page))
      note('wide', await tooWide(page))
      note('clipped', await clipped(page))
      note('small', await tooSmall(page))
      note('backwards', await backwards(page))
      note('lost', await lost(page))
      note('covered', await covered(page))
      const direction = await page.evaluate<string>(`getComputedStyle(document.body).direction`)
      if (direction !== (language === FROM_THE_RIGHT ? 'rtl' : 'ltr')) note('direction', [direction])
      const bar = await barOfWindow(page)
      note('direction', await wrongSide(page))
      if (bar > 1 / 4) note('bar', [String(bar)])
    }

    before(async function () {
      skipWithoutBrowser(this)
      pages = await pseudoScreens(language)
      const few = fewOfEveryKind(pages)
      browser = await openBrowser()
      for (const viewport of WINDOWS) {
        const page = await browser.newPage({ viewport })
        for (const one of viewport.width === 320 ? pages : few)
          await look(page, one, viewport.width, few.includes(one))
        await page.close()
      }
    })
    after(() => browser?.close())

    it('is looked at with everything that a page can be made of', () => {
      expect(KINDS.filter((kind) => !pages.some(({ kinds }) => kinds.includes(kind)))).to.deep.equal([])
    })

    it('has no fault that axe can find', () => expect(found.axe).to.deep.equal([]))

    it('never scrolls sideways', () => expect(found.wide).to.deep.equal([]))

    it('cuts off no text', () => expect(found.clipped).to.deep.equal([]))

    it('has nothing to press that is lower than 44 pixels', () => expect(found.small).to.deep.equal([]))

    it('always shows the way out and 999', () => expect(found.lost).to.deep.equal([]))

    it('covers nothing that the keyboard reaches', () => expect(found.covered).to.deep.equal([]))

    it('leaves three quarters of the window to read in', () => expect(found.bar).to.deep.equal([]))

    it('runs the way its language is written', () => expect(found.direction).to.deep.equal([]))

    it('writes numbers from left to right', () => expect(found.backwards).to.deep.equal([]))
  })
