import { expect } from 'chai'
import { isDone, isStart, isStop } from '../../src/texting/carrier-words.ts'

describe('words that carriers act on', () => {
  for (const text of [
    'STOP',
    'stop',
    ' Stop. ',
    'STOPALL',
    'unsubscribe',
    'END',
    'quit',
    'Cancel!',
    'STOPIO',
    'optout',
  ])
    it(`hears "${text}" as wanting no more texts`, () => expect(isStop(text)).to.equal(true))
  for (const text of [
    'STOP. he is outside with a knife',
    'STOP he is here',
    'STOP texting me',
    'Stop, please',
    'STOP\nhe saw it',
  ])
    it(`hears it at the beginning: ${JSON.stringify(text)}`, () => expect(isStop(text)).to.equal(true))
  for (const text of [
    'stop him hurting me',
    'stopped me in the street',
    'make it stop',
    'he will not stop',
    'STOPPED ME AND TOOK MY PHONE',
    'the end of my street',
    'they quit',
    'cancel my card',
    '',
    'endless calls',
    'non-stop calls',
  ])
    it(`takes "${text}" for an account`, () => expect(isStop(text)).to.equal(false))

  it('hears START always, and YES only from a phone that has stopped', () => {
    expect(isStart('Start', false)).to.equal(true)
    expect(isStart('DECHRAU', false)).to.equal(true)
    expect(isStart('yes', false)).to.equal(false)
    expect(isStart('yes', true)).to.equal(true)
    expect(isStart('start of it was in May', true)).to.equal(false)
  })

  it('hears DONE alone', () => {
    expect(isDone('Done.')).to.equal(true)
    expect(isDone('what has he done')).to.equal(false)
  })
})
