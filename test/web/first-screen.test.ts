import { expect } from 'chai'
import { openingScreen } from '../../src/conversation/converse.ts'
import { renderDocument } from '../../src/web/document.ts'
import { renderMain } from '../../src/web/render.ts'
import { CONTENT } from '../support/content.ts'
import { inMemory } from '../support/memory.ts'

const { words } = CONTENT
const { setting } = inMemory()

/** What must be said before anybody answers anything, in each language that a conversation can be in. */
const SAID: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /computer programme/,
    /Nobody reads this unless you send it/,
    /It cannot send help/,
    /red button at the top/,
    /Shift three times/,
    /may still show in your history/,
    /Clearing all your history can look odd/,
    /phone bill/,
  ],
  cy: [
    /Rhaglen gyfrifiadurol/,
    /oni bai eich bod chi'n ei anfon/,
    /gallu anfon help/,
    /botwm coch/,
    /Shift dair gwaith/,
    /aros yn eich hanes/,
    /clirio'r hanes i gyd dynnu sylw/,
    /bil ffôn/,
  ],
}

describe('The first screen', () => {
  it('is known in every language that a conversation can be in', () => {
    expect(Object.keys(SAID).toSorted()).to.deep.equal([...words.languages].toSorted())
  })

  it('is painted once, with its question, and asks for no font of its own', () => {
    const page = renderDocument(openingScreen(setting, 'web', 'en'), 0, { text: (key) => key })
    const [, waits] = /<link rel="expect" href="#(\w+)" blocking="render">/.exec(page) ?? []
    expect(page.split(`id="${waits}"`)).to.have.length(2)
    expect(page)
      .to.match(/<h1[^>]* id="q"/)
      .and.not.match(/@font-face|font:[^;}]*,/)
  })

  for (const [language, said] of Object.entries(SAID))
    it(`says how to leave, what stays in the history, and that clearing it all can look odd${language === 'en' ? '' : `, in ${language}`}`, () => {
      const text = (key: string): string => words.text(language, key) ?? key
      const { html } = renderMain(openingScreen(setting, 'web', language), 0, { text })
      const shown = html.replaceAll('&#39;', "'").replace(/<[^>]*>/g, ' ')
      for (const one of said) expect(shown).to.match(one)
      expect(html).to.not.match(/<input(?! type="hidden")|<textarea/)
    })
})
