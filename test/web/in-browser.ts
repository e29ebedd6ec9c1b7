import { existsSync } from 'node:fs'
import type { Context } from 'mocha'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { walkTo } from './burglary.ts'
import type { Answering } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
/** The sandbox of a browser cannot be had by root, and in many containers. */
const ARGS = ['--no-sandbox']
/** Playwright turns this off; people's browsers have it on, and it is what brings a page back. */
const WITH_BACK = { ignoreDefaultArgs: ['--disable-back-forward-cache'] }

/** Longer than anything on one machine takes, in milliseconds. */
const PATIENCE = 10_000

/** Skips what needs a browser where there is none; the reporter says how to get one. */
export function skipWithoutBrowser(context: Context): void {
  if (!existsSync(CHROMIUM)) context.skip()
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ARGS, ...WITH_BACK })

/** A browser that keeps its profile in this folder, as people's browsers do. */
export const openProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, args: ARGS, ...WITH_BACK })

/** Somebody at the page in a browser. */
export interface BrowserVisitor extends Answering {
  readonly page: Page
  readonly context: BrowserContext
  /** Every address that the browser asked for, in order. */
  readonly asked: readonly string[]
  press(name: string): Promise<void>
  /** Does something that is answered by a POST, and waits until the answer is on the screen. */
  answered(act: () => Promise<unknown>): Promise<void>
  text(): Promise<string>
  close(): Promise<void>
}

/** Comes to Haven in a fresh browser session, on a phone unless the options say otherwise. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<BrowserVisitor> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...options })
  return visitIn(context, address, options.javaScriptEnabled !== false)
}

/** Comes to Haven standing at a step of the burglary: what came before was answered without a browser, in no time. */
export async function visitAt(
  browser: Browser,
  address: string,
  at: string,
  options: BrowserContextOptions = {},
): Promise<BrowserVisitor> {
  const before = formVisitor({ address })
  await before.open()
  await walkTo(before, at)
  const [name, value] = before.cookie()!.split('=') as [string, string]
  const where = { domain: new URL(address).hostname, path: '/', expires: -1, secure: false }
  const cookies = [{ name, value, ...where, httpOnly: true, sameSite: 'Strict' as const }]
  return visit(browser, address, { ...options, storageState: { cookies, origins: [] } })
}

/** Comes to Haven in a session that is there already. */
export async function visitIn(
  context: BrowserContext,
  address: string,
  hasScripts = true,
): Promise<BrowserVisitor> {
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  await page.goto(address)

  async function answered(act: () => Promise<unknown>): Promise<void> {
    const post = page.waitForResponse((response) => response.request().method() === 'POST')
    const loaded = hasScripts ? undefined : page.waitForEvent('load')
    await act()
    await post
    await loaded
    if (hasScripts) await page.waitForSelector('#m:not([aria-busy])')
  }
  const carryOn = (): Promise<void> => answered(() => page.click('[name=go][value=on]'))
  return {
    page,
    context,
    asked,
    answered,
    async choose(ids) {
      const isMany = (await page.locator(`[name=c][value="${ids[0]}"]`).count()) > 0
      if (!isMany) return answered(() => page.click(`[name=o][value="${ids[0]}"]`))
      for (const id of ids) await page.check(`[name=c][value="${id}"]`)
      return carryOn()
    },
    async type(text) {
      await page.fill('#a', text)
      await carryOn()
    },
    press: (name) => answered(() => page.click(`[name=go][value=${name}]`)),
    text: () => page.innerText('body'),
    close: () => context.close(),
  }
}
