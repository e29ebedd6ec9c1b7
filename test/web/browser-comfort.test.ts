import { expect } from 'chai'
import { besideHaven } from './beside-haven.ts'
import { TYPED } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'
import { visit, visitAt } from './in-browser.ts'

describe('What makes the page easier, in a browser:', function () {
  this.timeout(60_000)
  const place = besideHaven()

  for (const hasScripts of [true, false]) {
    it(`any answer is changed from the list, ${hasScripts ? 'with' : 'without'} scripts`, async () => {
      const options = { javaScriptEnabled: hasScripts }
      const visitor = await visitAt(place.browser, place.haven.address, 'services/offer', options)
      await visitor.press('answers')
      const text = await visitor.text()
      expect(text).to.include('Where help is wanted').and.include(TYPED.place)
      expect(text).to.not.include('quillfeather').and.not.include('Is this private')
      await visitor.choose(['where/ask'])
      await visitor.type('CW1')
      await visitor.choose(['yes'])
      expect(await visitor.text())
        .to.include('Shall we pass your details on')
        .and.include('Cheshire')
      await visitor.close()
    })

    it(`a code opens what was said in another browser, ${hasScripts ? 'with' : 'without'} scripts`, async () => {
      const options = { javaScriptEnabled: hasScripts }
      const visitor = await visitAt(place.browser, place.haven.address, 'happened/ongoing', options)
      await visitor.press('help')
      await visitor.choose(['later'])
      await visitor.choose(['yes'])
      const code = await visitor.page.innerText('.k')
      await visitor.choose(['stop-here'])
      expect(await visitor.text())
        .to.include('Your code still opens it')
        .and.not.include(code)
      expect(await visitor.context.cookies()).to.deep.equal([])
      const other = await visit(place.browser, place.haven.address, options)
      await other.choose(['look-up'])
      await other.type(code)
      expect(await other.text())
        .to.include('You can carry on')
        .and.not.match(/break-in|burglary/i)
      await other.choose(['nobody'])
      await other.choose(['no'])
      expect(await other.text()).to.include('still going on')
      expect(other.asked.filter((url) => url.includes(code.split(' ')[0]!))).to.deep.equal([])
      await other.close()
      await visitor.close()
    })
  }

  it('about how many questions there are is said from the second question on, and read with the question', async () => {
    const visitor = formVisitor({ address: place.haven.address })
    await visitor.open()
    expect(visitor.screen().html).to.not.include('id="r"')
    await visitor.choose(['nobody'])
    expect(visitor.screen().html).to.not.include('id="r"')
    await visitor.choose(['no'])
    expect(visitor.screen().text).to.match(/About \d+ more questions/)
    expect(visitor.screen().html).to.match(/<h1 tabindex="-1" id="q" aria-describedby="r">/)
    await visitor.press('help')
    expect(visitor.screen().html).to.not.include('id="r"')
  })
})
