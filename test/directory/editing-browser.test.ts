import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { ROOT } from '../../src/content.ts'
import { openBrowser, skipWithoutBrowser } from '../web/in-browser.ts'
import { anEditingSite, TODAY, type EditingSite } from './an-editing.ts'
import { anotherEditor, firstEditor, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const AXE = join(ROOT, 'node_modules', 'axe-core', 'axe.min.js')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, a line each, with where. The pages allow no script, so it runs as the tools of a developer do. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'))
  return page.evaluate(`axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`)
}

/** What leads to a sideways scroll, tables aside: they scroll in themselves. */
const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const width = document.documentElement.clientWidth
    const wide = [...document.querySelectorAll('main *:not(table *)')]
      .filter((one) => one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().right > width + 1)
    return document.documentElement.scrollWidth > width ? wide.map((one) => one.outerHTML.slice(0, 90)) : []
  })()`)

/** What a finger can hardly hit. Links within a sentence are not meant. */
const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('main button, main select, main textarea, main input:not([type=hidden])')]
    .map((one) => one.closest('label') ?? one)
    .filter((one) => one.getBoundingClientRect().height > 1 && one.getBoundingClientRect().height < 36)
    .map((one) => one.outerHTML.slice(0, 90))`)

describe("In a browser, the editors' pages", function () {
  this.timeout(60_000)
  let site: EditingSite
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let ann: AnEditor

  before(async function () {
    skipWithoutBrowser(this)
    browser = await openBrowser()
  })
  after(() => browser?.close())
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
    context = await signedIn(ann)
    page = await context.newPage()
  })
  afterEach(async () => {
    await context?.close()
    await site?.stop()
  })

  async function signedIn(editor: AnEditor): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const [name = '', value = ''] = editor.cookie.split('=')
    await made.addCookies([{ name, value, url: site.url + EDIT, httpOnly: true, sameSite: 'Strict' }])
    return made
  }
  const go = (path: string) => page.goto(site.url + EDIT + path)

  it('fit 320 pixels and a finger, and axe finds nothing in any of them', async () => {
    const ben = await anotherEditor(site, ann, 'Ben Roe')
    const proposal = await ben.send(`${EDIT}/services/nat-101/edit`, `${EDIT}/services/nat-101/edit`, {
      description: 'New words.',
      do: 'save',
    })
    await ann.send(`${EDIT}/services/sts-glow/edit`, `${EDIT}/services/sts-glow/edit`, {
      description: 'New words.',
      do: 'save',
    })
    const found: string[] = []
    const looked: string[] = []
    const look = async (name: string): Promise<void> => {
      looked.push(name)
      for (const one of await findings(page)) found.push(`${name}: ${one}`)
      for (const one of await tooWide(page)) found.push(`${name} is too wide: ${one}`)
      for (const one of await tooSmall(page)) found.push(`${name} is too small: ${one}`)
    }
    for (const path of [
      '/',
      '/?show=closed',
      '/services/sts-glow',
      '/services/nat-101',
      '/services/sts-glow/edit',
      '/services/sts-glow/history',
      '/services/sts-glow/close',
      '/proposals',
      (proposal.headers.get('location') ?? '').replace(EDIT, ''),
      '/editors',
      '/services/nobody',
    ]) {
      await go(path)
      await look(path)
    }
    await go('/services/sts-glow/edit')
    await page.getByLabel('Phone numbers').fill('0300 303 778')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await look('a form with an error')
    await page.getByLabel('Phone numbers').fill('')
    await page.getByRole('button', { name: 'See it as a person would' }).click()
    await look('a preview')
    await context.clearCookies()
    await go('/')
    await look('signing in')
    expect(looked).to.have.length(14)
    expect(found).to.deep.equal([])
  })

  it('fit 320 pixels and a finger in Welsh too, and axe finds nothing', async () => {
    const cookie = { name: 'directory_lang', value: 'cy', url: site.url + EDIT }
    await context.addCookies([cookie])
    for (const path of ['/', '/services/sts-glow', '/services/sts-glow/edit', '/editors']) {
      await go(path)
      expect(await page.getAttribute('html', 'lang')).to.equal('cy')
      const found = [...(await findings(page)), ...(await tooWide(page)), ...(await tooSmall(page))]
      expect(found, path).to.deep.equal([])
    }
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.getAttribute('html', 'lang')).to.equal('en-GB')
    expect(page.url()).to.equal(`${site.url}${EDIT}/editors`)
  })

  it('let somebody change a record with the keyboard alone', async () => {
    await go('/services/sts-glow')
    await press('button', 'Change the facts')
    const box = page.getByLabel('What it is, in a sentence or two')
    await reach(box)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Typed with the keyboard.')
    const tick = page.getByRole('checkbox', { name: 'I checked this today' })
    await reach(tick)
    await page.keyboard.press('Space')
    await press('button', 'Save')
    await page.waitForURL(/services\/sts-glow$/)
    const { description, info_checked_on } = site.records.record('sts-glow')!.service
    expect({ description, info_checked_on }).to.deep.equal({
      description: 'Typed with the keyboard.',
      info_checked_on: TODAY,
    })
  })

  const hasFocus = async (target: Locator): Promise<boolean> =>
    (await target.and(page.locator(':focus')).count()) === 1

  async function reach(target: Locator): Promise<void> {
    for (let tabs = 0; tabs < 150; tabs += 1) {
      if (await hasFocus(target)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('the keyboard does not get there')
  }

  async function press(role: 'button' | 'link', name: string): Promise<void> {
    await reach(page.getByRole(role, { name, exact: true }))
    await page.keyboard.press('Enter')
    await page.waitForLoadState()
  }

  it('lead from an error to its field', async () => {
    await go('/services/sts-glow/edit')
    await page.getByLabel('E-mail').fill('nobody')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('link', { name: /^E-mail:/ }).click()
    expect(await hasFocus(page.getByLabel('E-mail'))).to.equal(true)
    expect(await page.getByLabel('E-mail').inputValue()).to.equal('nobody')
  })

  it('ask no other host for anything', async () => {
    const asked: string[] = []
    context.on('request', (request) => asked.push(new URL(request.url()).origin))
    for (const path of ['/', '/services/sts-glow', '/services/sts-glow/edit', '/editors']) await go(path)
    expect([...new Set(asked)]).to.deep.equal([site.url])
  })
})
