import { expect } from 'chai'
import type { Route } from 'playwright-core'
import { besideHaven } from './beside-haven.ts'
import { TYPED } from './burglary.ts'
import { visit, visitAt } from './in-browser.ts'

describe('In a browser, on a bad line, the page', function () {
  this.timeout(60_000)
  const place = besideHaven()

  /** Sends each POST as it should be; of the first `lost`, the line drops before or after the server took it. */
  const dropping = (lost: number, isTaken: boolean) => {
    const posts: string[] = []
    const route = async (one: Route): Promise<void> => {
      if (one.request().method() !== 'POST') return one.continue()
      posts.push(one.request().postData() ?? '')
      if (posts.length > lost) return one.continue()
      if (isTaken) await one.fetch()
      await one.abort('connectionreset')
    }
    return { posts, route }
  }

  for (const isTaken of [true, false]) {
    it(`takes an answer once when the line drops ${isTaken ? 'after it was taken' : 'before it came'}`, async () => {
      const visitor = await visitAt(place.browser, place.haven.address, 'happened/what')
      const version = Number(await visitor.page.inputValue('[name=v]'))
      const { posts, route } = dropping(2, isTaken)
      await visitor.page.route('**/', route)
      await visitor.page.fill('#a', TYPED.happened)
      await visitor.page.click('[name=go][value=on]')
      await visitor.page.waitForSelector(`[name=v][value="${version + 1}"]`, { state: 'attached' })
      expect(posts).to.deep.equal([posts[0], posts[0], posts[0]])
      expect(await visitor.page.inputValue('[name=v]')).to.equal(String(version + 1))
      expect(await visitor.text()).to.include('A break-in')
      expect(await visitor.page.isHidden('#w')).to.equal(true)
      await visitor.close()
    })
  }

  it('says that the line is lost when it stays lost, and keeps what was typed', async () => {
    const visitor = await visitAt(place.browser, place.haven.address, 'happened/what')
    const { posts, route } = dropping(99, false)
    await visitor.page.route('**/', route)
    await visitor.page.fill('#a', TYPED.happened)
    await visitor.page.click('[name=go][value=on]')
    await visitor.page.waitForSelector('#w:focus')
    expect(posts).to.have.length(3)
    expect(await visitor.page.inputValue('#a')).to.equal(TYPED.happened)
    await visitor.close()
  })

  it('is answered by the browser itself when a script fails half way', async () => {
    const visitor = await visit(place.browser, place.haven.address)
    await visitor.page.evaluate("window.fetch = () => Promise.resolve(new Response('half of an answer'))")
    await visitor.page.click('[name=o][value=nobody]')
    await visitor.page.waitForSelector('[name=v][value="1"]', { state: 'attached' })
    expect(await visitor.text()).to.include('in danger')
    await visitor.close()
  })
})
