import { expect } from 'chai'
import { floodgate } from '../../src/texting/flood.ts'

const NOON = new Date('2026-11-24T12:00:00Z')
const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000)
const MINUTES = 60

describe('A phone that texts more than a person can read', () => {
  it('is told so once, and heard again when a while has gone by', () => {
    const { at, answered } = floodgate()
    for (let text = 0; text < 120; text += 1) {
      expect(at('a', after(text), false)).to.equal('open')
      answered('a', after(text))
    }
    expect(at('a', after(121), false)).to.equal('told')
    for (let text = 122; text < 200; text += 1) expect(at('a', after(text), false)).to.equal('shut')
    expect(at('b', after(122), false), 'nobody else').to.equal('open')
    expect(at('a', after(13 * MINUTES), false)).to.equal('open')
  })

  it('is heard in danger all the same, but a machine that repeats our own words is not for ever', () => {
    const { at, answered } = floodgate()
    for (let text = 0; text < 120; text += 1) answered('a', after(text))
    expect(at('a', after(121), true)).to.equal('open')
    for (let text = 0; text < 120; text += 1) answered('a', after(121))
    expect(at('a', after(122), true)).to.not.equal('open')
  })

  it('is not answered all day long either', () => {
    const { at, answered } = floodgate()
    for (let text = 0; text < 400; text += 1) {
      expect(at('a', after(text * MINUTES), false), String(text)).to.equal('open')
      answered('a', after(text * MINUTES))
    }
    expect(at('a', after(400 * MINUTES), false)).to.equal('told')
    expect(at('a', after(600 * MINUTES), false)).to.equal('shut')
    expect(at('a', after(32 * 60 * MINUTES), false)).to.equal('open')
  })

  it('loses nothing by tries that could not be answered', () => {
    const { at } = floodgate()
    for (let text = 0; text < 1_000; text += 1) expect(at('a', after(0), false)).to.equal('open')
  })
})
