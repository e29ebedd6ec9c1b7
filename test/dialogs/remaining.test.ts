import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { isMilestone } from '../../src/conversation/beside.ts'
import type { Place } from '../../src/engine/place.ts'
import { remainingIn } from '../../src/engine/remaining.ts'
import { engineVisitor } from '../conversations/engine-visitor.ts'
import { play } from '../conversations/play.ts'
import type { Visitor } from '../conversations/play.ts'
import { readJourneys } from '../conversations/script.ts'
import type { Journey } from '../conversations/script.ts'
import { watched } from '../conversations/sent.ts'
import { CONTENT } from '../support/content.ts'
import { inMemory } from '../support/memory.ts'

const { book } = CONTENT
const atMilestone = (at: string): boolean => isMilestone(book, at)
const remaining = remainingIn(book, atMilestone)

/** The places that somebody comes through, in order; nothing where they went back, changed or interrupted something. */
async function walked(journey: Journey): Promise<readonly (Place | undefined)[]> {
  const { channel, language, now, gateway } = journey
  const memory = inMemory(now === undefined ? undefined : new Date(now))
  memory.isGatewayUp = gateway === 'up'
  const { setting, sent } = watched(memory.setting)
  const visitor = engineVisitor({ setting, channel, language })
  const places: (Place | undefined)[] = []
  const note = (): void => {
    const place = [...memory.places.values()]
      .map((kept) => kept.place as Partial<Place>)
      .findLast(({ trail }) => trail)
    places.push(place?.paused?.length === 0 && place.before?.length === 0 ? (place as Place) : undefined)
  }
  const noting: Visitor = {
    ...visitor,
    choose: async (ids) => (await visitor.choose(ids), note()),
    type: async (text) => (await visitor.type(text), note()),
    press: async (word) => (await visitor.press(word), void places.push(undefined)),
    change: async (at) => (await visitor.change(at), void places.push(undefined)),
  }
  await play(journey, noting, sent)
  return places
}

/** At every question of a journey that came to a milestone: what was expected from there, and what it was. */
function compared(
  places: readonly (Place | undefined)[],
): readonly (readonly [expected: number, real: number])[] {
  return places.flatMap((place, index) => {
    const expected = place && !atMilestone(place.at) ? remaining.at(place) : undefined
    const onward = places.slice(index)
    const real = onward.findIndex((next) => next !== undefined && atMilestone(next.at))
    const isStraight = real > 0 && onward.slice(0, real).every((next) => next !== undefined)
    return expected !== undefined && isStraight ? [[expected, real] as const] : []
  })
}

describe('How many questions are said to be left', function () {
  this.timeout(120_000)
  const all: (readonly [number, number])[] = []

  before(async () => {
    const journeys = readJourneys(join(ROOT, 'test', 'conversations')).filter(
      ({ channel }) => channel === 'web',
    )
    for (const journey of journeys) all.push(...compared(await walked(journey)))
  })

  const mean = (of: (pair: readonly [number, number]) => number): number =>
    all.reduce((sum, pair) => sum + of(pair), 0) / all.length

  it('is near to what the journeys of people come to, on the whole and each time', () => {
    expect(all.length).to.be.greaterThan(500)
    expect(Math.abs(mean(([expected, real]) => expected - real))).to.be.below(1.5)
    expect(mean(([expected, real]) => Math.abs(expected - real))).to.be.below(2.5)
  })

  it('is nearer than one number for everybody would be', () => {
    const usual = mean(([, real]) => real)
    expect(mean(([expected, real]) => Math.abs(expected - real))).to.be.below(
      mean(([, real]) => Math.abs(usual - real)) / 1.5,
    )
  })
})
