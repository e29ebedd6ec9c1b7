import { expect } from 'chai'
import { ACTIONS } from '../../src/actions/all.ts'
import { converse } from '../../src/conversation/converse.ts'
import { drawScreen } from '../../src/conversation/draw-screen.ts'
import { VIEWS } from '../../src/conversation/views/all.ts'
import type { Block } from '../../src/conversation/screen.ts'
import { faultLine } from '../../src/domain/fault.ts'
import { faultsIn } from '../../src/engine/check.ts'
import type { Book, Step, StepKey } from '../../src/engine/flow.ts'
import { hear } from '../../src/engine/hear.ts'
import type { Entry, Place } from '../../src/engine/place.ts'
import { newPlace } from '../../src/engine/place.ts'
import { standing } from '../../src/engine/standing.ts'
import { turn } from '../../src/engine/turn.ts'
import { reachable, transitions, waitingSteps } from '../../src/engine/walk.ts'
import { CONTENT, FAULTS } from '../support/content.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'

const { book } = CONTENT
const OFFERED = {
  views: Object.keys(VIEWS),
  lists: Object.values(ACTIONS).flatMap((action) => action.finds ?? []),
}
const rules = (changed: Book): readonly string[] => faultsIn(changed, OFFERED).map((fault) => fault.rule)

/** A place at a step, with one answer already given and a list for every `pick`. */
function placeAt(at: StepKey): Place {
  const services = CONTENT.directory.services().slice(0, 3)
  const found = {
    proposed: ['stalking', 'burglary'],
    closest: ['stalking', 'burglary'],
    places: [
      { id: 'E07000197', council: 'E07000197' },
      { id: 'E07000196', council: 'E07000196' },
    ],
    lines: [{ id: 'referral/name', field: 'name' }],
    facts: {
      place: 'Stafford',
      phone: '07700 900123',
      email: 'sam@example.org',
      reported: 'yes',
      'crime-reference': '25/12345/22',
      ongoing: 'no',
    },
    services: services.map((service) => ({
      id: service.id,
      why: [],
      open: { state: 'unknown' },
      cautions: [],
      urgentLine: false,
    })),
  }
  const trail: Entry[] = [
    { kind: 'done', at: 'everywhere/heard', outcome: 'heard', found },
    { kind: 'asked', at: 'start/screen', heard: 'nobody', by: 'option' },
    { kind: 'asked', at: 'referral/name', heard: 'Sam', by: 'text' },
  ]
  return { ...newPlace(book, 'en'), at, trail }
}

describe('The shipped flows', () => {
  it('have no mistake of an author: every step is reached, every target is there, every outcome is routed', () => {
    expect(FAULTS.map(faultLine)).to.deep.equal([])
  })

  it('ask about danger, age and privacy, and say the limits, before anything that those guard', () => {
    expect(rules(book)).to.deep.equal([])
  })

  it('keep a child under 13 among the numbers: no form, no question, no way on', () => {
    const seen = reachable(book, ['young/under-13'])
    for (const at of seen) expect(at).to.match(/^(young\/under-13|safety|leave)/)
  })

  it('never lead from somebody who has not agreed to a form about them', async () => {
    const memory = inMemory()
    const say = (option: string) =>
      converse(memory.setting, {
        conversation: 'x',
        channel: 'web',
        said: { kind: 'chosen', options: [option] },
      })
    for (const option of ['nobody', 'no', 'someone', 'friend', '18-plus', 'no', 'services', 'followed'])
      await say(option)
    await converse(memory.setting, {
      conversation: 'x',
      channel: 'web',
      said: { kind: 'typed', text: 'ST16 2AB' },
    })
    const reply = await say('yes')
    expect(reply.screen.at).to.equal('services/look')
    expect(reply.screen.question?.options.map((option) => option.id)).to.not.include('pass-on')
  })

  it('never put services for people worried about themselves beside those for people who were hurt', async () => {
    const memory = inMemory()
    const say = (option: string) =>
      converse(memory.setting, {
        conversation: 'x',
        channel: 'web',
        said: { kind: 'chosen', options: [option] },
      })
    for (const option of ['nobody', 'no', 'own-behaviour', 'near-me']) await say(option)
    await converse(memory.setting, {
      conversation: 'x',
      channel: 'web',
      said: { kind: 'typed', text: 'ST16 2AB' },
    })
    const reply = await say('yes')
    expect(reply.screen.at).to.equal('behaviour/found')
    const names = flat(reply.screen.says).flatMap((block) => (block.kind === 'service' ? [block.name] : []))
    expect(names.join()).to.include('Respect').and.not.include('Victim Gateway')
  })
})

const flat = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => (block.kind === 'more' ? flat(block.blocks) : [block]))

describe('Every question', () => {
  for (const at of waitingSteps(book)) {
    const place = placeAt(at)
    const screen = drawScreen(inMemory().setting, place, 'web')
    const { ask } = standing(book, place)

    it(`${at} can be answered by button, by number and by label, each meaning the same`, () => {
      const all = [...(screen.question?.items ?? []), ...(screen.question?.options ?? [])]
      const names = Object.fromEntries(all.map((option) => [option.id, [option.label]]))
      const ear = { everywhere: {}, languages: {}, names }
      for (const [index, option] of all.entries()) {
        const chosen = { kind: 'chosen', options: [option.id] }
        expect(hear(String(index + 1), ask, ear, true), 'number').to.deep.equal(chosen)
        expect(hear(option.label.toUpperCase(), ask, ear, true), option.label).to.deep.equal(chosen)
        const after = turn(book, place, { kind: 'chosen', options: [option.id] })
        expect(after.note, option.id).to.not.equal('not-understood')
      }
    })

    it(`${at} leaves a way out that is not an answer`, () => {
      const soft =
        /^(not-sure|rather-not-say|skip|none|stop|start-again|carry-on|no|nobody|list|that-is-all|back-to-review|do-not-have-it|use-these|any-time|something-else|list|not-agree|keep|try-again|elsewhere|they-ring|again|help|home)$/
      expect(screen.question?.options.some((option) => soft.test(option.id))).to.equal(true)
    })

    for (const word of ['help', 'language'] as const) {
      it(`${at} comes back after "${word}" with every answer intact`, () => {
        const away = turn(book, place, { kind: 'everywhere', word })
        const back = turn(book, JSON.parse(JSON.stringify(away.place)) as Place, {
          kind: 'chosen',
          options: ['carry-on'],
        })
        expect(back.place.at).to.equal(at)
        expect(back.place.trail).to.deep.equal(place.trail)
        expect(back.place.paused).to.deep.equal([])
      })
    }

    it(`${at} is interrupted by danger, shows whom to ring before anything else, and comes back`, () => {
      const danger = { level: 'now', kinds: ['immediate'], signs: [] } as const
      const away = turn(book, place, { kind: 'danger', danger })
      expect(away.place.at).to.equal('safety/stay')
      const [first, second] = drawScreen(inMemory().setting, away.place, 'web').says
      expect([first?.kind, second?.kind === 'line' && second.number]).to.deep.equal(['text', '999'])
      const back = turn(book, away.place, { kind: 'chosen', options: ['carry-on'] })
      if (!at.startsWith('safety/'))
        expect([back.place.at, back.place.trail]).to.deep.equal([at, place.trail])
    })

    it(`${at} can be left, and nothing stays`, () => {
      const gone = turn(book, place, { kind: 'everywhere', word: 'leave' })
      expect([gone.forget, gone.over, gone.place.paused]).to.deep.equal([true, true, []])
      expect(gone.place.trail.filter((entry) => entry.kind === 'asked')).to.deep.equal([])
    })

    it(`${at} has a way to a human: help shows numbers that can be rung`, () => {
      const away = turn(book, place, { kind: 'everywhere', word: 'help' })
      const lines = drawScreen(inMemory().setting, away.place, 'web').says.filter(
        (block) => block.kind === 'line',
      )
      expect(lines.length).to.be.greaterThan(1)
    })
  }
})

describe('Danger in an offered language', () => {
  it('is heard at every question, also where a name or a number is asked', async () => {
    for (const at of waitingSteps(book).filter((step) => !step.startsWith('safety/'))) {
      const memory = inMemory()
      const heardAt = TUESDAY.toISOString()
      memory.places.set('x', { version: 1, place: { ...placeAt(at), heardAt } })
      const said = { kind: 'typed', text: 'he is going to kill me' } as const
      const reply = await converse(memory.setting, { conversation: 'x', channel: 'sms', said })
      expect(reply.screen.at, at).to.match(/^safety\//)
    }
  })
})

describe('A change that would break the law of the flows', () => {
  const changed = (key: StepKey, change: (step: Step) => Step): Book => ({
    ...book,
    steps: { ...book.steps, [key]: change(book.steps[key]!) },
  })
  const redirected = (key: StepKey, option: string, target: unknown): Book =>
    changed(key, (step) => {
      const copy = structuredClone(step) as {
        options?: Record<string, unknown>
        outcomes?: Record<string, unknown>
        then?: unknown
      }
      if (copy.options && option in copy.options) copy.options[option] = target
      else if (copy.outcomes) copy.outcomes[option] = target
      return copy as unknown as Step
    })
  const WRONG: readonly [string, () => Book, string][] = [
    [
      'drops the agreement',
      () => changed('referral/review', (step) => ({ ...step, agreement: undefined }) as unknown as Step),
      'unagreed-sending',
    ],
    [
      'swaps the recipient of the agreement',
      () => changed('referral/review', (step) => ({ ...step, agreement: 'police' }) as Step),
      'unagreed-sending',
    ],
    [
      'swaps the recipient of the sending',
      () => changed('referral/send', (step) => ({ ...step, to: 'police' }) as Step),
      'unagreed-sending',
    ],
    [
      'sends to nobody in particular',
      () => changed('referral/send', (step) => ({ ...step, to: undefined }) as unknown as Step),
      'sends-to-nobody',
    ],
    ['sends on "not sure"', () => redirected('referral/review', 'not-sure', 'send'), 'unagreed-sending'],
    [
      'skips the question about danger',
      () => redirected('start/screen', 'nobody', 'who/who'),
      'danger-first',
    ],
    [
      'leads a child under 13 to the form',
      () => redirected('who/age', 'under-13', 'happened/limits'),
      'child-no-form',
    ],
    ['skips the age', () => redirected('who/who', 'me', 'happened/limits'), 'age-first'],
    [
      'skips the limits of confidentiality',
      () => redirected('who/age', '18-plus', 'happened/what'),
      'limits-first',
    ],
    [
      'skips the second "is this private"',
      () => redirected('referral/secret-choice', 'use-these', 'review'),
      'private-first',
    ],
    [
      'carries on when it is not private',
      () => redirected('private/again', 'not-private', 'referral/review'),
      'private-end',
    ],
    [
      'lets one of the answers end elsewhere',
      () => redirected('private/early', 'not-my-choice', { forget: 'leave/gone' }),
      'private-end',
    ],
    [
      'forgets to route an outcome',
      () => changed('referral/send', (step) => ({ ...step, outcomes: { received: 'received' } }) as Step),
      'missing-outcome',
    ],
    ['leads nowhere', () => redirected('who/who', 'witness', 'who/no-such-step'), 'unknown-target'],
    [
      'offers a fact that nobody looks for',
      () => changed('contact/phone', (step) => ({ ...step, noticed: 'shoe-size' }) as Step),
      'unknown-fact',
    ],
    [
      'offers as typed what is one of several answers',
      () => changed('contact/phone', (step) => ({ ...step, noticed: 'reported' }) as Step),
      'unfit-fact',
    ],
    [
      'takes away the answer that is offered',
      () =>
        changed('referral/reported', (step) => {
          const { options } = step as Extract<Step, { kind: 'choice' }>
          const { yes: _yes, ...others } = options
          return { ...step, options: others } as Step
        }),
      'unfit-fact',
    ],
    [
      'leaves a step that nothing leads to',
      () => redirected('track/withdraw', 'asked', 'taken-back'),
      'unreached-step',
    ],
  ]
  for (const [what, make, rule] of WRONG) {
    it(`and ${what} is refused as ${rule}`, () => {
      expect(rules(make())).to.include(rule)
    })
  }

  it('is judged over every arrow that there is', () => {
    expect(transitions(book).length).to.be.greaterThan(250)
  })
})
