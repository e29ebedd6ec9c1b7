import { timingSafeEqual } from 'node:crypto'
import { one } from '../domain/told.ts'
import type { Action } from './action.ts'
import { asleepIn } from './asleep.ts'
import { triesLeft, triesOf } from './codes.ts'

/** As many as somebody needs who mistypes; a stranger who guesses has no more, however long they wait. */
const TRIES = 3
/** No conversation by text lives longer than its area lets it, and none lets it for so long. */
const FOR_MS = 31 * 24 * 60 * 60 * 1000

/**
 * Opens the way to what sleeps here, with the word that they chose. `closed`: it was wrong too often, and what slept is
 * forgotten. The tries are counted, durably, before the word is compared: going back does not make them more.
 */
export const checkWord: Action = {
  name: 'check-word',
  outcomes: ['right', 'wrong', 'closed'],
  async run(asking, { conversations, clock }) {
    const word = asleepIn(asking.found)?.word
    if (word === undefined) return { outcome: 'closed', afresh: true }
    const who = `word:${asking.here.conversation}:${word}`
    const left = await triesLeft(conversations, who, {
      most: TRIES,
      channel: asking.channel,
      now: clock.now(),
      withinMs: FOR_MS,
    })
    const ends = [triesOf(who)]
    if (left !== undefined && isSame(one(asking, 'again-word') ?? '', word)) return { outcome: 'right', ends }
    return left === undefined || left === 0 ? { outcome: 'closed', afresh: true, ends } : { outcome: 'wrong' }
  },
}

const isSame = (given: string, kept: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)]
  return a.length === b.length && timingSafeEqual(a, b)
}
