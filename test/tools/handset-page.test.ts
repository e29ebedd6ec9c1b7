import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { ROOT } from '../../src/content.ts'
import { phones } from '../../src/tools/handset/phones.ts'
import type { Demonstration } from '../../src/tools/handset/demonstration.ts'
import { serveHandset } from '../../src/tools/handset/page-server.ts'
import { openBrowser, skipWithoutBrowser } from '../web/in-browser.ts'
import { findings, tooSmall, tooWide } from '../web/looks.ts'

/** A carrier that answers every text at once with the same words, and a clock that only counts. */
function aDemonstration() {
  const shown = phones()
  const airs: unknown[] = []
  let shifted = 0
  const carrier = {
    phones: shown,
    setAir: (air: unknown) => void airs.push(air),
    send: async (number: string, text: string) => {
      shown.show(number, 'me', text)
      shown.show(number, 'them', `You said: ${text}. ŵ`)
      return [200]
    },
  }
  const demonstration = {
    carrier,
    shift: async (ms: number) => void (shifted += ms),
  } as unknown as Demonstration
  return { demonstration, airs, shifted: () => shifted }
}

describe('The page of the handset', function () {
  this.timeout(60_000)
  let browser: Browser
  let server: Awaited<ReturnType<typeof serveHandset>>
  let behind: ReturnType<typeof aDemonstration>
  before(async function () {
    skipWithoutBrowser(this)
    behind = aDemonstration()
    const html = readFileSync(join(ROOT, 'src', 'tools', 'handset', 'phone.html'), 'utf8')
    server = await serveHandset(behind.demonstration, html, 0)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  async function pageAt(
    width: number,
    height: number,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme })
    await page.goto(server.url)
    return page
  }
  /** Presses Tab until something has the focus. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
    }
    throw new Error(`the keyboard does not reach ${selector}`)
  }

  for (const [width, height] of [
    [360, 640],
    [1280, 800],
    [320, 256],
  ] as const)
    for (const scheme of ['light', 'dark'] as const)
      it(`has nothing that axe finds, fits and can be hit, ${width} wide and ${scheme}`, async () => {
        const page = await pageAt(width, height, scheme)
        await page.fill('#text', 'hello')
        await page.keyboard.press('Enter')
        await page.waitForSelector('li:not(.me)')
        expect([
          ...(await findings(page)),
          ...(await tooWide(page)),
          ...(await tooSmall(page)),
        ]).to.deep.equal([])
        await page.close()
      })

  it('is a phone without a mouse: a text is written, sent and answered, with its segments', async () => {
    const page = await pageAt(360, 740)
    await page.fill('#number', '+44 7700 900777')
    await tabTo(page, '#text')
    await page.keyboard.type('hello')
    await page.waitForFunction(`document.getElementById('count').textContent === '1 segment, GSM-7'`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('li:not(.me)')
    const texts = await page.locator('li').allInnerTexts()
    expect(texts.map((text) => text.replaceAll('\n', ' '))).to.deep.equal([
      'hello Sent, 1 segment, GSM-7',
      'You said: hello. ŵ Received, 1 segment, UCS-2',
    ])
    expect(await page.inputValue('#text')).to.equal('')
    expect(await page.evaluate('document.activeElement.id'), 'one can write on').to.equal('text')
    await page.waitForFunction(
      `document.getElementById('cost').textContent === '1 text to this phone, 1 segment'`,
    )
    await page.close()
  })

  it('makes the air worse and time pass by the keyboard too', async () => {
    const page = await pageAt(1280, 800)
    await tabTo(page, '[data-air=lose]')
    await page.keyboard.press('Space')
    await tabTo(page, '[data-shift="1440"]')
    await page.keyboard.press('Enter')
    await page.waitForFunction(`document.getElementById('shifted').textContent === '24 hours later'`)
    expect(behind.shifted()).to.equal(24 * 60 * 60 * 1000)
    expect(behind.airs).to.deep.equal([{ lose: 1 }])
    await page.close()
  })

  it('takes orders from no other site, and none that make no sense', async () => {
    const order = (body: string, type: string): Promise<Response> =>
      fetch(server.url, { method: 'POST', headers: { 'content-type': type }, body })
    expect((await order('{"do":"shift","minutes":1}', 'text/plain')).status).to.equal(415)
    expect((await order('{"do":"shift","minutes":-1}', 'application/json')).status).to.equal(400)
    expect((await order('{', 'application/json')).status).to.equal(400)
  })
})
