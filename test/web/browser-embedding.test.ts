import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { frameSnippet, linkSnippet } from '../../src/web/snippets.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { asConversation } from './conversing.ts'
import { startElsewhere } from './elsewhere.ts'
import type { Elsewhere } from './elsewhere.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'
import { cookiesLeft, goBack, THREE_SHIFTS } from './leaving.ts'

/** A commissioner's page, at an origin of its own and another site than Haven's: 127.0.0.1 beside localhost. */
async function startSite(
  bodies: () => Readonly<Record<string, string>>,
): Promise<{ server: Server; origin: string }> {
  const server = createServer((req, res) => {
    res.setHeader('content-type', 'text/html')
    res.end(
      `<!DOCTYPE html><title>Commissioner</title><h1>Commissioner</h1>${bodies()[req.url ?? '/'] ?? ''}`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('In a frame of a commissioner, in a browser, the page', function () {
  this.timeout(60_000)
  let elsewhere: Elsewhere
  let haven: RunningHaven
  let browser: Browser
  let site: Awaited<ReturnType<typeof startSite>>
  let stranger: Awaited<ReturnType<typeof startSite>>

  before(async function () {
    skipWithoutBrowser(this)
    elsewhere = await startElsewhere()
    let bodies: Readonly<Record<string, string>> = {}
    site = await startSite(() => bodies)
    stranger = await startSite(() => bodies)
    appendFileSync(
      join(elsewhere.deployment, 'areas', 'staffordshire', 'area.yaml'),
      `\nframed_by: [${site.origin}]\n`,
    )
    haven = await startHaven({ HAVEN_DEPLOYMENT: elsewhere.deployment })
    const at = { publicUrl: haven.address, exit: elsewhere.exit, language: 'en' } as const
    const words = { link: 'Get help', frame: 'Help' }
    bodies = {
      '/link': linkSnippet(at, words),
      '/frame': frameSnippet(at, words),
      '/': `<script>addEventListener('pageshow', (event) => { document.title = 'persisted ' + event.persisted })</script>`,
    }
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await haven?.stop()
    for (const { server } of [site, stranger].filter(Boolean)) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    await elsewhere?.stop()
  })

  const frameOf = async (page: Page): Promise<Frame> =>
    (await (await page.waitForSelector('iframe')).contentFrame())!

  async function come(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 900, height: 800 }, ...options })
    const page = await context.newPage()
    await page.goto(site.origin)
    await page.goto(site.origin + path)
    return page
  }

  /** As far as the second answer in the frame, which shows that the cookie travels. */
  async function talking(page: Page): Promise<Frame> {
    const frame = await frameOf(page)
    await frame.click('[name=o][value=nobody]')
    await frame.click('[name=o][value=no]')
    await frame.waitForSelector('[name=o][value=me]')
    return frame
  }

  it('opens from a link as a page of its own, which is not told where somebody came from', async () => {
    const page = await come('/link')
    await page.click('a')
    await page.waitForSelector('[name=o][value=nobody]')
    expect(page.url()).to.equal(`${haven.address}/`)
    expect(await page.evaluate('document.referrer')).to.equal('')
    await page.context().close()
  })

  for (const hasScripts of [true, false])
    it(`keeps a conversation ${hasScripts ? 'with' : 'without'} scripts, in a cookie that is seen nowhere else`, async () => {
      const page = await come('/frame', { javaScriptEnabled: hasScripts })
      await talking(page)
      const cookies = await page.context().cookies()
      expect(
        cookies.map(({ name, sameSite, secure, httpOnly, expires }) => ({
          name,
          sameSite,
          secure,
          httpOnly,
          expires,
        })),
      ).to.deep.equal([{ name: 'p', sameSite: 'None', secure: true, httpOnly: true, expires: -1 }])
      const alone = await page.context().newPage()
      await alone.goto(haven.address)
      expect(await alone.innerText('body')).to.include('Can anyone else see this screen?')
      await page.context().close()
    })

  for (const hasScripts of [true, false])
    it(`can be a conversation there ${hasScripts ? 'with' : 'without'} scripts, which goes with the whole page`, async () => {
      const page = await come('/frame', { javaScriptEnabled: hasScripts })
      const frame = await talking(page)
      await asConversation(frame)
      await frame.click('[name=o][value=me]')
      await frame.waitForSelector('[name=o][value="18-plus"]')
      expect(await frame.innerText('#g')).to.match(/Who this is about\s+You: Me/)
      await frame.click('#x')
      if (hasScripts) await page.waitForURL(elsewhere.exit, { waitUntil: 'commit' })
      else expect(await frame.waitForSelector('a[target=_top]')).to.not.equal(null)
      await page.goto(`${site.origin}/frame`)
      expect(await (await frameOf(page)).innerText('body'))
        .to.include('Can anyone else see this screen?')
        .and.not.include('You: Me')
      await page.context().close()
    })

  it('is refused to the frame of a site that is not named', async () => {
    const page = await come('/frame')
    await page.goto(`${stranger.origin}/frame`)
    await page.waitForTimeout(300)
    const inside = await (
      await frameOf(page)
    )
      .locator('[name=o]')
      .count()
      .catch(() => 0)
    expect(inside).to.equal(0)
    await page.context().close()
  })

  it('says exactly the named sites in its policy, and only to a frame', async () => {
    const asked = async (dest?: string) => {
      const { headers } = await fetch(
        haven.address,
        dest === undefined ? {} : { headers: { 'sec-fetch-dest': dest } },
      )
      return [
        headers.get('content-security-policy')!.split('frame-ancestors ')[1],
        headers.get('x-frame-options'),
      ]
    }
    // What asks for a page by itself, or says nothing, gets the strict answer.
    expect(await asked()).to.deep.equal(["'none'", 'DENY'])
    expect(await asked('document')).to.deep.equal(["'none'", 'DENY'])
    expect(await asked('iframe')).to.deep.equal([site.origin, null])
  })

  it('takes no answer in a frame from a browser that does not say which site asks', async () => {
    const body = new URLSearchParams({ v: '0', l: 'en', f: '1', o: 'nobody' })
    const post = (headers: Record<string, string>) =>
      fetch(haven.address, { method: 'POST', body, headers, redirect: 'manual' })
    expect((await post({})).status).to.equal(403)
    const taken = await post({ 'sec-fetch-site': 'same-origin' })
    expect(taken.headers.getSetCookie()[0]).to.match(
      /^p=[\w-]{24}; Path=\/; HttpOnly; SameSite=None; Partitioned; Secure$/,
    )
  })

  const ways: readonly (readonly [string, (page: Page, frame: Frame) => Promise<unknown>])[] = [
    ['by the button in the frame', (_page, frame) => frame.click('#x')],
    ['by Shift in the frame', (page, frame) => frame.click('h1').then(() => THREE_SHIFTS(page))],
    ['by Shift in the page around it', (page) => page.click('h1').then(() => THREE_SHIFTS(page))],
  ]
  for (const [how, leave] of ways)
    it(`leaves ${how}: the whole page goes, is forgotten, and Back does not show it`, async () => {
      const page = await come('/frame')
      const frame = await talking(page)
      await Promise.all([page.waitForURL(elsewhere.exit, { waitUntil: 'commit' }), leave(page, frame)])
      expect(await cookiesLeft(page.context())).to.deep.equal([])
      await goBack(page)
      expect(page.url()).to.equal(`${site.origin}/`)
      await page.goto(`${site.origin}/frame`)
      expect(await (await frameOf(page)).innerText('body')).to.include('Can anyone else see this screen?')
      await page.context().close()
    })

  it('leaves without scripts by two presses: the first takes everything away and forgets', async () => {
    const page = await come('/frame', { javaScriptEnabled: false })
    const frame = await talking(page)
    await frame.click('#x')
    await frame.waitForSelector('a[target=_top]')
    expect(await frame.innerText('body')).to.equal('Leave now')
    expect(await page.context().cookies()).to.deep.equal([])
    await Promise.all([page.waitForURL(elsewhere.exit), frame.click('a[target=_top]')])
    await page.context().close()
  })

  it('leaves without scripts by the hidden word, which shows the same', async () => {
    const page = await come('/frame', { javaScriptEnabled: false })
    const frame = await talking(page)
    await frame.click('[name=o][value=me]')
    await frame.click('[name=o][value="18-plus"]')
    await frame.fill('#a', 'weather')
    await frame.click('[name=go][value=on]')
    await frame.waitForSelector('a[target=_top]')
    expect(await page.context().cookies()).to.deep.equal([])
    await page.context().close()
  })

  it('is run around by no script but the one whose digest the page names', async () => {
    const page = await come('/frame')
    const [, integrity] = /integrity="([^"]+)"/.exec(await page.content())!
    expect(integrity).to.match(/^sha384-/)
    const broken = page.waitForEvent('console', (message) => message.text().includes('integrity'))
    await page.setContent(
      `<script src="${haven.address}/embed.js" integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous"></script>`,
    )
    expect((await broken).type()).to.equal('error')
    await page.context().close()
  })
})
