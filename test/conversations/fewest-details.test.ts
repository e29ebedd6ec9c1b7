import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { inMemory } from '../support/memory.ts'
import { engineVisitor } from './engine-visitor.ts'
import { play } from './play.ts'
import { readJourney } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

const FILE = 'brief-by-text.yaml'
const BRIEF = readJourney(FILE, readFileSync(join(ROOT, 'test', 'conversations', FILE), 'utf8'))

/** The same journey as far as the review, which is then answered otherwise. */
const untilReview = (...then: Journey['visits'][number]): Journey => {
  const steps = BRIEF.visits[0]!
  const review = steps.findIndex(({ at }) => at === 'referral/review')
  const { referral: _sent, ends_at: _end, ...rest } = BRIEF
  return { ...rest, visits: [[...steps.slice(0, review), ...then]] }
}

async function seenAfter(journey: Journey): Promise<{ readonly at: string; readonly text: string }> {
  const { setting, sent } = watched(inMemory().setting)
  const visitor = engineVisitor({ setting, channel: 'sms', language: 'en' })
  expect((await play(journey, visitor, sent)).failures).to.deep.equal([])
  return visitor.screen()
}

describe('On the way with the fewest details', () => {
  it('the same answers end in the same referral on the page as by text', async () => {
    const { setting, sent } = watched(inMemory().setting)
    const visitor = engineVisitor({ setting, channel: 'web', language: 'en' })
    expect((await play(BRIEF, visitor, sent, 'web')).failures).to.deep.equal([])
    expect(sent.received).to.have.length(1)
  })

  it('only what was asked there is offered to be changed', async () => {
    const { at, text } = await seenAfter(untilReview({ choose: 'change' }))
    expect(at).to.equal('referral/which-line')
    for (const asked of ['Name', 'Phone', 'Safe times', 'Help near']) expect(text).to.include(asked)
    for (const never of ['The police know', 'Lives there', 'Crime number', 'Who should not see this'])
      expect(text).to.not.include(never)
  })

  it('a crime where someone close may be watching brings the questions that keep them safe', async () => {
    const journey = untilReview(
      { choose: 'change' },
      { choose: 'happened/read-back' },
      { choose: 'none' },
      { choose: 'close' },
      { choose: ['domestic_abuse'] },
      { choose: 'that-is-all' },
      { at: 'needs/needs-now', choose: ['safety'] },
    )
    expect((await seenAfter(journey)).at).to.equal('contact/others')
  })

  it('what was read of the review need not be read again after an answer that was not understood', async () => {
    const journey = untilReview({ type: 'maybe later', refused: true }, { choose: 'agree' })
    expect((await seenAfter(journey)).at).to.equal('referral/next')
  })
})
