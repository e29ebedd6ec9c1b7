import { expect } from 'chai'
import { besideElsewhere } from './beside-elsewhere.ts'
import { visitAt } from './in-browser.ts'
import { cookiesLeft, left, seenInHistory, shownTo } from './leaving.ts'

const FIRST_QUESTION = 'Can anyone else see this screen?'

describe('The hidden word, in a browser that brings pages back from memory,', function () {
  this.timeout(60_000)
  const place = besideElsewhere()

  for (const [hasScripts, how] of [
    [true, 'with scripts'],
    [false, 'without scripts'],
  ] as const)
    for (const [at, box, word] of [
      ['referral/name', 'a line', 'weather'],
      ['happened/what', 'a box of several lines', ' Tywydd. '],
    ] as const) {
      it(`leaves from ${box}, ${how}, leaves nothing for Back, and is forgotten`, async () => {
        const visitor = await visitAt(place.browser, place.haven.address, at, {
          javaScriptEnabled: hasScripts,
        })
        const { page, context } = visitor
        const [cookie] = await context.cookies()
        const posted: string[] = []
        context.on('request', (one) => {
          if (one.method() === 'POST') posted.push(`${one.url()} ${one.postData() ?? ''}`)
        })
        await page.fill('#a', word)
        await left(visitor, place.elsewhere.exit, () => page.click('[name=go][value=on]'))
        expect(place.elsewhere.referrers.at(-1)).to.equal(undefined)
        expect(await seenInHistory(visitor)).to.deep.equal([])
        expect(await cookiesLeft(context)).to.deep.equal([])
        expect(await shownTo(`s=${cookie!.value}`, place.haven.address)).to.include(FIRST_QUESTION)
        // With scripts it is never sent; what is sent is that somebody left.
        const isSent = posted.some((one) => /weather|tywydd/i.test(one))
        expect(isSent, posted.join()).to.equal(!hasScripts)
        await visitor.close()
      })
    }

  it('hides everything in the same moment, before anything is sent', async () => {
    const visitor = await visitAt(place.browser, place.haven.address, 'referral/name')
    await visitor.page.fill('#a', 'weather')
    place.elsewhere.hold()
    const after = await visitor.page.evaluate(`(() => {
      document.querySelector('[name=go][value=on]').click()
      return [getComputedStyle(document.body).display, document.title.trim(), document.getElementById('m').innerHTML]
    })()`)
    place.elsewhere.answer()
    expect(after).to.deep.equal(['none', '', ''])
    await visitor.page.waitForURL(place.elsewhere.exit)
    await visitor.close()
  })

  it('does nothing inside what somebody writes, nor when another word is like it', async () => {
    const visitor = await visitAt(place.browser, place.haven.address, 'happened/what')
    await visitor.type('he hit me and the weather was bad')
    expect(await visitor.text()).to.not.include('Sunny')
    expect(visitor.page.url()).to.include(place.haven.address)
    await visitor.close()
  })

  it('cannot be read in the page or its script once the first screen is gone', async () => {
    const visitor = await visitAt(place.browser, place.haven.address, 'referral/name')
    const script = await (await fetch(`${place.haven.address}/script.js`)).text()
    expect(script).to.match(/HIDDEN = \[\d{6,}/)
    expect((await visitor.page.content()).replaceAll(place.elsewhere.exit, '') + script).to.not.match(
      /weather|tywydd/i,
    )
    await visitor.close()
  })

  it('leaves also when the script that knows it never came', async () => {
    const visitor = await visitAt(place.browser, place.haven.address, 'who/who')
    await visitor.context.route('**/script.js', (route) => route.abort())
    await visitor.page.goto(place.haven.address)
    const posts = visitor.page.waitForResponse((answer) => answer.request().method() === 'POST')
    await visitor.page.click('[name=o][value=me]')
    await posts
    await visitor.page.waitForSelector('[name=o][value="18-plus"]')
    await visitor.page.click('[name=o][value="18-plus"]')
    await visitor.page.waitForSelector('#a')
    await visitor.page.fill('#a', 'weather')
    await left(visitor, place.elsewhere.exit, (page) => page.click('[name=go][value=on]'))
    expect(await cookiesLeft(visitor.context)).to.deep.equal([])
    await visitor.close()
  })
})
