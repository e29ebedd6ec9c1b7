import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { deploymentWith } from '../../src/tools/bench/page/deployment.ts'
import { isWebChatHere, serveSite, type Site } from '../../src/tools/bench/page/web-chat-page.ts'
import { startHaven, type RunningHaven } from '../support/server.ts'
import { openBrowser, skipWithoutBrowser } from '../web/in-browser.ts'

/** What Web Chat calls the box that a person types into. */
const SEND_BOX = '[data-id="webchat-sendbox-input"], input[type=text], textarea'
/** A bubble of either side. */
const BUBBLE = '[class*="bubble__content"]'
/** Longer than a busy machine takes for one answer, in milliseconds. */
const PATIENCE = 20_000

/** How somebody at Web Chat answers: by a button or by what they type, and what they then see. */
type Step = readonly [way: 'press' | 'type', what: string, sees: string]

/** The shortest way to a service, by buttons where Web Chat shows any, by numbers and words where it shows none. */
const TO_A_SERVICE: readonly Step[] = [
  ['type', '4', 'danger right now'],
  ['press', 'No', 'Which of these is closest?'],
  ['type', '6', 'Where do you want help?'],
  ['type', 'colchester', 'Colchester'],
  ['press', 'Yes', '0808 178 1694'],
]
const IN_DANGER: readonly Step[] = [
  ['type', '1', 'danger right now'],
  ['type', 'he is going to kill me', '55'],
]

describe('The real Web Chat on another site', function () {
  this.timeout(120_000)
  let browser: Browser
  let site: Site
  let haven: RunningHaven
  let folder = ''

  before(async function () {
    skipWithoutBrowser(this)
    if (!isWebChatHere()) {
      console.log('      skipped: these need Web Chat. Install it with npm ci --prefix proof')
      this.skip()
    }
    site = await serveSite()
    folder = deploymentWith([site.origin])
    haven = await startHaven({ HAVEN_DEPLOYMENT: folder })
    site.haven = haven.address
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await haven?.stop()
    site?.stop()
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  async function visit(query = ''): Promise<{ readonly page: Page; readonly wrong: string[] }> {
    const page = await browser.newPage({ viewport: { width: 400, height: 700 } })
    page.setDefaultTimeout(PATIENCE)
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    await page.goto(site.page('full') + query)
    await seen(page, 'Can anyone else see this screen?')
    return { page, wrong }
  }
  const seen = (page: Page, text: string): Promise<unknown> =>
    page.locator(BUBBLE, { hasText: text }).last().waitFor({ timeout: PATIENCE })

  async function walk(page: Page, steps: readonly Step[]): Promise<void> {
    for (const [way, what, sees] of steps) {
      if (way === 'press') await page.locator('.webchat__suggested-action', { hasText: what }).first().click()
      else {
        await page.locator(SEND_BOX).first().fill(what)
        await page.keyboard.press('Enter')
      }
      await seen(page, sees)
    }
  }

  for (const [way, query] of [
    ['by a stream', ''],
    ['by asking again and again', '?poll'],
  ] as const) {
    it(`leads to a service with its number, by buttons and by what is typed, ${way}`, async () => {
      const { page, wrong } = await visit(query)
      await walk(page, TO_A_SERVICE)
      // Every message was taken: none is marked as waiting or failed.
      expect(await page.getByText(/send failed/i).count()).to.equal(0)
      expect(wrong).to.deep.equal([])
      await page.close()
    })
  }

  it('shows whom to ring before anything else when somebody types that they are in danger', async () => {
    const { page } = await visit()
    await walk(page, IN_DANGER)
    await page.close()
  })

  it('says goodbye to who leaves, and takes nothing after that', async () => {
    const { page } = await visit()
    await walk(page, [
      ['type', '1', 'danger right now'],
      ['type', 'leave', 'leave'],
    ])
    const token = await page.evaluate(
      async (base) => (await fetch(`${base}/v3/directline/tokens/generate`, { method: 'POST' })).status,
      haven.address,
    )
    expect(token).to.equal(200)
    await page.locator(SEND_BOX).first().fill('hello again')
    await page.keyboard.press('Enter')
    await page
      .getByText(/failed|unable|not/i)
      .first()
      .waitFor()
    await page.close()
  })

  it('is let in from its own site alone', async () => {
    const { page } = await visit()
    const other = await browser.newPage()
    await other.goto(site.page('full').replace('127.0.0.1', 'localhost'))
    const refused = await other.evaluate(
      (base) =>
        fetch(`${base}/v3/directline/tokens/generate`, { method: 'POST' }).then(
          ({ status }) => String(status),
          () => 'hidden by the browser',
        ),
      haven.address,
    )
    expect(refused).to.equal('hidden by the browser')
    await other.close()
    await page.close()
  })

  it('has few faults of its own for axe, which are said here and not judged', async () => {
    const { page } = await visit()
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
    await page.evaluate(readFileSync(axe, 'utf8'))
    const found = await page.evaluate(async () => {
      const { axe: run } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> }
      }
      return (await run.run()).violations.map(({ id, nodes }) => `${id} (${nodes.length})`)
    })
    console.log(`      axe on Web Chat: ${found.join(', ') || 'nothing'}`)
    expect(found).to.be.an('array')
    await page.close()
  })
})
