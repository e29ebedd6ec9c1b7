import { expect } from 'chai'
import { LISTED_ANSWERS } from '../../src/domain/listed.ts'
import { linesOf, payloadOf, SENT_ANSWERS } from '../../src/domain/payload.ts'
import { referralSchema } from '../../src/domain/referral.ts'
import { isWaiting } from '../../src/engine/flow.ts'
import { answersOn, foundOn } from '../../src/engine/place.ts'
import type { Place } from '../../src/engine/place.ts'
import { waitingSteps } from '../../src/engine/walk.ts'
import { CONTENT } from '../support/content.ts'
import type { Memory } from '../support/memory.ts'
import { wander } from './wander.ts'

const JOURNEYS = 1000

/** Where the person is; beside them there may be copies under a code, and counts of tries. */
const placeIn = (memory: Memory): Place | undefined =>
  [...memory.places.values()].map(({ place }) => place as Place).find(({ paused }) => paused !== undefined)

/** The values at the ends of a JSON value, as text. */
const leaves = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]

describe('Journeys at random over the shipped flows', function () {
  this.timeout(300_000)
  const seen = new Set<string>()
  const missing = new Set<string>()
  const sent: { memory: Memory; place: Place }[] = []
  const reviews: { place: Place; rows: number }[] = []
  let off = 0

  before(async () => {
    for (let seed = 1; seed <= JOURNEYS; seed += 1) {
      let last: Place | undefined
      const memory = await wander(seed, ({ after }, current) => {
        seen.add(after.screen.at)
        const place = placeIn(current)
        for (const text of JSON.stringify(after.screen).matchAll(/\[[a-z-]+[:/][^\]"]+\]/g))
          missing.add(text[0])
        if (place && after.screen.at === 'referral/review') {
          reviews.push({
            place,
            rows: after.screen.says.filter((block) => block.kind === 'row' && block.unsent !== true).length,
          })
        }
        if (place && answersOffPath(place).length > 0) off += 1
        last = place ?? last
      })
      if (last && memory.received.size > 0) sent.push({ memory, place: last })
    }
  })

  it('reach every question', () => {
    /** Nets under the others: national lines and a gateway that are always there, five wrong tries, chats. */
    const nets = [
      // After sending; with a code, that random answers never know; by text (test/conversation/carry-on, first-text,
      // silence, word-by-text).
      'answers/sent',
      'later/sent',
      'later/screen',
      'later/wait',
      'later/danger',
      'later/ready',
      'later/wrong',
      'later/slow',
      'start/not-alone',
      'again/phone',
      'again/not-alone',
      'again/word',
      'again/wrong',
      'again/choose',
      'again/only-start',
      'referral/word',
      'delete/ask',
      'track/phone',
      'track/not-alone',
      'behaviour/none',
      'services/none',
      'services/none-but-gateway',
      'referral/nowhere',
      'track/slow',
      'track/status',
      'track/take-back',
      'track/unreachable',
      'track/taken-back',
      'track/asked-back',
      'track/contact',
      'track/not-safe',
      'track/stop-all',
      'track/made-safer',
      'track/safer-untold',
      'track/safer-gone',
      'track/less-safe',
      'referral/ended',
      'referral/elsewhere',
      'note/not-here',
    ]
    const never = waitingSteps(CONTENT.book).filter((at) => !seen.has(at) && !nets.includes(at))
    expect(never).to.deep.equal([])
  })

  it('never show a text that nobody wrote', () => {
    expect([...missing]).to.deep.equal([])
  })

  it('send referrals that the published schema takes, from many journeys', () => {
    expect(sent.length).to.be.greaterThan(20)
    for (const { memory } of sent) {
      for (const referral of memory.received.values())
        expect(referralSchema.safeParse(referral).success).to.equal(true)
    }
  })

  it('keep no answer that is not on the path', () => {
    expect(off).to.equal(0)
  })

  it('show on the review exactly the fields that are sent', () => {
    expect(reviews.length).to.be.greaterThan(50)
    for (const { place, rows } of reviews) {
      const told = { answers: answersOn(CONTENT.book, place), found: foundOn(place) }
      const setting = {
        area: 'a',
        recipient: { id: 'r', name: 'R' },
        sample: true,
        language: 'en',
        councilName: 'C',
      }
      const payload = payloadOf(told, setting)
      const { version: _v, area: _a, recipient: _r, sample: _s, language: _l, notices: _n, ...own } = payload
      const shown = linesOf(told)
      expect(rows).to.equal(shown.length + 1)
      const rest = leaves({ ...own, place: { ...own.place, council_name: undefined } }).filter(
        (leaf) => leaf !== 'undefined',
      )
      expect(rest.sort()).to.deep.equal(shown.flatMap((line) => leaves(line.value)).sort())
    }
  })

  it('send nothing but answers that the person gave on the path they took', () => {
    for (const { place } of reviews) {
      const answers = answersOn(CONTENT.book, place)
      const given = new Set(Object.keys(answers))
      for (const line of linesOf({ answers, found: foundOn(place) })) {
        const isDefault = ['name', 'if-unreachable', 'crimes'].includes(line.field)
        const isSafety = /-(safe|message)$/.test(line.field)
        expect(isDefault || isSafety || line.from.some((name) => given.has(name)), line.field).to.equal(true)
      }
    }
  })
})

/** Saved answers whose step does not stand on the trail: there must be none, by construction. */
function answersOffPath(place: Place): readonly string[] {
  const onTrail = new Set(
    [...place.paused.flatMap((frame) => frame.trail), ...place.trail].map((entry) => {
      const step = CONTENT.book.steps[entry.at]
      return isWaiting(step) ? step.save : undefined
    }),
  )
  return Object.keys(answersOn(CONTENT.book, place)).filter((name) => !onTrail.has(name))
}

describe('Every answer that a flow saves', () => {
  /** What stays with the person, and why nobody needs it. */
  const STAYS: readonly string[] = [
    'screen',
    'group',
    'own-words',
    'place-right',
    'place-unknown',
    'place-far',
    'send-characteristics',
    'passing-on',
    'ways',
    'secret-choice',
    'own-secret',
    'phone-word',
    'again-word',
    'track-reference',
    'track-secret',
    'near',
    'which-near',
    'unsafe-ways',
    'stop-all',
    'note-numbers',
    'note-cover',
  ]

  it('is either sent or known to stay with the person', () => {
    const saved = new Set(
      Object.values(CONTENT.book.steps).flatMap((step) =>
        isWaiting(step) && step.save !== undefined ? [step.save] : [],
      ),
    )
    expect([...saved].filter((name) => !SENT_ANSWERS.includes(name) && !STAYS.includes(name))).to.deep.equal(
      [],
    )
    expect([...SENT_ANSWERS, ...STAYS].filter((name) => !saved.has(name))).to.deep.equal([])
  })

  it('on the own list of a person was asked by some question, and is none that is never shown', () => {
    const saved = Object.values(CONTENT.book.steps).flatMap((step) =>
      isWaiting(step) && step.save !== undefined ? [step.save] : [],
    )
    expect(LISTED_ANSWERS.filter((name) => !saved.includes(name))).to.deep.equal([])
    for (const never of [
      'screen',
      'secret-choice',
      'own-secret',
      'phone-word',
      'again-word',
      'track-reference',
      'track-secret',
    ])
      expect(LISTED_ANSWERS).to.not.include(never)
  })
})
