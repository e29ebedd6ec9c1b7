import { expect } from 'chai'
import type { Heard } from '../../src/engine/heard.ts'
import type { Place } from '../../src/engine/place.ts'
import { answersOn, newPlace } from '../../src/engine/place.ts'
import { standing } from '../../src/engine/standing.ts'
import type { Turn } from '../../src/engine/turn.ts'
import { turn } from '../../src/engine/turn.ts'
import { aBook } from './a-book.ts'

const book = aBook({
  'a/one': { kind: 'text', check: 'own-words', save: 'one', options: { list: 'two' }, then: 'look' },
  'a/look': { kind: 'do', do: 'look', outcomes: { found: 'two', none: 'two' } },
  'a/two': {
    kind: 'text',
    check: 'phone',
    noticed: 'phone',
    save: 'two',
    options: { skip: 'three' },
    then: 'three',
  },
  'a/three': {
    kind: 'choice',
    noticed: 'reported',
    save: 'three',
    options: { yes: 'four', no: 'four' },
  },
  'a/four': { kind: 'choice', show: 'review', options: { again: 'two', done: 'end' } },
})
const NUMBER = '07700 900123'
const text = (typed: string): Heard => ({ kind: 'typed', text: typed })
const option = (chosen: string): Heard => ({ kind: 'chosen', options: [chosen] })
const noticed = (facts: unknown): Heard => ({ kind: 'outcome', outcome: 'found', found: { facts } })
const change = (at: string): Heard => ({ kind: 'change', at })

/** Takes one heard thing after the other; the place goes through JSON between them. */
const walk = (...all: readonly Heard[]): Turn =>
  all.reduce<Turn>(
    (last, heard) => turn(book, JSON.parse(JSON.stringify(last.place)) as Place, heard),
    turn(book, newPlace(book, 'en'), { kind: 'begin' }),
  )
const at = (...all: readonly Heard[]) => standing(book, walk(...all).place).ask
const told = [text('ring me'), noticed({ phone: NUMBER, reported: 'yes' })] as const

describe('What was noticed', () => {
  it('is offered as the first thing at its own question, and is no answer yet', () => {
    expect(at(...told)?.items).to.deep.equal(['use-noticed'])
    expect(answersOn(book, walk(...told).place)).to.deep.equal({ one: 'ring me' })
  })

  it('becomes the answer, as it was typed, only by being taken', () => {
    const { place } = walk(...told, option('use-noticed'))
    expect([place.at, answersOn(book, place)['two']]).to.deep.equal(['a/three', NUMBER])
    expect(answersOn(book, walk(...told, text('01785 496000')).place)['two']).to.equal('01785 496000')
    expect(answersOn(book, walk(...told, option('skip')).place)['two']).to.equal(undefined)
  })

  it('of a choice marks one of its own options, and chooses nothing', () => {
    const ask = at(...told, option('skip'))
    expect(ask?.noticed).to.deep.equal({ fact: 'reported', value: 'yes' })
    expect([ask?.items, ask?.options]).to.deep.equal([[], ['yes', 'no']])
  })

  it('is not offered where it is no answer: to another rule, another option, another shape', () => {
    for (const facts of [{ phone: 'my nan' }, { phone: 7 }, { phone: null }, {}, null, 'phone', undefined])
      expect(at(text('x'), noticed(facts))?.items, JSON.stringify(facts)).to.deep.equal([])
    const ask = at(text('x'), noticed({ reported: 'constructor' }), option('skip'))
    expect(ask?.noticed).to.equal(undefined)
  })

  it('cannot be taken where it is not offered', () => {
    expect(walk(text('x'), noticed({}), option('use-noticed')).note).to.equal('not-understood')
  })

  it('is not offered again after it was answered otherwise on this path', () => {
    expect(at(...told, option('skip'), option('yes'), option('again'))?.items).to.deep.equal([])
  })

  it('is offered again when that question is the one being changed', () => {
    const ask = at(...told, option('use-noticed'), option('yes'), change('a/two'))
    expect([ask?.items, ask?.earlier]).to.deep.equal([['use-noticed'], NUMBER])
  })
})

describe('An answer that was offered, when an earlier one is changed', () => {
  const whole = [...told, option('use-noticed'), option('yes'), change('a/one'), text('other words')] as const

  it('is given again while the same is offered', () => {
    const { place } = walk(...whole, noticed({ phone: NUMBER, reported: 'yes' }))
    expect(place.at).to.equal('a/four')
    expect(answersOn(book, place)).to.deep.equal({ one: 'other words', two: NUMBER, three: 'yes' })
  })

  it('is asked again when it is not offered any more, or another is', () => {
    for (const facts of [{}, { phone: '01785 496000' }]) {
      const { place } = walk(...whole, noticed(facts))
      expect([place.at, answersOn(book, place)['two']]).to.deep.equal(['a/two', undefined])
    }
    expect(walk(...whole, noticed({ phone: NUMBER })).place.at).to.equal('a/three')
  })

  it('stays when the person had typed it or chosen otherwise', () => {
    const own = [...told, text('01785 496000'), option('no'), change('a/one'), text('other words')]
    const { place } = walk(...own, noticed({}))
    expect([place.at, answersOn(book, place)['two']]).to.deep.equal(['a/four', '01785 496000'])
  })
})
