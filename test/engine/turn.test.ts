import { expect } from 'chai'
import type { Book } from '../../src/engine/flow.ts'
import type { Heard } from '../../src/engine/heard.ts'
import { mend } from '../../src/engine/mend.ts'
import type { Place } from '../../src/engine/place.ts'
import { answersOn, newPlace } from '../../src/engine/place.ts'
import { standing } from '../../src/engine/standing.ts'
import type { Turn } from '../../src/engine/turn.ts'
import { turn } from '../../src/engine/turn.ts'
import { aBook } from './a-book.ts'

const option = (...options: string[]): Heard => ({ kind: 'chosen', options })
const text = (typed: string): Heard => ({ kind: 'typed', text: typed })
const change = (at: string): Heard => ({ kind: 'change', at })
const found = (outcome: string, list?: unknown): Heard =>
  list === undefined ? { kind: 'outcome', outcome } : { kind: 'outcome', outcome, found: { list } }
const back: Heard = { kind: 'everywhere', word: 'back' }

/** Takes one heard thing after the other; the place goes through JSON between them. */
const walk = (book: Book, ...all: readonly Heard[]): Turn =>
  all.reduce<Turn>(
    (last, heard) => turn(book, JSON.parse(JSON.stringify(last.place)) as Place, heard),
    turn(book, newPlace(book, 'en'), { kind: 'begin' }),
  )

const BOOK = aBook({
  'a/one': { kind: 'choice', save: 'one', options: { left: 'two', right: 'three' } },
  'a/two': { kind: 'text', check: 'name', save: 'two', options: { skip: 'three' }, then: 'three' },
  'a/three': {
    kind: 'choices',
    save: 'three',
    options: ['x', 'y', 'z'],
    alone: { none: 'look' },
    on: { z: 'two' },
    then: 'look',
  },
  'a/look': { kind: 'do', do: 'look', outcomes: { found: 'four', none: 'five' } },
  'a/four': {
    kind: 'pick',
    from: 'list',
    save: 'four',
    depends: ['three'],
    options: { none: 'five' },
    then: 'five',
  },
  'a/five': { kind: 'choice', show: 'review', save: 'five', options: { done: 'end', again: 'five' } },
})
const whole = [option('left'), text('Sam'), option('x'), found('found', ['p', 'q']), option('p')] as const

describe('A turn', () => {
  it('follows the option that was chosen', () => {
    expect(walk(BOOK, option('left')).place.at).to.equal('a/two')
    expect(walk(BOOK, option('right')).place.at).to.equal('a/three')
  })

  it('calls an action and follows its outcome', () => {
    const called = walk(BOOK, option('right'), option('x'))
    expect(called.call).to.deep.equal({ action: 'look', at: 'a/look' })
    expect(walk(BOOK, option('right'), option('x'), found('none')).place.at).to.equal('a/five')
  })

  it('throws for an outcome that the flow does not route, since that is a bug', () => {
    expect(() => walk(BOOK, option('right'), option('x'), found('other'))).to.throw('does not route')
  })

  it('asks again and keeps everything when an answer is not one of the question’s', () => {
    for (const heard of [option('no-such'), text('left'), option(), option('left', 'right')]) {
      const after = walk(BOOK, heard)
      expect([after.place.at, after.note]).to.deep.equal(['a/one', 'not-understood'])
    }
  })

  it('never takes typed text for an id', () => {
    expect(walk(BOOK, text('right')).place.at).to.equal('a/one')
  })

  it('says which rule a typed answer missed', () => {
    expect(walk(BOOK, option('left'), text('   ')).note).to.equal('invalid:empty')
  })

  it('takes several answers in the order of the question, and the first branch that is among them', () => {
    expect(answersOn(BOOK, walk(BOOK, option('right'), option('y', 'x')).place)['three']).to.deep.equal([
      'x',
      'y',
    ])
    expect(walk(BOOK, option('right'), option('x', 'z')).place.at).to.equal('a/two')
  })

  it('refuses an answer that stands alone together with others', () => {
    expect(walk(BOOK, option('right'), option('none', 'x')).note).to.equal('not-understood')
  })

  it('picks only from what was found', () => {
    expect(walk(BOOK, ...whole.slice(0, 4), option('stranger')).note).to.equal('not-understood')
    expect(walk(BOOK, ...whole).place.at).to.equal('a/five')
  })

  it('saves nothing for a text that was skipped', () => {
    expect(answersOn(BOOK, walk(BOOK, option('left'), option('skip')).place)).to.deep.equal({ one: 'left' })
  })
})

describe('Going back', () => {
  it('returns to the question before, and forgets its answer', () => {
    const after = walk(BOOK, ...whole, back)
    expect([after.place.at, answersOn(BOOK, after.place)['four']]).to.deep.equal(['a/four', undefined])
  })

  it('stays at the first question and says that there is nothing before it', () => {
    expect(walk(BOOK, back).note).to.equal('nothing-before')
  })

  it('never goes back over something that was sent', () => {
    const book = aBook({
      'a/one': { kind: 'choice', agreement: 'them', options: { agree: 'send' } },
      'a/send': { kind: 'do', do: 'send', to: 'them', outcomes: { sent: 'two' } },
      'a/two': { kind: 'choice', options: { on: 'end' } },
    })
    const sent = walk(book, option('agree'), found('sent'))
    expect(turn(book, sent.place, back).note).to.equal('already-sent')
    expect(turn(book, sent.place, change('a/one')).note).to.equal('already-sent')
  })
})

describe('Changing an answer', () => {
  it('gives the later answers again, so that the person is back where they were', () => {
    const after = walk(BOOK, ...whole, change('a/two'), text('Ann'), found('found', ['p', 'q']))
    expect(after.place.at).to.equal('a/five')
    expect(answersOn(BOOK, after.place)).to.deep.equal({ one: 'left', two: 'Ann', three: ['x'], four: 'p' })
    expect(after.place.before).to.deep.equal([])
  })

  it('asks again what depended on the changed answer', () => {
    const after = walk(BOOK, ...whole, change('a/three'), option('y'), found('found', ['p', 'q']))
    expect(after.place.at).to.equal('a/four')
  })

  it('does not ask again when the answer stayed the same', () => {
    const after = walk(BOOK, ...whole, change('a/three'), option('x'), found('found', ['p', 'q']))
    expect(after.place.at).to.equal('a/five')
  })

  it('asks again when what was picked is no longer offered', () => {
    const after = walk(BOOK, ...whole, change('a/two'), text('Ann'), found('found', ['q']))
    expect(after.place.at).to.equal('a/four')
  })

  it('drops answers that are no longer on the path', () => {
    const after = walk(BOOK, ...whole, change('a/one'), option('right'), found('found', ['p']))
    expect(answersOn(BOOK, after.place)).to.deep.equal({ one: 'right', three: ['x'], four: 'p' })
  })

  it('shows the earlier answer while it is being changed', () => {
    expect(standing(BOOK, walk(BOOK, ...whole, change('a/two')).place).ask?.earlier).to.equal('Sam')
  })

  it('comes back to the question being changed after an interruption', () => {
    const after = walk(BOOK, ...whole, change('a/two'), { kind: 'everywhere', word: 'help' }, option('on'))
    expect(after.place.at).to.equal('a/two')
  })

  it('goes back over what can be done again, keeps that it was done, and asks for the agreement afresh', () => {
    const steps = {
      'a/one': { kind: 'text', check: 'name', save: 'one', options: {}, then: 'ask' },
      'a/ask': { kind: 'choice', agreement: 'them', options: { agree: 'send' } },
      'a/send': { kind: 'do', do: 'send', to: 'them', outcomes: { sent: 'two' } },
      'a/two': { kind: 'choice', options: { on: 'end' } },
    } as const
    const book = aBook(steps)
    const actions = { ...book.actions, send: { ...book.actions['send']!, correctable: true } }
    const again = { ...book, actions }
    const sent = walk(again, text('Sam'), option('agree'), found('sent', ['p']))
    const changing = turn(again, sent.place, change('a/one'))
    expect([changing.note, changing.place.at]).to.deep.equal([undefined, 'a/one'])
    expect(changing.place.trail.map(({ at }) => at)).to.deep.equal(['a/send'])
    const changed = turn(again, changing.place, text('Ann'))
    expect(changed.place.at).to.equal('a/ask')
    expect(answersOn(again, changed.place)).to.deep.equal({ one: 'Ann' })
    expect(turn(again, sent.place, back).note, 'back goes over nothing').to.equal('already-sent')
  })

  it('stops at a question that leads back to itself', () => {
    const book = aBook({
      'a/one': { kind: 'choice', save: 'one', options: { on: 'two' } },
      'a/two': { kind: 'choice', options: { look: 'aside', on: 'three' } },
      'a/aside': { kind: 'say', then: 'two' },
      'a/three': { kind: 'choice', show: 'review', options: { done: 'end' } },
    })
    const after = walk(book, option('on'), option('look'), option('on'), change('a/one'), option('on'))
    expect(after.place.at).to.equal('a/three')
  })
})

describe('A flow that several share', () => {
  const book = aBook({
    'a/one': {
      kind: 'choice',
      options: { x: { through: 'shared/ask', then: 'two' }, y: { through: 'shared/ask', then: 'three' } },
    },
    'a/two': { kind: 'choice', options: { on: 'end' } },
    'a/three': { kind: 'choice', options: { on: 'end' } },
    'shared/ask': { kind: 'choice', save: 'shared', options: { on: 'return' } },
  })

  it('comes out where each of them said, with its answer on the path', () => {
    expect(walk(book, option('x'), option('on')).place.at).to.equal('a/two')
    const after = walk(book, option('y'), option('on'))
    expect([after.place.at, answersOn(book, after.place)]).to.deep.equal(['a/three', { shared: 'on' }])
  })

  it('is left the right way after going back into it and taking the other', () => {
    expect(walk(book, option('x'), option('on'), back, back, option('y'), option('on')).place.at).to.equal(
      'a/three',
    )
  })
})

describe('Danger', () => {
  const danger = { level: 'now', kinds: ['immediate'], signs: [] } as const

  it('in an account keeps the account, and shows the card first', () => {
    const book = aBook({
      'a/one': { kind: 'text', check: 'own-words', save: 'one', options: {}, then: 'two' },
      'a/two': { kind: 'choice', options: { on: 'end' } },
    })
    const away = walk(book, { kind: 'typed', text: 'he has a knife', danger })
    expect(away.place.at).to.equal('safe/card')
    const after = turn(book, away.place, option('on'))
    expect([after.place.at, answersOn(book, after.place)['one']]).to.deep.equal(['a/two', 'he has a knife'])
  })

  it('where a name is asked does not become the name', () => {
    const away = walk(BOOK, option('left'), { kind: 'typed', text: 'he is here', danger })
    const after = turn(BOOK, away.place, option('on'))
    expect([after.place.at, answersOn(BOOK, after.place)['two']]).to.deep.equal(['a/two', undefined])
  })

  it('in something that is no answer comes back to the same question', () => {
    const away = walk(BOOK, { kind: 'typed', text: 'help he is here', danger })
    expect(turn(BOOK, away.place, option('on')).place.at).to.equal('a/one')
  })

  it('that was asked about is not asked about again, unless it is said in another way or is now', () => {
    const ask = (...signs: string[]): Heard => ({
      kind: 'typed',
      text: 'left',
      danger: { level: 'ask', kinds: ['immediate'], signs },
    })
    const book = aBook({
      'a/one': { kind: 'text', check: 'own-words', save: 'one', options: {}, then: 'one' },
    })
    const at = (...heard: Heard[]) => walk(book, ...heard).place.at
    expect(at(ask('followed'))).to.equal('safe/card')
    expect(at(ask('followed'), option('on'), ask('followed'))).to.equal('a/one')
    expect(at(ask('followed'), option('on'), ask('followed', 'strangled'))).to.equal('safe/card')
    expect(
      at(ask('followed'), option('on'), { ...ask(), danger: { ...danger, signs: ['followed'] } } as Heard),
    ).to.equal('safe/card')
  })

  it('that is only hinted at is not asked about after a no to the question whether anyone is in danger', () => {
    const hinted = (...signs: string[]): Heard => ({
      kind: 'typed',
      text: 'left',
      danger: { level: 'ask', kinds: ['immediate'], signs },
    })
    const book = aBook({
      'a/one': { kind: 'choice', options: { on: 'two' } },
      'a/two': { kind: 'text', check: 'own-words', save: 'two', options: {}, then: 'two' },
    })
    expect(walk(book, hinted('hint immediate')).place.at).to.equal('safe/card')
    expect(walk(book, option('on'), hinted('hint immediate')).place.at).to.equal('a/two')
    expect(walk(book, option('on'), hinted('model immediate')).place.at).to.equal('safe/card')
  })

  it('again and again does not pile up', () => {
    const heard: Heard = { kind: 'danger', danger }
    const away = walk(BOOK, option('left'), heard, heard, heard)
    expect(away.place.paused).to.have.length(1)
    expect(turn(BOOK, away.place, option('on')).place.at).to.equal('a/two')
  })
})

describe('A place kept under older flows', () => {
  const newer = (steps: Parameters<typeof aBook>[0]) => aBook(steps, 'two')
  const { 'a/two': _gone, ...rest } = BOOK.steps

  it('stays where it is when its step is still there', () => {
    const { place, moved } = mend(newer(BOOK.steps), walk(BOOK, option('left')).place)
    expect([place.at, moved, place.edition]).to.deep.equal(['a/two', false, 'two'])
  })

  it('goes to the last question that is still there and keeps the answers before it', () => {
    const { place, moved } = mend(newer(rest), walk(BOOK, option('left')).place)
    expect([place.at, moved]).to.deep.equal(['a/one', true])
  })

  it('starts again only when nothing is left to stand on', () => {
    const { place, moved } = mend(
      newer({ 'b/new': { kind: 'say', then: 'end' } }),
      walk(BOOK, option('left')).place,
    )
    expect([place.trail, moved]).to.deep.equal([[], true])
  })
})
