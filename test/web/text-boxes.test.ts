import { expect } from 'chai'
import { drawScreen } from '../../src/conversation/draw-screen.ts'
import { newPlace } from '../../src/engine/place.ts'
import { renderMain } from '../../src/web/render.ts'
import { CONTENT } from '../support/content.ts'
import { inMemory } from '../support/memory.ts'

const { book, words } = CONTENT
const { setting } = inMemory()

/** Every question that is answered in words, and what the page makes of it. */
const boxes = Object.entries(book.steps)
  .filter(([, step]) => step.kind === 'text')
  .map(([at]) => {
    const screen = drawScreen(setting, { ...newPlace(book, 'en'), at }, 'web')
    const text = (key: string): string => words.text('en', key) ?? key
    return { at, html: renderMain(screen, 1, { text }).html }
  })

describe('Every box that people write in', () => {
  it('is looked at', () => expect(boxes.length).to.be.greaterThan(15))

  for (const { at, html } of boxes)
    it(`at ${at} keeps nothing, corrects nothing and sends nothing for spelling`, () => {
      const fields = html.match(/<(?:input|textarea)(?! type="hidden")[^>]*>/g) ?? []
      expect(fields).to.have.length(1)
      for (const attribute of ['autocomplete="off"', 'autocorrect="off"', 'spellcheck="false"'])
        expect(fields[0]).to.include(attribute)
      // Only the form with the languages in it, which has no box, may do without.
      expect(html).to.match(
        /<form method="post" action="\/" autocomplete="off"[^>]*>(?:(?!<\/form>).)*id="a"/s,
      )
    })
})
