import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { besideElsewhere } from './beside-elsewhere.ts'
import { conversingAt } from './conversing.ts'
import type { BrowserVisitor } from './in-browser.ts'
import { all, canariesOn, DRAFT, goBack, left, seenInHistory, shownTo, THREE_SHIFTS } from './leaving.ts'

const MINUTE = 60 * 1000
const FIRST_QUESTION = 'Can anyone else see this screen?'

describe('Leaving the page as a conversation, in a browser that brings pages back from memory,', function () {
  this.timeout(60_000)
  const place = besideElsewhere()

  /** Stands where the name is asked, below all that was said, and has written into the box. */
  async function talking(hasScripts = true): Promise<BrowserVisitor> {
    const options = { javaScriptEnabled: hasScripts }
    const visitor = await conversingAt(place.browser, place.haven.address, 'referral/name', options)
    await visitor.page.fill('#a', DRAFT)
    return visitor
  }
  const nothingIsLeft = async (visitor: BrowserVisitor, cookie: string): Promise<void> => {
    expect(await seenInHistory(visitor)).to.deep.equal([])
    expect(await shownTo(`s=${cookie}`, place.haven.address))
      .to.include(FIRST_QUESTION)
      .and.not.include('role="log"')
  }

  it('is proved by what stands there before it, also when Back brings it', async () => {
    const visitor = await talking()
    expect(await canariesOn(visitor.page)).to.include.members([DRAFT, 'Who this is about', 'ST16 2AB'])
    await visitor.page.goto(place.elsewhere.control)
    await goBack(visitor.page)
    await visitor.page.waitForSelector('#a')
    expect(await canariesOn(visitor.page)).to.include('ST16 2AB')
    await visitor.close()
  })

  const ways: readonly (readonly [string, boolean, (page: Page) => Promise<unknown>])[] = [
    ['by the button', true, (page) => page.click('#x')],
    ['by the button, without scripts', false, (page) => page.click('#x')],
    ['by Shift three times', true, (page) => page.focus('#a').then(() => THREE_SHIFTS(page))],
    ['by the hidden word', true, (page) => word(page)],
    ['by the hidden word, without scripts', false, (page) => word(page)],
  ]
  const word = async (page: Page): Promise<void> => {
    await page.fill('#a', 'weather')
    await page.click('[name=go][value=on]')
  }
  for (const [how, hasScripts, leave] of ways)
    it(`${how}, leaves nothing of what was said, and nothing for Back`, async () => {
      const visitor = await talking(hasScripts)
      const [cookie] = await visitor.context.cookies()
      await left(visitor, place.elsewhere.exit, leave)
      await nothingIsLeft(visitor, cookie!.value)
      await visitor.close()
    })

  it('takes all of it out of the page in the same moment, even when where it leads never answers', async () => {
    const visitor = await talking()
    place.elsewhere.hold()
    const after = await visitor.page.evaluate(`(() => {
      document.getElementById('x').click()
      return [getComputedStyle(document.body).display, document.getElementById('m').innerHTML, document.querySelectorAll('[role=log], bdi').length]
    })()`)
    place.elsewhere.answer()
    expect(after).to.deep.equal(['none', '', 0])
    await visitor.page.waitForURL(place.elsewhere.exit)
    await visitor.close()
  })

  it('by the last answer, shows nothing that was said beside the goodbye', async () => {
    const visitor = await talking()
    await visitor.press('help')
    await visitor.choose(['stop'])
    const shown = await all(visitor.page)
    expect(shown).to.not.include('role="log"').and.not.include('ST16 2AB')
    await visitor.page.goto(place.elsewhere.control)
    expect(await seenInHistory(visitor)).to.deep.equal([])
    await visitor.close()
  })

  it('is empty when nobody was there for an hour, and Back shows nothing', async () => {
    const visitor = await talking()
    const { page, context } = visitor
    const [cookie] = await context.cookies()
    await page.clock.install()
    await page.reload()
    await page.clock.fastForward(59 * MINUTE)
    const loaded = page.waitForEvent('load')
    await page.clock.fastForward(1.1 * MINUTE)
    await loaded
    await page.waitForSelector('[value=look-up]')
    expect(await canariesOn(page)).to.deep.equal([])
    await nothingIsLeft(visitor, cookie!.value)
    await visitor.close()
  })
})
