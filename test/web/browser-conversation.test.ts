import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { besideHaven } from './beside-haven.ts'
import { TYPED, walkTo } from './burglary.ts'
import { asConversation, conversingAt, listen, readOut } from './conversing.ts'
import { visit } from './in-browser.ts'

describe('The page as a conversation, in a browser,', function () {
  this.timeout(60_000)
  const place = besideHaven()

  const entries = (page: Page): Promise<readonly string[]> => page.locator('#g > *').allInnerTexts()
  /** Where the focus is, whether what is asked is in sight, and how often there is a heading. */
  const standing = (page: Page): Promise<string> =>
    page.evaluate(`(() => {
      const { activeElement: at } = document
      const { top, bottom } = at.getBoundingClientRect()
      const isSeen = top >= document.querySelector('.t').getBoundingClientRect().bottom - 1 && top < innerHeight
      return [at.id, isSeen ? 'in sight' : 'at ' + top, document.querySelectorAll('h1').length].join(', ')
    })()`)

  /** Where it says, once, that this is a demonstration. */
  const demonstration = (page: Page): Promise<string> =>
    page.evaluate(`(() => {
      const [one, ...more] = [...document.querySelectorAll('p')].filter((each) => each.textContent.startsWith('This is a demonstration'))
      const { top, bottom } = one.getBoundingClientRect()
      const isSeen = top >= document.querySelector('.t').getBoundingClientRect().bottom - 1 && bottom < innerHeight
      return isSeen && more.length === 0 ? 'in sight' : 'at ' + top + ' and ' + more.length
    })()`)

  /** How the page moved to the question since `listen`, each way once. */
  const moves = (page: Page): Promise<readonly string[]> => page.evaluate('[...new Set(window.moves)]')

  it('reads out each answer once, as it comes, and puts the focus on what is new, in sight and without a movement', async () => {
    const { page, ...visitor } = await visit(place.browser, place.haven.address, { reducedMotion: 'reduce' })
    await asConversation(page)
    // The log stays where it is: one that is made anew is not read out.
    await page.evaluate(`document.getElementById('g').dataset.same = 'yes'`)
    await listen(page)
    const heard: string[] = []
    const stood = new Set<string>()
    let count = 0
    await walkTo(visitor, 'where/confirm', async (at) => {
      if (at === 'start/screen') return
      const read = await readOut(page)
      heard.push(...read)
      const now = (await entries(page)).length
      expect(now - count, at).to.equal(read.length)
      count = now
      stood.add(await standing(page))
    })
    expect(heard.slice(0, 2)).to.deep.equal(['Who this is aboutYou: Me', 'AgeYou: 18 or over'])
    expect(heard.length).to.be.greaterThan(5)
    expect(new Set(heard).size).to.equal(heard.length)
    expect([...stood].sort()).to.deep.equal(['q, in sight, 1', 'y, in sight, 1'])
    expect(await page.getAttribute('#g', 'data-same')).to.equal('yes')
    expect(await demonstration(page)).to.equal('in sight')
    expect(await moves(page)).to.deep.equal(['auto'])
    await visitor.close()
  })

  it('takes away what is no longer true, reads out what is new, and not what only comes back', async () => {
    const visitor = await conversingAt(place.browser, place.haven.address, 'where/ask')
    const { page } = visitor
    const before = await entries(page)
    await listen(page)
    await visitor.press('answers')
    await visitor.answered(() => page.click('[name=o][value="who/who"]'))
    expect(await entries(page)).to.deep.equal([])
    await visitor.choose(['me'])
    expect(await entries(page)).to.deep.equal(before)
    expect(await readOut(page)).to.deep.equal([])
    await visitor.press('answers')
    await visitor.answered(() => page.click('[name=o][value="happened/because"]'))
    await visitor.choose(['not-sure'])
    expect(await readOut(page)).to.deep.equal(['Done out of hateYou: I am not sure'])
    expect(await moves(page)).to.deep.equal(['smooth'])
    await visitor.close()
  })

  it('says what is wrong as an alert, once, with what was typed still there', async () => {
    const visitor = await conversingAt(place.browser, place.haven.address, 'contact/phone')
    const { page } = visitor
    await listen(page)
    await visitor.type('0770')
    expect(await readOut(page)).to.have.length(1)
    expect(await standing(page)).to.equal('note, in sight, 1')
    expect(await page.inputValue('#a')).to.equal('0770')
    await visitor.close()
  })

  it('stands aside for 999, in sight, and then goes on without reading all of it again', async () => {
    const visitor = await conversingAt(place.browser, place.haven.address, 'referral/name')
    const { page } = visitor
    const before = await entries(page)
    await listen(page)
    await visitor.type('he is outside and he is going to kill me')
    expect(await page.locator('#g').count()).to.equal(0)
    const number = await page.locator('.c a[href="tel:999"]').first().boundingBox()
    expect(number!.y + number!.height).to.be.below(640)
    await visitor.choose(['carry-on'])
    expect(await entries(page)).to.deep.equal(before)
    expect(await readOut(page)).to.deep.equal([])
    await visitor.close()
  })

  it('stays after a reload, and keeps what stands in the box when it changes; the question is in sight', async () => {
    const visitor = await conversingAt(place.browser, place.haven.address, 'referral/name')
    const { page } = visitor
    const before = await entries(page)
    await page.reload()
    expect(await entries(page)).to.deep.equal(before)
    expect((await page.locator('h1').boundingBox())!.y).to.be.within(50, 600)
    await page.fill('#a', TYPED.name)
    await page.click('[name=as][value=question]')
    await page.waitForSelector('[name=as][value=conversation]')
    expect(await page.inputValue('#a')).to.equal(TYPED.name)
    await asConversation(page)
    expect(await page.inputValue('#a')).to.equal(TYPED.name)
    // The whole page came anew, and its script comes after it.
    await page.waitForFunction(`document.activeElement.id === 'q'`)
    expect(await standing(page)).to.equal('q, in sight, 1')
    expect(page.url()).to.equal(`${place.haven.address}/`)
    await visitor.close()
  })

  it('can be used with keys alone: chosen, answered, and undone', async () => {
    const visitor = await visit(place.browser, place.haven.address)
    const { page } = visitor
    const press = async (selector: string): Promise<void> => {
      for (let count = 0; count < 40; count += 1) {
        await page.keyboard.press('Tab')
        const found = `(({ activeElement: at }) => at.matches('${selector}') && getComputedStyle(at).outlineStyle)(document)`
        const outline = await page.evaluate(found)
        if (outline === false) continue
        expect(outline).to.not.equal('none')
        return page.keyboard.press('Enter')
      }
      throw new Error(`the keyboard does not reach ${selector}`)
    }
    await press('[name=as]')
    await page.waitForSelector('#g', { state: 'attached' })
    for (const option of ['nobody', 'no', 'me']) await visitor.answered(() => press(`[value="${option}"]`))
    expect(await entries(page)).to.have.length(1)
    await press('[name=as]')
    await page.waitForSelector('[name=as][value=conversation]')
    expect(await page.locator('#g').count()).to.equal(0)
    await visitor.close()
  })

  it('works without scripts, and shows the question and not the top', async () => {
    const visitor = await conversingAt(place.browser, place.haven.address, 'happened/ongoing', {
      javaScriptEnabled: false,
    })
    const { page } = visitor
    await visitor.choose(['no'])
    expect(await entries(page)).to.have.length(5)
    expect(await demonstration(page)).to.equal('in sight')
    const top = await page.locator('h1').boundingBox()
    expect(top!.y).to.be.within(0, 500)
    await visitor.close()
  })
})
