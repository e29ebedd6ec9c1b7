import { expect } from 'chai'
import type { Book, Step } from '../../src/engine/flow.ts'
import type { Heard } from '../../src/engine/heard.ts'
import { changeable } from '../../src/engine/moves.ts'
import type { Place } from '../../src/engine/place.ts'
import { answersOn, newPlace } from '../../src/engine/place.ts'
import type { Turn } from '../../src/engine/turn.ts'
import { turn } from '../../src/engine/turn.ts'
import { aBook } from './a-book.ts'

const choice = (save: string, options: Extract<Step, { kind: 'choice' }>['options']): Step => ({
  kind: 'choice',
  save,
  options,
})
const option = (id: string): Heard => ({ kind: 'chosen', options: [id] })
const change = (at: string): Heard => ({ kind: 'change', at })
const word = (said: 'help' | 'back'): Heard => ({ kind: 'everywhere', word: said })

/** Takes one heard thing after the other; the place goes through JSON between them. */
const walk = (book: Book, ...all: readonly Heard[]): Turn =>
  all.reduce<Turn>(
    (last, heard) => turn(book, JSON.parse(JSON.stringify(last.place)) as Place, heard),
    turn(book, newPlace(book, 'en'), { kind: 'begin' }),
  )

const BOOK = aBook({
  'a/one': choice('one', { x: 'two', y: 'two' }),
  'a/two': choice('two', { x: 'three', y: 'other' }),
  'a/other': choice('other', { x: 'three' }),
  'a/three': choice('three', { x: 'four', away: { visit: 'b/one', then: 'three' } }),
  'a/four': choice('four', { x: 'five' }),
  'a/five': choice('five', { x: 'send' }),
  'a/send': { kind: 'do', do: 'send', outcomes: { sent: 'six' } },
  'a/six': choice('six', { x: 'end' }),
  'b/one': choice('b', { x: 'two' }),
  'b/two': choice('c', { back: 'resume' }),
})

describe('Changing an answer before the review', () => {
  const [x, y] = [option('x'), option('y')]

  it('comes back to where the person stood, with nothing left to be given again later', () => {
    const { place } = walk(BOOK, x, x, x, change('a/one'), y)
    expect([place.at, answersOn(BOOK, place)]).to.deep.equal(['a/four', { one: 'y', two: 'x', three: 'x' }])
    expect([place.before, place.changed, place.until]).to.deep.equal([[], [], undefined])
  })

  it('works from an interruption, and from one within another', () => {
    const one = walk(BOOK, x, x, word('help'), change('a/one'), y).place
    expect([one.at, one.paused]).to.deep.equal(['a/three', []])
    const away = walk(BOOK, x, x, option('away'), x, word('help'), change('b/one'), x).place
    expect([away.at, away.paused.length]).to.deep.equal(['b/two', 1])
    const back = walk(BOOK, x, x, option('away'), x, word('help'), change('a/two'), x).place
    expect([back.at, back.paused]).to.deep.equal(['a/three', []])
  })

  it('does not lead again to a place that was only visited', () => {
    const { place } = walk(BOOK, x, x, option('away'), x, option('back'), x, change('a/two'), x)
    expect([place.at, place.paused]).to.deep.equal(['a/four', []])
  })

  it('remembers what comes after when another answer is changed in the middle of a change', () => {
    const { place } = walk(BOOK, x, x, x, change('a/two'), y, change('a/one'), y, x)
    expect([place.at, answersOn(BOOK, place)]).to.deep.equal([
      'a/four',
      { one: 'y', two: 'y', other: 'x', three: 'x' },
    ])
  })

  it('leaves everything as it was when the person goes back from it', () => {
    const { place } = walk(BOOK, x, x, x, change('a/one'), word('back'))
    expect([place.at, answersOn(BOOK, place)]).to.deep.equal(['a/four', { one: 'x', two: 'x', three: 'x' }])
  })

  it('is offered for what was asked on the way here, each once, and not for what was sent', () => {
    const asked = (...all: readonly Heard[]): readonly string[] => changeable(BOOK, walk(BOOK, ...all).place)
    expect(asked(x, x, word('help'))).to.deep.equal(['a/one', 'a/two'])
    expect(asked(x, x, option('away'), x)).to.deep.equal(['a/one', 'a/two', 'a/three', 'b/one'])
    const sent: Heard = { kind: 'outcome', outcome: 'sent' }
    expect(asked(x, x, x, x, x, sent)).to.deep.equal([])
  })
})
