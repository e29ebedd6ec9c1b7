import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { ROOT } from '../../src/content.ts'
import { startHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { asConversation } from './conversing.ts'
import { openBrowser, visit, visitAt } from './in-browser.ts'
import type { BrowserVisitor } from './in-browser.ts'

/** `npm run pictures`: eleven screens that show what the page is, on a phone and on a desk, into `docs/pictures/`. */
const FOLDER = join(ROOT, 'docs', 'pictures')
const WINDOWS = [
  { width: 360, height: 760 },
  { width: 1280, height: 720 },
] as const
/** All of them together, in bytes: they are kept with the sources. */
const MOST = 1.5 * 1024 * 1024

interface Picture {
  readonly name: string
  readonly options?: BrowserContextOptions
  /** The step at which somebody comes; the first screen without it. */
  readonly at?: string
  readonly then?: (visitor: BrowserVisitor) => Promise<void>
}

const PICTURES: readonly Picture[] = [
  { name: '01-first' },
  { name: '02-first-in-welsh', options: { locale: 'cy' } },
  {
    name: '03-someone-is-watching',
    options: { colorScheme: 'dark' },
    then: async ({ page }) => page.click('summary'),
  },
  { name: '04-what-happened', at: 'happened/what' },
  {
    name: '05-danger',
    at: 'happened/what',
    then: (visitor) => visitor.type('he is outside and he is going to kill me'),
  },
  {
    name: '06-danger-in-arabic',
    at: 'happened/what',
    then: (visitor) => visitor.type('زوجي يضربني الآن وسيقتلني'),
  },
  { name: '07-services', at: 'services/offer' },
  {
    name: '08-a-problem',
    at: 'contact/phone',
    options: { colorScheme: 'dark' },
    then: (visitor) => visitor.type('0770'),
  },
  { name: '09-review', at: 'referral/review', options: { forcedColors: 'active' } },
  {
    name: '10-sent',
    at: 'referral/review',
    then: (visitor) => visitor.choose(['agree']),
  },
  { name: '11-conversation', at: 'where/ask', then: conversing },
]

/** As a conversation, one answer further. */
async function conversing(visitor: BrowserVisitor): Promise<void> {
  await asConversation(visitor.page)
  await visitor.type(TYPED.place)
}

/** Without a focus ring, at the top, or at the question below what was said: what a person sees first. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    document.activeElement.blur()
    if (document.querySelector('#g *')) document.getElementById('n').scrollIntoView()
    else scrollTo(0, 0)
  })()`)

const haven = await startHaven()
const browser = await openBrowser()
try {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const { name, options = {}, at, then } of PICTURES)
    for (const viewport of WINDOWS) {
      const how = { ...options, viewport }
      const visitor =
        at === undefined || at === 'referral/review'
          ? await visit(browser, haven.address, how)
          : await visitAt(browser, haven.address, at, how)
      if (at === 'referral/review') await walkTo(visitor)
      await then?.(visitor)
      await settle(visitor.page)
      await visitor.page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}.png`) })
      await visitor.close()
    }
} finally {
  await browser.close()
  await haven.stop()
}
const size = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0)
process.stdout.write(`${readdirSync(FOLDER).length} pictures, ${Math.round(size / 1024)} kB\n`)
if (size > MOST) throw new Error(`the pictures have more than ${MOST} bytes`)
