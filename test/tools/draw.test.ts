import { expect } from 'chai'
import { readContent } from '../../src/content.ts'
import { boxesOf } from '../../src/tools/draw/graph.ts'
import type { Box } from '../../src/tools/draw/graph.ts'
import { arrowName, backArrows, ranksOf } from '../../src/tools/draw/layers.ts'
import { layOut } from '../../src/tools/draw/layout.ts'
import { pageOf } from '../../src/tools/draw/page.ts'
import { wrap } from '../../src/tools/draw/shorten.ts'
import { spread } from '../../src/tools/draw/spread.ts'
import { drawing } from '../../src/tools/draw/svg.ts'

const { content } = readContent({ production: false })
if (!content) throw new Error('the shipped flows cannot be read')
const { book, words } = content
const caption = { title: 'A flow', purpose: 'For a test.' }

for (const flow of Object.keys(book.purposes)) {
  describe(`The drawing of ${flow}`, () => {
    const boxes = boxesOf(book, words, flow, 'en')
    const layout = layOut(boxes)

    it('has every step once', () => {
      const steps = Object.keys(book.steps).filter((at) => at.startsWith(`${flow}/`))
      expect(layout.boxes.map(({ box }) => box.at).sort()).to.deep.equal(steps.sort())
    })

    it('has no two boxes on top of each other', () => {
      for (const [index, a] of layout.boxes.entries()) {
        for (const b of layout.boxes.slice(index + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect(apart, `${a.box.at} and ${b.box.at}`).to.equal(true)
        }
      }
    })

    it('has no arrow that runs through a box', () => {
      for (const { points } of layout.arrows) {
        for (const [index, [x, y]] of points.entries()) {
          const [fromX, fromY] = points[Math.max(0, index - 1)]!
          for (const box of layout.boxes) {
            const isInside =
              Math.max(x, fromX) > box.x &&
              Math.min(x, fromX) < box.x + box.width &&
              Math.max(y, fromY) > box.y + 1 &&
              Math.min(y, fromY) < box.y + box.height - 1
            expect(isInside, `an arrow through ${box.box.at}`).to.equal(false)
          }
        }
      }
    })

    it('leads out of every way out: by an arrow, or by a tag', () => {
      for (const box of layout.boxes) {
        const tagged = box.cells.filter(({ tags }) => tags.length > 0).length
        expect(box.ports.length + tagged).to.be.at.least(box.cells.length)
      }
    })

    it('is the same every time', () => {
      expect(drawing(boxes, caption)).to.equal(drawing(boxesOf(book, words, flow, 'en'), caption))
    })
  })
}

describe('A drawing', () => {
  const hostile: Box = {
    at: 'test/one',
    shape: 'question',
    text: '<script>alert("&")</script>',
    exits: [{ labels: ['<b>"yes"</b>'], lead: { kind: 'end' } }],
    from: ['<i>'],
  }

  it('shows markup in words as words', () => {
    const svg = drawing([hostile], { title: '<u>', purpose: '</svg><script>' })
    expect(svg).to.not.match(/<(script|b|i|u)[ >]/)
    expect(svg).to.include('&lt;script&gt;')
    expect(pageOf([{ flow: 'a', title: '<script>', purpose: '<b>' }])).to.not.match(/<(script|b)>/)
  })

  it('says where a way out leads in words', () => {
    expect(drawing([hostile], caption)).to.include('the end')
  })
})

describe('The layers of a drawing', () => {
  const graph = {
    nodes: ['a', 'b', 'c', 'd'],
    arrows: [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
      { from: 'a', to: 'd' },
      { from: 'c', to: 'd' },
    ],
  }

  it('take out the arrow that leads back, and only that one', () => {
    expect([...backArrows(graph)]).to.deep.equal(['c > a'])
  })

  it('put every box below all that lead to it', () => {
    const arrows = graph.arrows.filter(({ from, to }) => arrowName(from, to) !== 'c > a')
    expect(Object.fromEntries(ranksOf({ ...graph, arrows }))).to.deep.equal({ a: 0, b: 1, c: 2, d: 3 })
  })

  it('keep things apart and as near to where they would like to be as they can', () => {
    const thing = (wish: number) => ({ wish, width: 10, weight: 1 })
    expect(spread([thing(0), thing(100)], 5)).to.deep.equal([0, 100])
    expect(spread([thing(50), thing(50)], 10)).to.deep.equal([40, 60])
  })
})

describe('A long text in a drawing', () => {
  it('is broken into lines and ends in an ellipsis', () => {
    const lines = wrap('one two three four five six seven eight nine ten', 70, 2)
    expect(lines).to.have.length(2)
    expect(lines[1]).to.match(/…$/)
    for (const line of lines) expect(line.length).to.be.at.most(11)
  })

  it('is left alone where it fits', () => {
    expect(wrap('one two', 200, 2)).to.deep.equal(['one two'])
  })
})
