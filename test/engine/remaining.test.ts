import { expect } from 'chai'
import type { Book, Step, StepKey } from '../../src/engine/flow.ts'
import { newPlace } from '../../src/engine/place.ts'
import type { Entry } from '../../src/engine/place.ts'
import { remainingIn } from '../../src/engine/remaining.ts'
import { aBook } from './a-book.ts'

const choice = (options: Extract<Step, { kind: 'choice' }>['options']): Step => ({ kind: 'choice', options })
const shown: Step = { kind: 'choice', show: 'services', options: { on: 'end' } }

const left = (book: Book, at: StepKey, trail: readonly Entry[] = []): number | undefined =>
  remainingIn(book, (key) => {
    const step = book.steps[key]
    return step !== undefined && 'show' in step && step.show === 'services'
  }).at({ ...newPlace(book, 'en'), at, trail })

describe('How many questions are left', () => {
  it('is counted to the milestone and not with it', () => {
    const book = aBook({
      'a/one': choice({ x: 'two', y: 'two' }),
      'a/two': { kind: 'text', check: 'name', options: {}, then: 'shown' },
      'a/shown': shown,
    })
    expect([left(book, 'a/one'), left(book, 'a/two')]).to.deep.equal([2, 1])
  })

  it('is the mean of the ways, each as likely as the others', () => {
    const book = aBook({
      'a/one': choice({ short: 'shown', long: 'two' }),
      'a/two': choice({ on: 'three' }),
      'a/three': choice({ on: 'shown' }),
      'a/shown': shown,
    })
    expect(left(book, 'a/one')).to.equal(2)
  })

  it('counts neither what is said nor what is done, and every outcome of that as likely', () => {
    const book = aBook({
      'a/one': choice({ on: 'said' }),
      'a/said': { kind: 'say', then: 'look' },
      'a/look': { kind: 'do', do: 'look', outcomes: { found: 'shown', none: 'two' } },
      'a/two': choice({ on: 'shown' }),
      'a/shown': shown,
    })
    expect(left(book, 'a/one')).to.equal(1.5)
  })

  it('does not count the ways of those who leave, start again, or go where nothing is shown', () => {
    const book = aBook({
      'a/one': choice({ on: 'two', leave: { forget: 'gone/end' }, lost: 'nowhere' }),
      'a/nowhere': choice({ stop: 'end' }),
      'a/two': choice({ on: 'shown', again: { forget: 'one' } }),
      'a/shown': shown,
    })
    expect(left(book, 'a/one')).to.equal(2)
    expect(left(book, 'a/nowhere')).to.equal(undefined)
  })

  it('counts every option that can be ticked as one, and all of them lead the same way', () => {
    const book = aBook({
      'a/one': { kind: 'choices', options: ['x', 'y', 'z'], alone: { none: 'shown' }, then: 'two' },
      'a/two': choice({ on: 'three' }),
      'a/three': choice({ on: 'shown' }),
      'a/shown': shown,
    })
    expect(left(book, 'a/one')).to.equal(1 + (3 / 4) * 2)
  })

  it('is settled where an action asks again and again', () => {
    const book = aBook({
      'a/look': { kind: 'do', do: 'look', outcomes: { found: 'one', none: 'shown' } },
      'a/one': choice({ on: 'look' }),
      'a/shown': shown,
    })
    expect(left(book, 'a/one')).to.be.closeTo(2, 0.05)
  })

  it('does not count an answer that goes back to a question that was asked before', () => {
    const book = aBook({
      'a/one': choice({ on: 'two' }),
      'a/two': choice({ on: 'shown', no: 'one' }),
      'a/shown': shown,
    })
    expect([left(book, 'a/one'), left(book, 'a/two')]).to.deep.equal([2, 1])
  })

  it('adds what a visit asks before it comes back', () => {
    const book = aBook({
      'a/one': choice({ on: 'two', away: { visit: 'b/one', then: 'two' } }),
      'a/two': choice({ on: 'shown' }),
      'a/shown': shown,
      'b/one': choice({ on: 'two' }),
      'b/two': choice({ back: 'resume' }),
    })
    expect(left(book, 'a/one')).to.equal(1 + (1 + 3) / 2)
  })

  it('goes by way of a shared flow, from outside and from within, to where this person comes out', () => {
    const book = aBook({
      'a/one': choice({ on: { through: 'b/one', then: 'two' } }),
      'a/two': choice({ on: 'three' }),
      'a/three': choice({ on: 'shown' }),
      'a/other': choice({ on: { through: 'b/one', then: 'three' } }),
      'a/shown': shown,
      'b/one': choice({ on: 'two', out: 'return' }),
      'b/two': choice({ out: 'return' }),
    })
    expect(left(book, 'a/one')).to.equal(1 + 1.5 + 2)
    expect(left(book, 'a/other')).to.equal(1 + 1.5 + 1)
    expect(left(book, 'b/one', [{ kind: 'went', at: 'a/one', then: 'a/two' }])).to.equal(1.5 + 2)
    expect(left(book, 'b/one', [{ kind: 'went', at: 'a/other', then: 'a/three' }])).to.equal(1.5 + 1)
    expect(left(book, 'b/one')).to.equal(undefined)
  })

  it('at a milestone is what is left to the one after it', () => {
    const book = aBook({
      'a/one': choice({ on: 'shown' }),
      'a/shown': { kind: 'choice', show: 'services', options: { on: 'two', stop: { forget: 'gone/end' } } },
      'a/two': choice({ on: 'last' }),
      'a/last': shown,
    })
    expect([left(book, 'a/shown'), left(book, 'a/last')]).to.deep.equal([2, undefined])
  })
})
