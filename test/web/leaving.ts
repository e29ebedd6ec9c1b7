import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Cookie, Page } from 'playwright-core'
import type { BrowserVisitor } from './in-browser.ts'

/** Written into the box and never sent. */
export const DRAFT = 'moonlatch'
/** Words of the conversation: what was typed, chosen or said again, what was asked after the first screen. */
export const CANARIES = [
  DRAFT,
  'quillfeather',
  'break-in',
  'Stafford',
  'What should they call you',
  'Who this is about',
  'ST16 2AB',
]

export const THREE_SHIFTS = async (page: Page): Promise<void> => {
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift')
}

/** Its words, its fields, its markup. */
const EVERYTHING =
  "document.documentElement.outerHTML + [...document.querySelectorAll('input,textarea')].map((field) => field.value)"

/** Everything that could be seen or read on the page now. */
export const all = (page: Page): Promise<string> => page.evaluate(EVERYTHING)

/** As long as a page that is still there may take to answer, in milliseconds; and how often it is asked. */
const ANSWER_MS = 2_000
const ASKED = 5
const silence = (): Promise<undefined> => setTimeout(ANSWER_MS, undefined, { ref: false })

/**
 * What a page that may be going away says of itself; nothing where it is gone. One that the browser puts away while it
 * is asked never answers, so the one after it is asked again.
 */
export async function glance(page: Page, expression = EVERYTHING): Promise<string> {
  for (let tries = 0; tries < ASKED; tries += 1) {
    const answer = page.evaluate<unknown>(expression).then(String, () => '')
    const said = await Promise.race([answer, silence()])
    if (said !== undefined) return said
  }
  throw new Error(`The page did not answer ${ASKED} times`)
}

/** Moves in the history. The page that it moves away from need not answer. */
export async function move(page: Page, way: 'back' | 'forward'): Promise<void> {
  await Promise.race([page.evaluate(`history.${way}()`).catch(() => {}), silence()])
}

export async function canariesOn(page: Page): Promise<readonly string[]> {
  const shown = await all(page)
  return CANARIES.filter((canary) => shown.includes(canary))
}

/** Does what leaves, and waits until the browser is on its way to this address. */
export async function left(
  { page }: Pick<BrowserVisitor, 'page'>,
  to: string,
  leave: (page: Page) => Promise<unknown>,
): Promise<void> {
  await Promise.all([page.waitForURL(to, { waitUntil: 'commit' }), leave(page)])
}

/** Goes one page back. A page that comes out of the browser's memory is not there at once: then it is asked again. */
export async function goBack(page: Page): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return void (await page.goBack({ waitUntil: 'commit' }))
    } catch (problem) {
      if (tries === 20 || !String(problem).includes('Not attached to an active page')) throw problem
      await page.waitForTimeout(100)
    }
  }
}

/** Goes through the history, and says what of the conversation was there at any moment. */
export async function seenInHistory({ page }: Pick<BrowserVisitor, 'page'>): Promise<readonly string[]> {
  const seen: string[] = []
  const look = async (): Promise<string> => {
    await page.waitForTimeout(10)
    const now = await glance(page)
    seen.push(...CANARIES.filter((canary) => now.includes(canary)))
    return `${await glance(page, 'performance.timeOrigin')} ${now}`
  }
  for (const way of ['back', 'back', 'forward', 'back', 'back'] as const) {
    const before = await look()
    await move(page, way)
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

/** What cookies are left once the server's answer to leaving has come, which may be a moment after the page is gone. */
export async function cookiesLeft(context: BrowserContext): Promise<readonly Cookie[]> {
  for (let tries = 0; tries < 100 && (await context.cookies()).length > 0; tries += 1) await setTimeout(50)
  return context.cookies()
}

/** Waits for the server to forget, which may come a moment after the page is gone; resolves with what it then shows. */
export async function shownTo(cookie: string, address: string): Promise<string> {
  const ask = async (): Promise<string> => (await fetch(address, { headers: { cookie } })).text()
  for (
    let tries = 0;
    tries < 50 &&
    CANARIES.some(
      (
        (now) => (canary) =>
          now.includes(canary)
      )(await ask()),
    );
  )
    tries += 1
  return ask()
}
