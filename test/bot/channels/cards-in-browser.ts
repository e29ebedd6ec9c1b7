import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'mocha'
import type { Browser, Page } from 'playwright-core'
import { ROOT } from '../../../src/content.ts'

/** Microsoft's own renderer of cards, as it is published for browsers. */
const LIBRARY = join(ROOT, 'proof', 'node_modules', 'adaptivecards', 'dist', 'adaptivecards.min.js')

/** Skips what needs the renderer where `proof/` was not installed, and says so. */
export function skipWithoutCards(context: Context): void {
  if (existsSync(LIBRARY)) return
  console.log('      skipped: cards need their renderer. Install it with npm ci --prefix proof')
  context.skip()
}

/** A window in which cards are shown as Microsoft's renderer shows them. */
export interface CardWindow {
  readonly page: Page
  /** Shows one card; returns what the renderer could not read in it. */
  show(card: object, language: string): Promise<readonly string[]>
  /** What was pressed since the last `show`: what the bot would be sent. */
  pressed(): Promise<readonly unknown[]>
  close(): Promise<void>
}

/** What is the host's to set, which is Teams' own there: the level of headings, and how large a tick is. */
const HOST = {
  supportsInteractivity: true,
  fontFamily: 'sans-serif',
  textBlock: { headingLevel: 2 },
  actions: { maxActions: 6, actionsOrientation: 'vertical', actionAlignment: 'stretch' },
}

/** As wide as a phone's window of Teams. */
export async function cardWindow(browser: Browser, width = 340): Promise<CardWindow> {
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  return {
    page,
    async show(card, language) {
      await page.setContent(
        `<!doctype html><html lang="${language}"><title>Card</title><style>input[type=checkbox] { min-width: 24px; min-height: 24px }</style><main><h1>Card</h1><div id="card"></div></main></html>`,
      )
      await page.addScriptTag({ path: LIBRARY })
      return page.evaluate(
        `(() => {
          const { AdaptiveCard, HostConfig, SerializationContext, Versions } = AdaptiveCards
          const card = new AdaptiveCard()
          const context = new SerializationContext(Versions.v1_5)
          card.hostConfig = new HostConfig(${JSON.stringify(HOST)})
          window.pressed = []
          card.onExecuteAction = (action) => pressed.push(action.data ?? action.url)
          card.parse(${JSON.stringify(card)}, context)
          document.getElementById('card').append(card.render())
          const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
          return [...events, ...card.validateProperties().validationEvents.map(({ message }) => message)]
        })()`,
      )
    },
    pressed: () => page.evaluate('window.pressed'),
    close: () => page.close(),
  }
}

/** The words of buttons that are cut off, and stand whole nowhere else: as they are, or after what the button does. */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const whole = [...document.querySelectorAll('.ac-richTextBlock, .ac-textBlock')].map((one) => one.textContent.trim())
    return [...document.querySelectorAll('#card *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
      .map((one) => one.textContent.trim())
      .filter((text) => !whole.some((other) => other !== '' && (other === text || text.endsWith(': ' + other))))
  })()`)
