import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'

/** Asks for the page as a conversation; it comes whole, since its style comes with it. */
export async function asConversation(page: Page | Frame): Promise<void> {
  await page.click('[name=as][value=conversation]')
  await page.waitForSelector('#g', { state: 'attached' })
}

/** Comes to Haven standing at a step of the burglary, and sees it as a conversation. */
export async function conversingAt(
  browser: Browser,
  address: string,
  at: string,
  options: BrowserContextOptions = {},
): Promise<BrowserVisitor> {
  const visitor = await visitAt(browser, address, at, options)
  await asConversation(visitor.page)
  return visitor
}

/** From now on: what is read out as it comes (WAI-ARIA live regions), in order, and how the page moves. */
export const listen = (page: Page): Promise<void> =>
  page.evaluate(`(() => {
    window.readOut = []
    window.moves = []
    const { scrollIntoView } = Element.prototype
    Element.prototype.scrollIntoView = function (options) {
      window.moves.push(options.behavior)
      scrollIntoView.call(this, options)
    }
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes)
        for (const node of addedNodes) {
          const region = target.closest?.('[role=log], [role=status], [role=alert], [aria-live]')
          const isOff = node.nodeType === 1 && node.matches('[aria-live=off]')
          // A region that comes with its words in it is not read out, but for an alert.
          const alert = node.nodeType === 1 ? node.querySelector('[role=alert]:not([hidden])') : undefined
          if (region && !isOff) window.readOut.push(node.textContent)
          else if (alert?.textContent) window.readOut.push(alert.textContent)
        }
    }).observe(document.body, { childList: true, subtree: true })
  })()`)

/** What was read out since this was last asked. */
export const readOut = (page: Page): Promise<readonly string[]> => page.evaluate('window.readOut.splice(0)')
