import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'
import { engineVisitor } from './engine-visitor.ts'
import { play } from './play.ts'
import type { Played } from './play.ts'
import { readJourney, readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'
import type { Sent } from './sent.ts'

const JOURNEYS = readJourneys(join(ROOT, 'test', 'conversations'))

interface Run extends Played {
  readonly memory: Memory
  readonly sent: Sent
}

async function run(journey: Journey): Promise<Run> {
  const { channel, language, now, gateway } = journey
  const memory = inMemory(now === undefined ? undefined : new Date(now))
  memory.isGatewayUp = gateway === 'up'
  const { setting, sent } = watched(memory.setting)
  return { ...(await play(journey, engineVisitor({ setting, channel, language }), sent)), memory, sent }
}

const typedIn = (journey: Journey): readonly string[] =>
  journey.visits.flat().flatMap(({ type }) => (type === undefined || type.includes('{{') ? [] : [type]))

describe('A journey on the engine:', () => {
  for (const journey of JOURNEYS) {
    it(journey.title, async () => {
      expect((await run(journey)).failures).to.deep.equal([])
    })
  }
})

describe('The journeys', () => {
  const runs: { readonly journey: Journey; readonly ran: Run }[] = []

  before(async () => {
    for (const journey of JOURNEYS) runs.push({ journey, ran: await run(journey) })
  })

  it('say every field of what was sent, so that nothing is sent unseen', () => {
    for (const { journey, ran } of runs) {
      const referral = ran.sent.kept.at(-1)?.referral
      if (journey.referral) expect(unsaid(journey.referral, referral), journey.file).to.deep.equal([])
    }
  })

  it('leave nothing that was typed where they end by leaving, by not being private, or with a child', () => {
    const ended = runs.filter(({ ran }) =>
      ['end', 'private/cannot', 'young/under-13'].includes(ran.screens.at(-1)?.at ?? ''),
    )
    expect(ended.length).to.be.greaterThan(3)
    for (const { journey, ran } of ended) {
      const left = JSON.stringify([...ran.memory.places.values()])
      for (const text of typedIn(journey)) expect(left, journey.file).to.not.include(text)
    }
  })

  it('write down nothing that was typed', () => {
    for (const { journey, ran } of runs) {
      const traced = ran.memory.traced.join('\n')
      for (const text of typedIn(journey)) expect(traced, journey.file).to.not.include(`"${text}"`)
    }
  })

  it('say on every screen that this is a demonstration, and whom to ring', () => {
    for (const { journey, ran } of runs) {
      for (const { at, text } of ran.screens) {
        expect(text, `${journey.file} at ${at}`)
          .to.match(/[Dd]emonstration|Arddangosiad/)
          .and.include('999')
      }
    }
  })

  it('show the same after a wrong secret as after a reference that nobody has', () => {
    const tries = runs.flatMap(({ ran }) =>
      ran.screens.filter(({ at }) => at === 'track/wrong').map(({ text }) => text),
    )
    expect(tries.length).to.be.greaterThan(1)
    expect(new Set(tries).size).to.equal(1)
  })

  it('leave nothing with the gateway of what was taken back', () => {
    const back = runs.filter(({ ran }) => ran.screens.some(({ at }) => at === 'track/taken-back'))
    expect(back.length).to.be.greaterThan(0)
    for (const { journey, ran } of back) expect(ran.memory.received.size, journey.file).to.equal(0)
  })

  it('leave nothing waiting to be sent once it was taken back, also while the gateway does not answer', async () => {
    const asked = runs.filter(({ ran }) =>
      ran.screens.some(({ at }) => at === 'track/taken-back' || at === 'track/unreachable'),
    )
    expect(asked.length).to.be.greaterThan(1)
    for (const { journey, ran } of asked) {
      const { referrals, clock } = ran.memory.setting
      const { reference } = ran.sent.kept.at(-1)!.referral
      const claimed = await referrals.claim(clock.now(), 30, { reference })
      expect(claimed?.errand.kind ?? 'withdraw', journey.file).to.equal('withdraw')
    }
  })
})

describe('A journey that goes wrong', () => {
  const steps = '[{ choose: nobody }, { at: start/danger, choose: "no" }]'
  const WRONG: readonly [string, string, string | RegExp][] = [
    ['somewhere else', 'steps: [{ at: who/who, choose: nobody }]', 'they should stand at who/who'],
    [
      'with an answer that is not there',
      'steps: [{ choose: maybe }]',
      /there is no "maybe" at start\/screen/,
    ],
    ['without a text that must be there', 'steps: [{ sees: [unicorn], choose: nobody }]', '"unicorn" is not'],
    ['with a text that must not be there', 'steps: [{ sees_not: [reference] }]', '"reference" is on the'],
    ['on with an answer that must be refused', 'steps: [{ choose: nobody, refused: true }]', 'it was taken'],
    ['to another end', `ends_at: end\nsteps: ${steps}`, 'they should end at end, and stand at who/who'],
    ['without the referral', `referral: { name: Sam }\nsteps: ${steps}`, 'the referral: none was made'],
  ]
  for (const [how, script, failure] of WRONG) {
    it(`is seen to go ${how}`, async () => {
      const journey = readJourney('wrong.yaml', `title: A wrong one\nabout: It must fail\n${script}`)
      expect((await run(journey)).failures.join()).to.match(new RegExp(failure))
    })
  }

  it('is seen to send what no journey says', () => {
    const sent = { version: 1, name: 'Sam', contact: { phone: { number: '1' }, times: ['mornings'] } }
    expect(unsaid({ name: 'Sam', contact: { phone: { number: '1' } } }, sent)).to.deep.equal([
      'contact.times',
    ])
  })

  it('is refused with every mistake at once when its author made one', () => {
    const script =
      'title: A wrong one\nsteps: [{ choose: a, type: b }, { visit: new }, { press: everything }]'
    expect(() => readJourney('wrong.yaml', script)).to.throw(/about[^]*a step does one thing[^]*press/)
  })
})

/** The fields that are the same for everyone, or new every time: no journey has to say them. */
const COMMON: readonly string[] = ['version', 'reference', 'made_at', 'language', 'sample', 'consent']

/** Dotted paths of what was sent and the journey does not say. A list is said as a whole. */
function unsaid(expected: unknown, actual: unknown, path = ''): readonly string[] {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return []
  return Object.entries(actual).flatMap(([key, value]) => {
    const below = path === '' ? key : `${path}.${key}`
    if (COMMON.includes(below)) return []
    const said = (expected as Readonly<Record<string, unknown>>)[key]
    return said === undefined ? [below] : unsaid(said, value, below)
  })
}
