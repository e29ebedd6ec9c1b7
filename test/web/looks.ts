import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from '../../src/content.ts'

const AXE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, a line each, with where. Pages allow no script, so it runs as the tools of a developer do. */
export async function findings(page: Page): Promise<readonly string[]> {
  const options = { runOnly: RULES, resultTypes: ['violations'], preload: false }
  const run = `axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE)
  return page.evaluate(run)
}

/** What stands out of the window on either side, or leads to a sideways scroll. */
export const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const wide = [...document.body.querySelectorAll('*')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect()
      return width > 1 && (right > clientWidth + 1 || left < -1)
    })
    return [
      ...wide.map((one) => one.outerHTML.slice(0, 90)),
      ...(scrollWidth > clientWidth ? ['the page scrolls sideways'] : []),
    ]
  })()`)

/** Everything to press, tick or write in that a finger can hardly hit. Links within a sentence are not meant. */
export const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('button, input:not([type=hidden]), textarea, summary, a')]
    .map((one) => one.closest('label.o') ?? one)
    .filter((one) => one.getBoundingClientRect().height > 1 && one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML)`)

/** Text that stands out of its own element, or is cut off by it. What only screen readers read is not meant. */
export const clipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.body.querySelectorAll('*:not(.v, .v *, input, textarea, br)')]
    .filter((one) => {
      const style = getComputedStyle(one)
      const cuts = style.overflow !== 'visible' || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      const sideways = style.display !== 'inline' && one.scrollWidth > one.clientWidth + 1
      return sideways || (cuts && one.scrollHeight > one.clientHeight + 1)
    })
    .map((one) => one.outerHTML.slice(0, 90))`)

/** What the keyboard reaches while something else lies over it. */
export const covered = (page: Page): Promise<readonly string[]> =>
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
